using System.Globalization;
using Pentimento.Engine.Planning.Grammar;
using Pentimento.Engine.Planning.Words;

namespace Pentimento.Engine.Planning.Values;

/// <summary>Reads degrees clockwise: "left" is -90, "by 20 to the left" -20, "upside down" 180, nothing said 90.</summary>
internal static class RotationReader
{
    public static string Read(List<Term> terms, Part part)
    {
        double? number = null;
        var (against, half) = (false, false);
        for (var i = part.Start; i < part.End; i++)
        {
            var text = terms[i].Text;
            if (number is null && EnglishNumbers.Read(terms, i, part.End) is var (read, count))
            {
                number = read;
                i += count - 1;
            }
            else if (text is "right side" && i + 1 < part.End && terms[i + 1].Text is "up" || text is "right side up")
            {
                half = true;
            }
            else if (terms[i].Word is "left" || text is "counterclockwise" or "anticlockwise" or "counter" or "anti" or "ccw" or "widdershins")
            {
                against = true;
            }
            else if (text is "upside" or "upside down" or "upsidedown" or "180" or "around" or "half turn")
            {
                half = text is not "around" || number is null;
            }
        }

        var degrees = number ?? (half ? 180 : 90);
        return (against ? -degrees : degrees).ToString("0.###", CultureInfo.InvariantCulture);
    }
}
