using Pentimento.Engine.Images;
using Pentimento.Engine.Operations.Kernels;

namespace Pentimento.Engine.Operations;

/// <summary>
/// Brighter or darker bright regions. A gain of encoded values that depends on a guided-filter base layer of luma (He, Sun and Tang
/// 2013), so a bright region changes as a whole: its detail keeps its contrast, and no edge gets a halo. Encoded luma, because "bright"
/// means what the eye sees as bright. Dark regions stay as they are.
/// </summary>
internal sealed class Highlights : Operation
{
    private const double RadiusShare = 1 / 16.0;
    private const float EdgeContrast = 0.1f;
    private const double Start = 0.35;
    private const double Power = 1.6;

    // White falls to 1 - 0.34 at -100; the base curve's slope at white stays above 0, so no tones change places.
    private const double DarkestWhite = 0.34;
    private const double GainAtFull = 2.5;

    public override string Name => "highlights";

    public override OperationGroup Group => OperationGroup.Tone;

    public override string Summary => "Brightens or darkens the bright regions only, through an edge-preserving base layer: detail stays, no halos.";

    public override AmountRange Amount => new(-100, 100, 30);

    public override IReadOnlyList<string> Examples => ["bring down the highlights", "the sky is blown out", "brighter highlights"];

    public override string Describe(OperationArguments arguments) => Words.Amount(Name, this, arguments);

    public override Image Apply(Image source, OperationArguments arguments, OperationContext context)
    {
        var amount = arguments.Amount / 100;
        if (amount == 0)
        {
            return source.Clone();
        }

        var gains = new CurveTable(x => Gain(x, amount), LightSpace.Encoded);
        using var regions = LocalTone.BaseLayer(source, RadiusShare, EdgeContrast, context.Cancellation);
        return LocalTone.Run(source, regions, (_, smooth, gain) => gains.Apply(smooth, gain), [], context.Cancellation);
    }

    private static double Gain(double x, double amount)
    {
        var brightness = Math.Pow(Math.Max(0, (x - Start) / (1 - Start)), Power);
        return amount < 0 ? 1 + (amount * DarkestWhite * brightness / Math.Max(x, Start)) : 1 + (amount * GainAtFull * brightness);
    }
}
