using Pentimento.Engine.Images;

namespace Pentimento.Engine.Operations;

/// <summary>The value of a collage, read.</summary>
/// <param name="Columns">Images in a row; 0 is all of them, null is decided by their number.</param>
/// <param name="Rows">Most rows; null is as many as are needed.</param>
/// <param name="Gap">Between the images.</param>
/// <param name="Colour">Of the gaps.</param>
internal sealed record CollageValue(int? Columns, int? Rows, Length Gap, Rgb Colour)
{
    /// <summary>Reads <c>row</c>, <c>grid 2% #000000</c>, <c>3x2 10px</c> …</summary>
    public static bool TryParse(string? text, out CollageValue collage)
    {
        collage = new(0, null, default, Rgb.White);
        var (hasShape, hasGap, hasColour) = (false, false, false);
        foreach (var word in (text ?? "").Split([' ', ','], StringSplitOptions.RemoveEmptyEntries))
        {
            if (!hasShape && Shape(word) is { } shape)
            {
                (collage, hasShape) = (collage with { Columns = shape.Columns, Rows = shape.Rows }, true);
            }
            else if (!hasGap && Length.TryParse(word, out var gap) && gap.Number <= (gap.IsPercent ? 50 : 1000))
            {
                (collage, hasGap) = (collage with { Gap = gap }, true);
            }
            else if (!hasColour && Rgb.TryParse(word, out var colour))
            {
                (collage, hasColour) = (collage with { Colour = colour }, true);
            }
            else
            {
                return false;
            }
        }

        return text is null || hasShape || hasGap || hasColour;
    }

    private static (int? Columns, int? Rows)? Shape(string word) => word switch
    {
        "row" => (0, 1),
        "column" => (1, null),
        "grid" => (null, null),
        _ => PixelExtent.TryParse(word, out var extent) && extent is { Width: <= 16, Height: <= 16 } ? (extent.Width, extent.Height) : null,
    };
}
