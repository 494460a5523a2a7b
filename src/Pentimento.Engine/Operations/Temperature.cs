using Pentimento.Engine.Operations.Kernels;

namespace Pentimento.Engine.Operations;

/// <summary>
/// Warmer or cooler light: chromatic adaptation of linear light from D65 to another daylight (Bradford, as in ICC.1:2022 annex E;
/// daylight locus of CIE 15:2004), in steps that are even in reciprocal megakelvin; white keeps its luminance.
/// </summary>
internal sealed class Temperature : PointOperation
{
    private const double D65Kelvin = 6504;
    private const double MiredAtFull = 90;

    public override string Name => "temperature";

    public override OperationGroup Group => OperationGroup.Colour;

    public override string Summary => "Warmer or cooler light: Bradford adaptation of linear light along the daylight locus.";

    public override AmountRange Amount => new(-100, 100, 30);

    public override IReadOnlyList<string> Examples => ["make it warmer", "a slightly cooler tone", "make it 20% warmer"];

    public override PointKernel? Kernel(OperationArguments arguments) => arguments.Amount == 0
        ? null
        : new MatrixKernel(ChromaticAdaptation.FromD65(Daylight(1e6 / ((1e6 / D65Kelvin) + (arguments.Amount / 100 * MiredAtFull)))));

    // CIE 15:2004, 3.1: chromaticity of daylight of a correlated colour temperature, 4000 to 25 000 K.
    private static (double X, double Y) Daylight(double kelvin)
    {
        var t = 1000 / kelvin;
        var x = kelvin <= 7000
            ? 0.244063 + (0.09911 * t) + (2.9678 * t * t) - (4.6070 * t * t * t)
            : 0.237040 + (0.24748 * t) + (1.9018 * t * t) - (2.0064 * t * t * t);
        return (x, (-3 * x * x) + (2.870 * x) - 0.275);
    }
}
