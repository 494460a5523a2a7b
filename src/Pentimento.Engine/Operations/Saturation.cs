using Pentimento.Engine.Operations.Kernels;

namespace Pentimento.Engine.Operations;

/// <summary>Chroma in OKLab at constant lightness and hue; colours at the edge of the gamut are held there instead of clipping.</summary>
internal sealed class Saturation : PointOperation
{
    public override string Name => "saturation";

    public override OperationGroup Group => OperationGroup.Colour;

    public override string Summary => "More or less vivid: chroma in OKLab at constant lightness and hue, held inside the gamut.";

    public override AmountRange Amount => new(-100, 100, 30);

    public override IReadOnlyList<string> Examples => ["make the colours more vivid", "less saturation", "desaturate it by 50%"];

    public override PointKernel? Kernel(OperationArguments arguments) =>
        arguments.Amount == 0 ? null : new ChromaKernel((float)(1 + (arguments.Amount / 100)));

    private sealed class ChromaKernel(float factor) : PointKernel
    {
        public override LightSpace Space => LightSpace.Linear;

        public override void Apply(Span<float> r, Span<float> g, Span<float> b) => OkLab.ScaleChroma(r, g, b, factor);
    }
}
