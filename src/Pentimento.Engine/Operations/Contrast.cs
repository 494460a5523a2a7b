using Pentimento.Engine.Operations.Kernels;

namespace Pentimento.Engine.Operations;

/// <summary>
/// Contrast around middle grey on encoded values, where equal steps look equal. More: a power sigmoid that keeps black and white in
/// place, so nothing clips (slope 1 + amount at the middle). Less: a straight blend towards middle grey.
/// </summary>
internal sealed class Contrast : PointOperation
{
    public override string Name => "contrast";

    public override OperationGroup Group => OperationGroup.Tone;

    public override string Summary => "More or less contrast around middle grey, on encoded values where equal steps look equal; black and white stay.";

    public override AmountRange Amount => new(-100, 100, 30);

    public override IReadOnlyList<string> Examples => ["more contrast", "reduce the contrast slightly", "it looks flat"];

    public override PointKernel? Kernel(OperationArguments arguments)
    {
        var amount = arguments.Amount / 100;
        return amount switch
        {
            0 => null,
            > 0 => new CurveKernel(LightSpace.Encoded, x => x < 0.5 ? Half(x, 1 + amount) : 1 - Half(1 - x, 1 + amount)),
            _ => new CurveKernel(LightSpace.Encoded, x => 0.5 + ((x - 0.5) * (1 + amount))),
        };
    }

    private static double Half(double x, double slope) => 0.5 * Math.Pow(2 * x, slope);
}
