using Pentimento.Engine.Planning.Grammar;
using Pentimento.Engine.Planning.Words;

namespace Pentimento.Engine.Planning.Values;

/// <summary>Reads where something is to stand: <c>bottom right</c>, <c>center</c>.</summary>
internal static class PlaceReader
{
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
