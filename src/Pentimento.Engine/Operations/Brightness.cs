using Pentimento.Engine.Operations.Kernels;

namespace Pentimento.Engine.Operations;

/// <summary>
/// Exposure in linear light: brightening and darkening are products of light, so hues stay. The amount is the change of the encoded
/// value that the eye sees: -20 % multiplies it by 0.8. Brightening bends into white (Reinhard et al. 2002, eq. 4, white point 1)
/// instead of clipping.
/// </summary>
internal sealed class Brightness : PointOperation
{
    private const double DisplayGamma = 2.2;

    public override string Name => "brightness";

    public override OperationGroup Group => OperationGroup.Tone;

    public override string Summary => "Brighter or darker: exposure in linear light; brightening bends into white instead of clipping.";

    public override AmountRange Amount => new(-100, 100, 30);

    public override IReadOnlyList<string> Examples => ["make it brighter", "darken it by 20%", "it is too dark"];

    public override PointKernel? Kernel(OperationArguments arguments)
    {
        if (arguments.Amount == 0)
        {
            return null;
        }

        var gain = Math.Pow(1 + (arguments.Amount / 100), DisplayGamma);
        return gain > 1
            ? new CurveKernel(LightSpace.Linear, x => gain * x / (1 + ((gain - 1) * x)))
            : new CurveKernel(LightSpace.Linear, x => gain * x);
    }
}
