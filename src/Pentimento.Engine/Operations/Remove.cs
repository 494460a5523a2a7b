using Pentimento.Engine.Fill;
using Pentimento.Engine.Images;
using Pentimento.Engine.Operations.Kernels;

namespace Pentimento.Engine.Operations;

/// <summary>
/// Takes a thing away and fills its place. What a mask marks is taken exactly; a thing found by name is grown by a margin for the
/// light that it throws on its surroundings, and takes the shadow at its foot with it when that is sure.
/// </summary>
internal sealed class Remove : Operation
{
    private const double MarginShare = 0.008;

    public override string Name => "remove";

    public override OperationGroup Group => OperationGroup.Repair;

    public override string Summary =>
        "Takes a thing away, with the shadow at its foot, and fills the hole from the picture around it (patch-based inpainting); with a mask exactly what it marks, and without either the transparent area.";

    public override bool BlendsAtEdge => false;

    public override IReadOnlyList<string> Examples => ["remove the marked area", "remove the man on the left"];

    public override string Describe(OperationArguments arguments) => Name;

    public override Image Apply(Image source, OperationArguments arguments, OperationContext context) =>
        Edit(source, arguments, context).Picture;

    public override EditedPicture Edit(Image source, OperationArguments arguments, OperationContext context)
    {
        if (context.Region is not { } thing || context.Mask is not null)
        {
            return new(FillRegion.Fill(source, Name, context), context.Region);
        }

        var hole = thing.Grow(Math.Max(2, (int)Math.Round(MarginShare * Math.Min(source.Width, source.Height))));
        if (CastShadow.Find(source, hole, context.Cancellation) is { } shadow)
        {
            hole = hole.Union(shadow);
        }

        return new(Inpainting.Fill(source, hole, new() { Seed = context.Seed, Opaque = true }, null, context.Cancellation, context.Staged), hole);
    }
}
