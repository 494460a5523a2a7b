using Pentimento.Engine.Operations.Kernels;

namespace Pentimento.Engine.Operations;

/// <summary>
/// A toned print: luminance of linear light, then one hue of OKLab whose chroma is greatest in the middle tones and nothing in black
/// and white, as a sulphide-toned silver print fades.
/// </summary>
internal sealed class Sepia : PointOperation
{
    private const double HueDegrees = 60;
    private const double Chroma = 0.09;

    private static readonly CurveTable Red = new(y => Tone(y, 0), LightSpace.Linear);
    private static readonly CurveTable Green = new(y => Tone(y, 1), LightSpace.Linear);
    private static readonly CurveTable Blue = new(y => Tone(y, 2), LightSpace.Linear);

    public override string Name => "sepia";

    public override OperationGroup Group => OperationGroup.Colour;

    public override string Summary => "A brown-toned print: luminance, then one hue of OKLab, strongest in the middle tones.";

    public override AmountRange Amount => new(0, 100, 100);

    public override IReadOnlyList<string> Examples => ["make it sepia", "add a sepia tone"];

    public override PointKernel? Kernel(OperationArguments arguments) =>
        arguments.Amount == 0 ? null : new ToneKernel((float)(arguments.Amount / 100));

    // Linear red, green or blue of the tone that a luminance gets; Ottosson's inverse matrices.
    private static double Tone(double luminance, int band)
    {
        var lightness = Math.Cbrt(luminance);
        var chroma = Chroma * 4 * lightness * (1 - lightness);
        var (sin, cos) = Math.SinCos(double.DegreesToRadians(HueDegrees));
        var (a, b) = (chroma * cos, chroma * sin);
        var l = Math.Pow(lightness + (0.3963377774 * a) + (0.2158037573 * b), 3);
        var m = Math.Pow(lightness - (0.1055613458 * a) - (0.0638541728 * b), 3);
        var s = Math.Pow(lightness - (0.0894841775 * a) - (1.2914855480 * b), 3);
        return band switch
        {
            0 => (4.0767416621 * l) - (3.3077115913 * m) + (0.2309699292 * s),
            1 => (-1.2684380046 * l) + (2.6097574011 * m) - (0.3413193965 * s),
            _ => (-0.0041960863 * l) - (0.7034186147 * m) + (1.7076147010 * s),
        };
    }

    private sealed class ToneKernel(float strength) : PointKernel
    {
        public override LightSpace Space => LightSpace.Linear;

        public override void Apply(Span<float> r, Span<float> g, Span<float> b)
        {
            for (var i = 0; i < r.Length; i++)
            {
                var luminance = (0.2126f * r[i]) + (0.7152f * g[i]) + (0.0722f * b[i]);
                r[i] += (Red.At(luminance) - r[i]) * strength;
                g[i] += (Green.At(luminance) - g[i]) * strength;
                b[i] += (Blue.At(luminance) - b[i]) * strength;
            }
        }
    }
}
