using Pentimento.Engine.Images;
using Pentimento.Engine.Operations.Kernels;

namespace Pentimento.Engine.Operations;

/// <summary>
/// Lifts or deepens dark regions. A gain of encoded values that depends on a guided-filter base layer of luma (He, Sun and Tang 2013),
/// so a dark region changes as a whole: its detail keeps its contrast, black stays black, and no edge gets a halo. Encoded luma,
/// because "dark" means what the eye sees as dark. Bright regions stay as they are.
/// </summary>
internal sealed class Shadows : Operation
{
    private const double RadiusShare = 1 / 16.0;
    private const float EdgeContrast = 0.1f;
    private const double LiftAtFull = 2.2;
    private const double DropAtFull = 0.75;

    public override string Name => "shadows";

    public override OperationGroup Group => OperationGroup.Tone;

    public override string Summary => "Lifts or deepens the dark regions only, through an edge-preserving base layer: detail stays, no halos.";

    public override AmountRange Amount => new(-100, 100, 30);

    public override IReadOnlyList<string> Examples => ["lift the shadows", "deeper shadows", "the dark parts are too dark"];

    public override string Describe(OperationArguments arguments) => Words.Amount(Name, this, arguments);

    public override Image Apply(Image source, OperationArguments arguments, OperationContext context)
    {
        var amount = arguments.Amount / 100;
        if (amount == 0)
        {
            return source.Clone();
        }

        var full = amount > 0 ? LiftAtFull : DropAtFull;
        var gains = new CurveTable(x => 1 + (amount * full * Math.Pow(1 - x, 4)), LightSpace.Encoded);
        using var regions = LocalTone.BaseLayer(source, RadiusShare, EdgeContrast, context.Cancellation);
        return LocalTone.Run(source, regions, (_, smooth, gain) => gains.Apply(smooth, gain), [], context.Cancellation);
    }
}
