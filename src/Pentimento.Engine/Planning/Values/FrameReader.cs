using Pentimento.Engine.Planning.Grammar;
using Pentimento.Engine.Planning.Words;

namespace Pentimento.Engine.Planning.Values;

/// <summary>Reads widths and colours of borders and padding, radii of blurs, arrangements of collages.</summary>
internal static class FrameReader
{
    /// <summary><c>20px #ffffff</c>; either may be absent, null when both are.</summary>
    public static string? Border(List<Term> terms, Part part) => Join(Width(terms, part), Colour(terms, part));

    /// <summary><c>1:1 #ffffff</c>, <c>10%</c>, <c>20px #000000</c>; null when nothing is said.</summary>
    public static string? Pad(List<Term> terms, Part part)
    {
        for (var i = part.Start; i < part.End; i++)
        {
            if (terms[i].Text is "square")
            {
                return Join("1:1", Colour(terms, part));
            }

            if (SizeReader.Pair(terms, i, part.End) is var (width, height, separator))
            {
                var isAspect = separator is ":" || width <= 32;
                return Join($"{SizeReader.Text(width)}{(isAspect ? ":" : "x")}{SizeReader.Text(height)}", Colour(terms, part));
            }
        }

        var place = PlaceReader.Read(terms, part);
        return Join(Join(place is "center" ? null : place, Width(terms, part)), Colour(terms, part));
    }

    /// <summary><c>motion</c>, <c>radial</c>, <c>5px</c>; null when not said.</summary>
    public static string? Blur(List<Term> terms, Part part)
    {
        for (var i = part.Start; i < part.End; i++)
        {
            if (terms[i].Text is "motion" or "radial" or "spin")
            {
                return terms[i].Text is "spin" ? "radial" : terms[i].Text;
            }
        }

        return Width(terms, part) is { } width && width.EndsWith("px", StringComparison.Ordinal) ? width : null;
    }

    /// <summary><c>row</c>, <c>column</c> or <c>grid</c>.</summary>
    public static string Collage(List<Term> terms, Part part, string verb) =>
        SizeReader.Has(terms, part, "grid", "3", "2 x 2", "x") ? "grid"
        : verb is "stack" || SizeReader.Has(terms, part, "vertically", "stacked", "column", "vertical", "below", "top", "under") ? "column"
        : "row";

    /// <summary>The last colour named, as <c>#rrggbb</c>.</summary>
    public static string? Colour(List<Term> terms, Part part)
    {
        for (var i = part.End - 1; i >= part.Start; i--)
        {
            if (terms[i].Colour is { } colour)
            {
                return colour;
            }
        }

        return null;
    }

    private static string? Width(List<Term> terms, Part part)
    {
        for (var i = part.Start; i < part.End; i++)
        {
            if (EnglishNumbers.Read(terms, i, part.End) is var (number, count) && number > 0)
            {
                var unit = i + count < part.End ? terms[i + count].Text : "";
                return SizeReader.Text(SizeReader.DotsOf(unit) is > 1 and var dots ? Math.Round(number * dots) : number) + (unit is "%" or "percent" ? "%" : "px");
            }
        }

        return null;
    }

    private static string? Join(string? first, string? second) =>
        first is null ? second : second is null ? first : $"{first} {second}";
}
