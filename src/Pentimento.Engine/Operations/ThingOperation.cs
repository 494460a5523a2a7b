using Pentimento.Engine.Fill;
using Pentimento.Engine.Images;
using Pentimento.Engine.Operations.Kernels;

namespace Pentimento.Engine.Operations;

/// <summary>
/// An operation that takes a thing from its place: cut out softly with its own colours, its place filled from the picture around
/// it, and laid down again elsewhere. It touches the thing's place with a small margin, and where it is laid: nothing else, but
/// more than a mask that marks the thing.
/// </summary>
internal abstract class ThingOperation : Operation
{
    private const double MarginShare = 0.006;

    public sealed override OperationGroup Group => OperationGroup.Repair;

    public sealed override Image Apply(Image source, OperationArguments arguments, OperationContext context) =>
        Edit(source, arguments, context).Picture;

    public sealed override EditedPicture Edit(Image source, OperationArguments arguments, OperationContext context)
    {
        var region = context.Region ?? context.Select("subject");
        if (!IsNeeded(arguments))
        {
            return new(source.Clone(), region);
        }

        region = region.Values.ContainsAnyInRange((byte)1, (byte)254) ? region : region.FeatherInside(1);
        using var piece = CutPiece.Of(source, region, context.Cancellation)
            ?? throw new ImageEditException(ImageEditFailure.UnsupportedInstruction, $"\"{Name}\" found nothing to work on.", "prompt");
        var (picture, left, top) = Place(source, piece, region, arguments, context);
        using (picture)
        {
            var landed = Landed(source, picture, left, top);
            var place = region.Grow(Math.Max(2, (int)(MarginShare * Math.Min(source.Width, source.Height))));

            // A shadow without its thing would stay behind; inside a mask it is the mask that says what goes.
            var shadow = context.Mask is null ? CastShadow.Find(source, place, context.Cancellation) : null;
            var hole = (shadow is null ? place : place.Union(shadow)).Except(landed);
            var result = Inpainting.Fill(source, hole, new() { Seed = context.Seed, Avoid = region.Hull() }, null, context.Cancellation);
            Compositing.Over(result, picture, left, top);
            return new(result, hole.Union(landed.Hull()));
        }
    }

    /// <summary>Whether these arguments change anything.</summary>
    protected virtual bool IsNeeded(OperationArguments arguments) => true;

    /// <summary>Decides where the thing goes and how large it is.</summary>
    /// <returns>A picture of the thing, which the caller owns, and where its upper left corner lies.</returns>
    protected abstract (Image Picture, int Left, int Top) Place(Image source, CutPiece piece, Mask region, OperationArguments arguments, OperationContext context);

    /// <summary>How much each pixel of the picture is covered by the thing in its new place.</summary>
    private static Mask Landed(Image source, Image piece, int left, int top)
    {
        var weights = new byte[source.Width * source.Height];
        for (var y = Math.Max(0, top); y < Math.Min(source.Height, top + piece.Height); y++)
        {
            var row = piece.Row(y - top);
            for (var x = Math.Max(0, left); x < Math.Min(source.Width, left + piece.Width); x++)
            {
                weights[(y * source.Width) + x] = row[(4 * (x - left)) + 3];
            }
        }

        return Mask.FromWeights(weights, source.Width, source.Height);
    }
}
