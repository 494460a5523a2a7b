using Pentimento.Engine.Images;
using Pentimento.Engine.Selection.Matting;
using Pentimento.Engine.Vision;

namespace Pentimento.Engine.Selection.Regions;

/// <summary>
/// The sky without a model of its own: what is smooth, has a colour that skies have, and is connected to the upper border. Where that
/// might as well be a wall it is not taken.
/// </summary>
internal static class SkyRegion
{
    private const int Side = 256;
    private const float Band = 0.005f;

    // Distances in OKLab. Neighbours in a sky differ by less than a step; a patch between branches by less than a kin.
    private const double Step = 0.03;
    private const double Kin = 0.045;

    // A sky is smooth at this scale, and so much of its own colour's neighbours differ at most on average.
    private const double Smooth = 0.015;

    private const double LeastArea = 0.04;
    private const double LeastTop = 0.3;
    private const double LeastCloudTop = 0.8;

    // A sky of clouds alone is told from a wall by being the light in the picture.
    private const double CloudLightness = 0.75;
    private const double CloudAhead = 0.12;

    // Of the sky, what must be blue to do without that.
    private const double LeastBlue = 0.15;

    public static SelectedRegion Select(RegionSession session, CancellationToken cancellation)
    {
        var picture = session.Picture;
        var window = MattingWindow.Around(picture, new(0, 0, 1, 1), 0, Side);
        var (width, height) = (window.Width, window.Height);
        var colours = Colours(window.Colours(picture));
        var sky = Grow(colours, width, height);
        if (Fault(colours, sky, width, height) is { } fault)
        {
            throw SelectionFailure.NotFound($"No sky is found in the image: {fault}. A mask that marks it makes the edit possible.");
        }

        Join(colours, sky, width, height);
        var coarse = new Heatmap(width, height, Array.ConvertAll(sky, s => s ? 1f : 0f));
        return new(AlphaMatte.Refine(picture, coarse, Band, session.Options.MattingSide, cancellation), "the sky");
    }

    private static bool[] Grow((double L, double A, double B)[] colours, int width, int height)
    {
        var sky = new bool[colours.Length];
        var queue = new Queue<int>();
        var byDay = IsByDay(colours, width);
        for (var x = 0; x < width; x++)
        {
            if (MayBeSky(colours[x], byDay))
            {
                sky[x] = true;
                queue.Enqueue(x);
            }
        }

        while (queue.TryDequeue(out var i))
        {
            var x = i % width;
            Visit(i, i - 1, x > 0);
            Visit(i, i + 1, x < width - 1);
            Visit(i, i + width, i + width < colours.Length);
            Visit(i, i - width, i >= width);
        }

        return sky;

        void Visit(int from, int to, bool exists)
        {
            if (exists && !sky[to] && MayBeSky(colours[to], byDay) && Distance(colours[from], colours[to]) < Step)
            {
                sky[to] = true;
                queue.Enqueue(to);
            }
        }
    }

    private static string? Fault((double L, double A, double B)[] colours, bool[] sky, int width, int height)
    {
        var inside = Enumerable.Range(0, sky.Length).Where(i => sky[i]).ToArray();
        if (inside.Length < LeastArea * sky.Length || sky.Take(width).Count(s => s) < LeastTop * width)
        {
            return "nothing smooth of a sky's colour reaches the upper border";
        }

        if (inside.Where(i => (i + 1) % width != 0 && sky[i + 1]).Select(i => Distance(colours[i], colours[i + 1])).DefaultIfEmpty().Average() > Smooth)
        {
            return "what is at the top is too rough for one";
        }

        if (inside.Count(i => IsBlue(colours[i])) >= LeastBlue * inside.Length)
        {
            return null;
        }

        var light = inside.Average(i => colours[i].L);
        var rest = sky.Length == inside.Length ? light : Enumerable.Range(0, sky.Length).Where(i => !sky[i]).Average(i => colours[i].L);
        var floor = sky.Skip((height - 1) * width).Count(s => s);
        return sky.Take(width).Count(s => s) < LeastCloudTop * width || light < CloudLightness || light - rest < CloudAhead || floor > 0.1 * width ? "what is at the top may as well be a wall" : null;
    }

    /// <summary>Adds what a branch or a wire has cut off: patches above the lowest sky of their column that look like the sky around.</summary>
    private static void Join((double L, double A, double B)[] colours, bool[] sky, int width, int height)
    {
        var inside = Enumerable.Range(0, sky.Length).Where(i => sky[i]).Select(i => colours[i]).ToArray();
        var byDay = IsByDay(colours, width);
        var mean = (L: inside.Average(c => c.L), A: inside.Average(c => c.A), B: inside.Average(c => c.B));
        for (var x = 0; x < width; x++)
        {
            var lowest = Enumerable.Range(0, height).LastOrDefault(y => sky[(y * width) + x], -1);
            var last = mean;
            for (var y = 0; y < lowest; y++)
            {
                var i = (y * width) + x;
                last = sky[i] ? colours[i] : last;
                sky[i] |= MayBeSky(colours[i], byDay) && Distance(colours[i], last) < Kin;
            }
        }
    }

    /// <summary>Whether the upper border is blue or cloud: then nothing warm below it is sky, but hills and sand.</summary>
    private static bool IsByDay((double L, double A, double B)[] colours, int width) =>
        colours.Take(width).Count(c => IsBlue(c) || IsCloud(c)) > width / 2;

    private static bool MayBeSky((double L, double A, double B) c, bool byDay) =>
        IsBlue(c) || IsCloud(c) || (!byDay && c.L > 0.5 && c.A > 0 && Math.Sqrt((c.A * c.A) + (c.B * c.B)) < 0.16);

    private static bool IsCloud((double L, double A, double B) c) => c.L > 0.5 && Math.Sqrt((c.A * c.A) + (c.B * c.B)) < 0.04;

    private static bool IsBlue((double L, double A, double B) c) => c.B < -0.025 && c.A < 0.05 && c.B < -0.4 * Math.Abs(c.A) && c.L > 0.2;

    private static double Distance((double L, double A, double B) c, (double L, double A, double B) d)
    {
        var (l, a, b) = (c.L - d.L, c.A - d.A, c.B - d.B);
        return Math.Sqrt((l * l) + (a * a) + (b * b));
    }

    private static (double L, double A, double B)[] Colours(float[][] planes)
    {
        static byte Level(float value) => (byte)MathF.Round(255 * value);
        return [.. Enumerable.Range(0, planes[0].Length).Select(i => ColourRegion.Lab(Level(planes[0][i]), Level(planes[1][i]), Level(planes[2][i])))];
    }
}
