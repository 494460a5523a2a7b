using Pentimento.Engine.Images;
using Pentimento.Engine.Operations.Kernels;

namespace Pentimento.Engine.Operations;

/// <summary>
/// Local contrast: what a guided filter of luma takes away (He, Sun and Tang 2013, section 3.4, detail enhancement) is added again or
/// taken out. Strongest in the middle tones, with a floor below which detail counts as noise; large edges belong to the base, so
/// they get no halo. Encoded luma, where equal steps look equal; one factor for all channels, so hue stays.
/// </summary>
internal sealed class Clarity : Operation
{
    private const double RadiusShare = 1 / 40.0;
    private const float EdgeContrast = 0.14f;
    private const double MoreAtFull = 1.8;
    private const double LessAtFull = 0.85;

    public override string Name => "clarity";

    public override OperationGroup Group => OperationGroup.Tone;

    public override string Summary => "More or less local contrast in the middle tones, on a base and detail split by a guided filter: no halos.";

    public override AmountRange Amount => new(-100, 100, 40);

    public override IReadOnlyList<string> Examples => ["more clarity", "bring out the texture", "less clarity"];

    public override string Describe(OperationArguments arguments) => Words.Amount(Name, this, arguments);

    public override Image Apply(Image source, OperationArguments arguments, OperationContext context)
    {
        var amount = arguments.Amount / 100;
        if (amount == 0)
        {
            return source.Clone();
        }

        var boost = (float)(amount * (amount > 0 ? MoreAtFull : LessAtFull));
        using var regions = LocalTone.BaseLayer(source, RadiusShare, EdgeContrast, context.Cancellation);
        return LocalTone.Run(source, regions, (luma, smooth, gain) => LocalContrast.Gain(luma, smooth, gain, boost), [], context.Cancellation);
    }
}
