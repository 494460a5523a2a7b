using Pentimento.Engine.Vision;

namespace Pentimento.Engine.Selection.Regions;

/// <summary>Finds quoted words in what was read, letter case and marks aside; one letter in four may be misread.</summary>
internal static class TextMatch
{
    private const double Misread = 0.25;

    /// <summary>The letters and digits alone, in capitals.</summary>
    public static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToUpperInvariant();

    /// <summary>The part of a line that reads as the wanted letters; null when none does.</summary>
    /// <param name="line">Read.</param>
    /// <param name="wanted">As <see cref="Letters"/> makes them.</param>
    public static DetectedText? Find(DetectedText line, string wanted)
    {
        var text = line.Text ?? "";
        var places = Enumerable.Range(0, text.Length).Where(i => char.IsLetterOrDigit(text[i])).ToArray();
        var letters = Letters(text);
        if (wanted.Length == 0 || letters.Length < wanted.Length || letters.Length != places.Length || line.Characters.Count < text.Length)
        {
            return null;
        }

        var (start, wrong) = Enumerable.Range(0, letters.Length - wanted.Length + 1)
            .Select(at => (At: at, Wrong: wanted.Where((c, i) => letters[at + i] != c).Count())).MinBy(m => m.Wrong);
        return wrong > Misread * wanted.Length ? null : Part(line, places[start], places[start + wanted.Length - 1]);
    }

    /// <summary>A line from one character to another, both included.</summary>
    private static DetectedText Part(DetectedText line, int first, int last)
    {
        var middles = line.Characters;
        var from = first == 0 ? 0 : (middles[first - 1] + middles[first]) / 2;
        var to = last == middles.Count - 1 ? 1 : (middles[last] + middles[last + 1]) / 2;
        var (topLeft, topRight, bottomRight, bottomLeft) = (line.Quad[0], line.Quad[1], line.Quad[2], line.Quad[3]);
        PicturePoint[] quad = [Between(topLeft, topRight, from), Between(topLeft, topRight, to), Between(bottomLeft, bottomRight, to), Between(bottomLeft, bottomRight, from)];
        var (left, top) = (quad.Min(p => p.X), quad.Min(p => p.Y));
        return line with { Quad = quad, Box = new(left, top, quad.Max(p => p.X) - left, quad.Max(p => p.Y) - top) };
    }

    private static PicturePoint Between(PicturePoint a, PicturePoint b, float share) => new(a.X + ((b.X - a.X) * share), a.Y + ((b.Y - a.Y) * share));
}
