using Pentimento.Engine.Images;

namespace Pentimento.Engine.Operations.Kernels;

/// <summary>
/// Finds a border of one colour a side, as letterboxes, scans and frames have: lines are taken off while nearly all their pixels
/// have the colour of the outermost one, and only where they end in an edge; a sky that slowly changes is no border.
/// </summary>
internal static class PlainBorder
{
    // Codecs leave noise in flat areas, and specks of dust lie on scans.
    private const int Tolerance = 24;
    private const double LeastShare = 0.985;

    // The picture begins with a step: within a few lines (codecs smear it) this share of a line leaves the colour this far.
    private const int StepLines = 3;
    private const int Step = 16;
    private const double LeastSteps = 0.02;

    /// <summary>The rectangle inside the border; the whole picture where there is none, empty where it is all of one colour.</summary>
    public static (int Left, int Top, int Width, int Height) Inside(Image image)
    {
        var (left, top, right, bottom) = (0, 0, image.Width, image.Height);
        for (var before = -1L; before != (long)left + top - right - bottom;)
        {
            before = (long)left + top - right - bottom;
            top += Lines(bottom - top, right - left, (line, along) => Pixel(image, left + along, top + line));
            bottom -= Lines(bottom - top, right - left, (line, along) => Pixel(image, left + along, bottom - 1 - line));
            left += Lines(right - left, bottom - top, (line, along) => Pixel(image, left + line, top + along));
            right -= Lines(right - left, bottom - top, (line, along) => Pixel(image, right - 1 - line, top + along));
        }

        return (left, top, right - left, bottom - top);
    }

    /// <summary>How many lines of a side are border, the outermost first.</summary>
    private static int Lines(int lines, int length, Func<int, int, Rgba> at)
    {
        if (lines < 1 || length < 1)
        {
            return 0;
        }

        var colour = Median(length, along => at(0, along));
        var count = 0;
        while (count < lines && Share(length, along => Distance(at(count, along), colour) <= Tolerance) >= LeastShare)
        {
            count++;
        }

        if (count == 0 || count == lines)
        {
            return count;
        }

        var (border, picture) = (count - 1, Math.Min(lines - 1, count - 1 + StepLines));
        if (Share(length, along => Distance(at(picture, along), at(border, along)) > Step) < LeastSteps)
        {
            return 0;
        }

        // The line on the edge itself is often half border.
        while (count < picture && Share(length, along => Distance(at(count, along), colour) <= 2 * Tolerance) >= LeastShare)
        {
            count++;
        }

        return count;
    }

    private static double Share(int length, Func<int, bool> wanted)
    {
        var count = 0;
        for (var along = 0; along < length; along++)
        {
            count += wanted(along) ? 1 : 0;
        }

        return (double)count / length;
    }

    private static Rgba Median(int length, Func<int, Rgba> at)
    {
        var line = Enumerable.Range(0, length).Select(at).ToArray();
        int Middle(Func<Rgba, int> band) => line.Select(band).Order().ElementAt(length / 2);
        return new(Middle(c => c.R), Middle(c => c.G), Middle(c => c.B), Middle(c => c.A));
    }

    private static int Distance(Rgba a, Rgba b) => a.A == 0 && b.A == 0
        ? 0
        : Math.Max(Math.Max(Math.Abs(a.R - b.R), Math.Abs(a.G - b.G)), Math.Max(Math.Abs(a.B - b.B), Math.Abs(a.A - b.A)));

    private static Rgba Pixel(Image image, int x, int y)
    {
        var pixel = image.Row(y).Slice(x * image.Bands, image.Bands);
        return new(pixel[0], pixel[1], pixel[2], image.HasAlpha ? pixel[3] : 255);
    }

    private readonly record struct Rgba(int R, int G, int B, int A);
}
