namespace Pentimento.Engine.Vision;

/// <summary>
/// From the map that differentiable binarization gives (Liao et al. 2020, "Real-time Scene Text Detection with Differentiable
/// Binarization", section 3.4) to rectangles: connected places over a threshold are the shrunk cores of words or lines, and grow back.
/// </summary>
internal static class TextProbability
{
    private const float Core = 0.3f;
    private const float LeastScore = 0.6f;
    private const float LeastSide = 3;

    // How far a core grows back: area x ratio / perimeter, as the network was trained to shrink it.
    private const float Growth = 1.6f;

    /// <summary>Rectangles in the map's pixels, with the mean probability of each core.</summary>
    /// <param name="values">width x height, row-major, 0 to 1.</param>
    public static List<(OrientedRectangle Rectangle, float Score)> Rectangles(ReadOnlySpan<float> values, int width, int height)
    {
        var found = new List<(OrientedRectangle, float)>();
        var seen = new bool[values.Length];
        var core = new List<int>();
        for (var i = 0; i < values.Length; i++)
        {
            if (seen[i] || values[i] <= Core)
            {
                continue;
            }

            Flood(values, width, height, i, seen, core);
            var score = 0f;
            foreach (var index in core)
            {
                score += values[index] / core.Count;
            }

            var tight = OrientedRectangle.Around(Outline(core, width));
            if (score >= LeastScore && tight.Height >= LeastSide)
            {
                found.Add((tight.Grow(tight.Width * tight.Height * Growth / (2 * (tight.Width + tight.Height))), score));
            }
        }

        return found;
    }

    private static void Flood(ReadOnlySpan<float> values, int width, int height, int start, bool[] seen, List<int> core)
    {
        core.Clear();
        core.Add(start);
        seen[start] = true;
        for (var next = 0; next < core.Count; next++)
        {
            var (x, y) = (core[next] % width, core[next] / width);
            for (var ny = Math.Max(0, y - 1); ny <= Math.Min(height - 1, y + 1); ny++)
            {
                for (var nx = Math.Max(0, x - 1); nx <= Math.Min(width - 1, x + 1); nx++)
                {
                    var n = (ny * width) + nx;
                    if (!seen[n] && values[n] > Core)
                    {
                        seen[n] = true;
                        core.Add(n);
                    }
                }
            }
        }
    }

    /// <summary>The corners of the first and last pixel of each row: all that a hull needs.</summary>
    private static List<PicturePoint> Outline(List<int> core, int width)
    {
        var rows = new Dictionary<int, (int First, int Last)>();
        foreach (var index in core)
        {
            var (x, y) = (index % width, index / width);
            rows[y] = rows.TryGetValue(y, out var row) ? (Math.Min(row.First, x), Math.Max(row.Last, x)) : (x, x);
        }

        var points = new List<PicturePoint>(rows.Count * 4);
        foreach (var (y, (first, last)) in rows)
        {
            points.AddRange([new(first, y), new(last + 1, y), new(first, y + 1), new(last + 1, y + 1)]);
        }

        return points;
    }
}
