using Pentimento.Engine.Images;

namespace Pentimento.Engine.Operations;

/// <summary>An operation of one strength that works on a copy of the picture; at strength 0 the copy is the picture.</summary>
internal abstract class CopyOperation : Operation
{
    public override string Describe(OperationArguments arguments) => Words.Amount(Name, this, arguments);

    public sealed override Image Apply(Image source, OperationArguments arguments, OperationContext context)
    {
        var result = source.Clone();
        try
        {
            if (arguments.Amount > 0)
            {
                Edit(source, result, arguments, context);
            }

            return result;
        }
        catch
        {
            result.Dispose();
            throw;
        }
    }

    /// <summary>Changes the copy.</summary>
    /// <param name="source">The picture, as it stays.</param>
    /// <param name="result">Its copy, to be changed in place.</param>
    /// <param name="arguments">Of an amount above 0.</param>
    protected abstract void Edit(Image source, Image result, OperationArguments arguments, OperationContext context);
}
