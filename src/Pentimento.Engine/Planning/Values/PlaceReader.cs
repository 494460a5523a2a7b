using Pentimento.Engine.Planning.Grammar;
using Pentimento.Engine.Planning.Words;

namespace Pentimento.Engine.Planning.Values;

/// <summary>Reads where something is to stand: <c>bottom right</c>, <c>center</c>.</summary>
internal static class PlaceReader
{
    /// <summary>The place, where a corner that is not told apart is the bottom right one, which covers least.</summary>
    public static string? ReadCorner(List<Term> terms, Part part)
    {
        var place = Read(terms, part);
        var corner = terms.FindIndex(part.Start, Math.Max(0, Math.Min(part.End, terms.Count) - part.Start), t => t.Word is "corner") >= 0;
        return (corner, place) switch
        {
            (true, null or "center") => "bottom right",
            (true, "left" or "right") => $"bottom {place}",
            (true, "top" or "bottom") => $"{place} right",
            _ => place,
        };
    }

    public static string? Read(List<Term> terms, Part part)
    {
        string? vertical = null, horizontal = null;
        var center = false;
        for (var i = part.Start; i < part.End; i++)
        {
            switch (terms[i].Word)
            {
                case "top" or "bottom":
                    vertical ??= terms[i].Word;
                    break;
                case "left" or "right":
                    horizontal ??= terms[i].Word;
                    break;
                case "center":
                    center = true;
                    break;
                default:
                    break;
            }
        }

        return (vertical, horizontal) switch
        {
            (null, null) => center ? "center" : null,
            (null, not null) => horizontal,
            (not null, null) => vertical,
            _ => $"{vertical} {horizontal}",
        };
    }
}
