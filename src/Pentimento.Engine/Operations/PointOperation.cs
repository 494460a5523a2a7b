using Pentimento.Engine.Images;
using Pentimento.Engine.Operations.Kernels;

namespace Pentimento.Engine.Operations;

/// <summary>An operation that changes each pixel by itself; neighbours in a plan are run as one pass.</summary>
internal abstract class PointOperation : Operation
{
    /// <summary>The change for these arguments; null when it is the identity.</summary>
    public abstract PointKernel? Kernel(OperationArguments arguments);

    public override string Describe(OperationArguments arguments) => Words.Amount(Name, this, arguments);

    public sealed override Image Apply(Image source, OperationArguments arguments, OperationContext context) =>
        Kernel(arguments) is { } kernel ? PointPipeline.Run(source, [kernel], context.Cancellation) : source.Clone();
}
