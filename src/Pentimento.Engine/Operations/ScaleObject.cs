using Pentimento.Engine.Images;
using Pentimento.Engine.Operations.Kernels;

namespace Pentimento.Engine.Operations;

/// <summary>
/// Makes a thing larger or smaller in its place. What stands in the lower half of the picture keeps its foot where it is, what hangs
/// in the upper half its centre. What becomes free is filled.
/// </summary>
internal sealed class ScaleObject : ThingOperation
{
    public override string Name => "scale_object";

    public override string Summary =>
        "Makes a thing larger or smaller (Lanczos) in its place and fills what becomes free; the foot of what stands stays where it is. A mask marks the thing.";

    // A thing of no size is no thing: it is made smaller by at most 90 %.
    public override AmountRange Amount => new(-90, 200, 30);

    public override IReadOnlyList<string> Examples => ["make the moon bigger", "make the dog 20% smaller"];

    public override string Describe(OperationArguments arguments) => Words.Amount(Name, this, arguments);

    protected override bool IsNeeded(OperationArguments arguments) => arguments.Amount != 0;

    protected override (Image Picture, int Left, int Top) Place(Image source, CutPiece piece, Mask region, OperationArguments arguments, OperationContext context)
    {
        var scale = 1 + (arguments.Amount / 100);
        var box = region.Bounds()!.Value;
        var width = Math.Max(1, (int)Math.Round(piece.Picture.Width * scale));
        var height = Math.Max(1, (int)Math.Round(piece.Picture.Height * scale));
        context.Limits.CheckSize(width, height, "The enlarged thing", "prompt");
        var picture = Resampling.Resize(piece.Picture, width, height);
        var stands = box.Top + box.Height > source.Height / 2;
        var (centreX, anchorY) = (box.Left + (box.Width / 2.0), stands ? box.Top + box.Height : box.Top + (box.Height / 2.0));
        return (
            picture,
            (int)Math.Round(centreX - ((centreX - piece.Left) * picture.Width / piece.Picture.Width)),
            (int)Math.Round(anchorY - ((anchorY - piece.Top) * picture.Height / piece.Picture.Height)));
    }
}
