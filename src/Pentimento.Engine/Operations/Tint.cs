using System.Numerics;
using System.Runtime.InteropServices;
using Pentimento.Engine.Images;
using Pentimento.Engine.Operations.Kernels;

namespace Pentimento.Engine.Operations;

/// <summary>
/// A wash of one colour: the a and b of OKLab move towards the colour's at constant lightness, as if the print were toned. Fully in
/// the middle tones, less towards black and white, so both stay neutral enough to look black and white. The picture's own colours
/// stay visible below; at 100 % little of them is left.
/// </summary>
internal sealed class Tint : PointOperation
{
    private const double OwnChromaLostAtFull = 0.75;

    // A pure blue or red as the whole picture's colour would hurt the eye.
    private const float MostChroma = 0.2f;

    public override string Name => "tint";

    public override OperationGroup Group => OperationGroup.Colour;

    public override string Summary => "Shifts all colours towards one, in OKLab at constant lightness; black and white stay nearly neutral.";

    public override AmountRange Amount => new(0, 100, 40);

    public override string ValueHelp => "a colour: #ff7f66";

    public override bool NeedsValue => true;

    public override IReadOnlyList<string> Examples => ["give it a blue tint", "tint it #ff7f66", "add a slight green tint"];

    public override string? CheckValue(string? value) => Rgb.TryParse(value, out _) ? null : $"needs {ValueHelp}";

    public override string Describe(OperationArguments arguments) => $"{Words.Amount(Name, this, arguments)} {arguments.Value}";

    public override PointKernel? Kernel(OperationArguments arguments)
    {
        if (arguments.Amount == 0 || !Rgb.TryParse(arguments.Value, out var colour))
        {
            return null;
        }

        Vector<float> Light(byte value) => new(SrgbTransfer.ToLinear[value]);
        var (_, a, b) = OkLabTransfer.FromRgb(Light(colour.R), Light(colour.G), Light(colour.B));
        var held = Math.Min(1, MostChroma / Math.Max(1e-6f, MathF.Sqrt((a[0] * a[0]) + (b[0] * b[0]))));
        return new WashKernel(a[0] * held, b[0] * held, (float)(arguments.Amount / 100));
    }

    private sealed class WashKernel(float a, float b, float strength) : PointKernel
    {
        public override LightSpace Space => LightSpace.Linear;

        public override void Apply(Span<float> r, Span<float> g, Span<float> b)
        {
            var reds = MemoryMarshal.Cast<float, Vector<float>>(r);
            var greens = MemoryMarshal.Cast<float, Vector<float>>(g);
            var blues = MemoryMarshal.Cast<float, Vector<float>>(b);
            for (var i = 0; i < reds.Length; i++)
            {
                (reds[i], greens[i], blues[i]) = Wash(reds[i], greens[i], blues[i]);
            }

            for (var i = reds.Length * Vector<float>.Count; i < r.Length; i++)
            {
                var (x, y, z) = Wash(new Vector<float>(r[i]), new Vector<float>(g[i]), new Vector<float>(b[i]));
                (r[i], g[i], b[i]) = (x[0], y[0], z[0]);
            }
        }

        private (Vector<float> R, Vector<float> G, Vector<float> B) Wash(Vector<float> red, Vector<float> green, Vector<float> blue)
        {
            var (l, u, v) = OkLabTransfer.FromRgb(red, green, blue);
            var far = (l + l) - Vector<float>.One;
            var weight = (Vector<float>.One - (far * far * far * far)) * strength;
            var own = new Vector<float>((float)(1 - (OwnChromaLostAtFull * strength)));
            return OkLabTransfer.ToRgbInGamut(l, (u * own) + (weight * a), (v * own) + (weight * b));
        }
    }
}
