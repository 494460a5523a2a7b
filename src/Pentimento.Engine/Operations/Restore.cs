using Pentimento.Engine.Fill;
using Pentimento.Engine.Images;
using Pentimento.Engine.Operations.Kernels;

namespace Pentimento.Engine.Operations;

/// <summary>
/// Repairs an old photograph: with a mask, what it marks is filled; without, scratches, creases and dust are found and filled, and
/// a faded print gets its black, white and colours back.
/// </summary>
internal sealed class Restore : Operation
{
    // A print that still has this much between black and white is not faded.
    private const double FullRange = 0.7;
    private const double FadedColoursBack = 60;

    public override string Name => "restore";

    public override OperationGroup Group => OperationGroup.Repair;

    public override string Summary =>
        "Finds scratches, creases and dust (thin marks that stand out from everything near) and fills them, and brings faded light and colours back; with a mask exactly what it marks is filled.";

    public override bool BlendsAtEdge => false;

    public override IReadOnlyList<string> Examples => ["restore this old photo", "fix the scratches"];

    public override string Describe(OperationArguments arguments) => Name;

    public override Image Apply(Image source, OperationArguments arguments, OperationContext context) =>
        Edit(source, arguments, context).Picture;

    public override EditedPicture Edit(Image source, OperationArguments arguments, OperationContext context)
    {
        if (context.Region is not null)
        {
            return new(FillRegion.Fill(source, Name, context), context.Region);
        }

        var marks = ThinMarks.Find(source, null, 0.5f, context.Cancellation);
        var filled = marks.Bounds() is null
            ? source.Clone()
            : Inpainting.Fill(source, marks, new() { Seed = context.Seed }, null, context.Cancellation, context.Staged);
        if (!IsFaded(source))
        {
            return new(filled, marks);
        }

        using (filled)
        {
            return new(new AutoEnhance().Apply(filled, new(FadedColoursBack, null), context), null);
        }
    }

    private static bool IsFaded(Image source)
    {
        var measure = PhotoMeasure.Of(ColourSample.Of(source));
        return measure.White - measure.Black < FullRange;
    }
}
