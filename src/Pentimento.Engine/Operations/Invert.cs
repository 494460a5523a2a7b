using Pentimento.Engine.Operations.Kernels;

namespace Pentimento.Engine.Operations;

/// <summary>The negative, on encoded values, as a photographic negative of the displayed picture looks; at 50 % everything is middle grey.</summary>
internal sealed class Invert : PointOperation
{
    public override string Name => "invert";

    public override OperationGroup Group => OperationGroup.Colour;

    public override string Summary => "The negative, on encoded values.";

    public override AmountRange Amount => new(0, 100, 100);

    public override IReadOnlyList<string> Examples => ["invert the colours", "make it a negative"];

    public override PointKernel? Kernel(OperationArguments arguments)
    {
        var strength = arguments.Amount / 100;
        return strength == 0 ? null : new CurveKernel(LightSpace.Encoded, x => x + ((1 - x - x) * strength));
    }
}
