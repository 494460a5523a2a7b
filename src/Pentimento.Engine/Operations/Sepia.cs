using Pentimento.Engine.Operations.Kernels;

namespace Pentimento.Engine.Operations;

/// <summary>
/// A toned print: luminance of linear light, then one hue of OKLab whose chroma is greatest in the middle tones and nothing in black
/// and white, as a sulphide-toned silver print fades.
/// </summary>
internal sealed class Sepia : PointOperation
{
    private const int Steps = 1024;
    private const double HueDegrees = 70;
    private const double Chroma = 0.065;

    private static readonly float[][] Tones = Toned();

    public override string Name => "sepia";

    public override OperationGroup Group => OperationGroup.Colour;

    public override string Summary => "A brown-toned print: luminance, then one hue of OKLab, strongest in the middle tones.";

    public override AmountRange Amount => new(0, 100, 100);

    public override IReadOnlyList<string> Examples => ["make it sepia", "add a sepia tone"];

    public override PointKernel? Kernel(OperationArguments arguments) =>
        arguments.Amount == 0 ? null : new ToneKernel((float)(arguments.Amount / 100));

    // Linear red, green and blue for each step of the square root of luminance.
    private static float[][] Toned()
    {
        float[][] tones = [new float[Steps + 2], new float[Steps + 2], new float[Steps + 2]];
        for (var i = 0; i < Steps + 2; i++)
        {
            var root = Math.Min(1, i / (double)Steps);
            var lightness = Math.Cbrt(root * root);
            var chroma = Chroma * 4 * lightness * (1 - lightness);
            var (a, b) = (chroma * Math.Cos(double.DegreesToRadians(HueDegrees)), chroma * Math.Sin(double.DegreesToRadians(HueDegrees)));
            var l = Math.Pow(lightness + (0.3963377774 * a) + (0.2158037573 * b), 3);
            var m = Math.Pow(lightness - (0.1055613458 * a) - (0.0638541728 * b), 3);
            var s = Math.Pow(lightness - (0.0894841775 * a) - (1.2914855480 * b), 3);
            tones[0][i] = (float)((4.0767416621 * l) - (3.3077115913 * m) + (0.2309699292 * s));
            tones[1][i] = (float)((-1.2684380046 * l) + (2.6097574011 * m) - (0.3413193965 * s));
            tones[2][i] = (float)((-0.0041960863 * l) - (0.7034186147 * m) + (1.7076147010 * s));
        }

        return tones;
    }

    private sealed class ToneKernel(float strength) : PointKernel
    {
        public override LightSpace Space => LightSpace.Linear;

        public override void Apply(Span<float> r, Span<float> g, Span<float> b)
        {
            for (var i = 0; i < r.Length; i++)
            {
                var luminance = (0.2126f * r[i]) + (0.7152f * g[i]) + (0.0722f * b[i]);
                // The square root spreads the dark tones over the table as encoding does, at a fraction of its cost.
                var position = MathF.Sqrt(Math.Clamp(luminance, 0, 1)) * Steps;
                var step = (int)position;
                var part = position - step;
                r[i] += (At(Tones[0], step, part) - r[i]) * strength;
                g[i] += (At(Tones[1], step, part) - g[i]) * strength;
                b[i] += (At(Tones[2], step, part) - b[i]) * strength;
            }
        }

        private static float At(float[] tone, int step, float part) => tone[step] + ((tone[step + 1] - tone[step]) * part);
    }
}
