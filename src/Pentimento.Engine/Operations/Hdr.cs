using Pentimento.Engine.Images;
using Pentimento.Engine.Operations.Kernels;

namespace Pentimento.Engine.Operations;

/// <summary>
/// The look of a tone-mapped high dynamic range picture: a guided-filter base layer of encoded luma is compressed, its detail is
/// strengthened (base and detail as in Durand and Dorsey 2002, "Fast Bilateral Filtering for the Display of High-Dynamic-Range
/// Images"; guided filter by He, Sun and Tang 2013, so no halos), and chroma rises in OKLab.
/// </summary>
internal sealed class Hdr : Operation
{
    private const double RadiusShare = 1 / 25.0;
    private const float EdgeContrast = 0.13f;
    private const double ShadowLift = 2.4;
    private const double HighlightDrop = 0.25;

    // Lamps and clouds stay white: a grey white is what gives bad tone mapping away.
    private const double WhiteKept = 0.7;
    private const double DetailBoost = 2.8;
    private const double ChromaRise = 30;

    public override string Name => "hdr";

    public override OperationGroup Group => OperationGroup.Tone;

    public override string Summary => "The HDR look: the range of an edge-preserving base layer is compressed, detail and colour are brought out, without halos.";

    public override AmountRange Amount => new(0, 100, 50);

    public override IReadOnlyList<string> Examples => ["make it look HDR", "give it an HDR effect", "a strong HDR look"];

    public override string Describe(OperationArguments arguments) => Words.Amount(Name, this, arguments);

    public override Image Apply(Image source, OperationArguments arguments, OperationContext context)
    {
        var strength = arguments.Amount / 100;
        if (strength == 0)
        {
            return source.Clone();
        }

        var compression = new CurveTable(
            x => (1 + (strength * ShadowLift * Math.Pow(1 - x, 4))) * (1 - (strength * HighlightDrop * x * x * (1 - (WhiteKept * Math.Pow(x, 6))))),
            LightSpace.Encoded);
        var boost = (float)(strength * DetailBoost);
        var chroma = new Saturation().Kernel(new(strength * ChromaRise, null))!;
        using var regions = LocalTone.BaseLayer(source, RadiusShare, EdgeContrast, context.Cancellation);
        return LocalTone.Run(source, regions, Gain, [chroma], context.Cancellation);

        void Gain(ReadOnlySpan<float> luma, ReadOnlySpan<float> smooth, Span<float> gain)
        {
            LocalContrast.Gain(luma, smooth, gain, boost);
            for (var x = 0; x < gain.Length; x++)
            {
                gain[x] *= compression.At(smooth[x]);
            }
        }
    }
}
