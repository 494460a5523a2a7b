namespace Pentimento.Engine.Operations;

/// <summary>What spreads the light.</summary>
internal enum BlurKind
{
    /// <summary>A lens out of focus.</summary>
    Gaussian,

    /// <summary>A camera that moves sideways.</summary>
    Motion,

    /// <summary>A lens that zooms.</summary>
    Radial,
}

/// <summary>The value of a blur: <c>5px</c>, <c>motion</c> or <c>motion 20px</c>.</summary>
/// <param name="Kind">Gaussian when not said.</param>
/// <param name="Pixels">Sigma or length; null when the amount decides.</param>
internal readonly record struct BlurValue(BlurKind Kind, double? Pixels)
{
    private const double MostPixels = 1000;

    /// <summary>Reads a value; nothing said is a Gaussian of the amount's strength, and null is no value of a blur.</summary>
    public static BlurValue? Parse(string? text)
    {
        BlurValue value = default;
        foreach (var word in (text ?? "").Split((char[])[' ', ','], StringSplitOptions.RemoveEmptyEntries))
        {
            if (Kinds(word) is { } kind)
            {
                value = value with { Kind = kind };
            }
            else if (Length.TryParse(word, out var length) && !length.IsPercent && length.Number is > 0 and <= MostPixels)
            {
                value = value with { Pixels = length.Number };
            }
            else
            {
                return null;
            }
        }

        return value;
    }

    private static BlurKind? Kinds(string word) => word switch
    {
        "gaussian" => BlurKind.Gaussian,
        "motion" => BlurKind.Motion,
        "radial" or "zoom" => BlurKind.Radial,
        _ => null,
    };
}
