using System.Numerics;
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

        var lab = OkLab.FromRgb(ColourSample.Linear(colour));
        var held = Math.Min(1, MostChroma / Math.Max(1e-6f, MathF.Sqrt((lab.Y * lab.Y) + (lab.Z * lab.Z))));
        return new WashKernel(lab.Y * held, lab.Z * held, (float)(arguments.Amount / 100));
    }

    private sealed class WashKernel(float washA, float washB, float strength) : VectorKernel
    {
        protected override (Vector<float> R, Vector<float> G, Vector<float> B) Change(Vector<float> r, Vector<float> g, Vector<float> b)
        {
            var (l, u, v) = OkLab.FromRgb(r, g, b);
            var far = (l + l) - Vector<float>.One;
            var weight = (Vector<float>.One - (far * far * far * far)) * strength;
            var own = new Vector<float>((float)(1 - (OwnChromaLostAtFull * strength)));
            return OkLab.ToRgbInGamut(l, (u * own) + (weight * washA), (v * own) + (weight * washB));
        }
    }
}
