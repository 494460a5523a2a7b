namespace Pentimento.Engine.Fill;

/// <summary>The window at falling resolutions. A pixel that covers any part of the hole is hole, so coarse known pixels are clean.</summary>
internal static class Pyramid
{
    // The coarsest level: patches must see the structure around the hole at once, and exhaustive search must stay cheap.
    private const int CoarsestSide = 60;
    private const double CoarsestThickness = 1.6;
    private const int FewestSources = 64;

    /// <summary>Adds coarser levels below the finest.</summary>
    /// <param name="finest">Classified.</param>
    /// <param name="thickness">Of the hole, at the finest level.</param>
    /// <returns>Finest first.</returns>
    public static List<PyramidLevel> Build(PyramidLevel finest, int thickness, CancellationToken cancellation)
    {
        var levels = new List<PyramidLevel> { finest };
        var depth = thickness / 2.0;
        while (depth > CoarsestThickness * finest.Radius && Math.Min(finest.Width, finest.Height) >> levels.Count >= CoarsestSide)
        {
            cancellation.ThrowIfCancellationRequested();
            var next = Halve(levels[^1], cancellation);
            if (next.SourceCount < FewestSources)
            {
                break;
            }

            levels.Add(next);
            depth /= 2;
        }

        return levels;
    }

    private static PyramidLevel Halve(PyramidLevel fine, CancellationToken cancellation)
    {
        var coarse = new PyramidLevel((fine.Width + 1) / 2, (fine.Height + 1) / 2, fine.Radius);
        for (var y = 0; y < coarse.Height; y++)
        {
            cancellation.ThrowIfCancellationRequested();
            var top = 2 * y * fine.Width;
            var bottom = Math.Min((2 * y) + 1, fine.Height - 1) * fine.Width;
            for (var x = 0; x < coarse.Width; x++)
            {
                var right = Math.Min((2 * x) + 1, fine.Width - 1);
                var (a, b, c, d) = (top + (2 * x), top + right, bottom + (2 * x), bottom + right);
                var i = (y * coarse.Width) + x;
                coarse.Pixels[i] = Mean(fine.Pixels[a], fine.Pixels[b], fine.Pixels[c], fine.Pixels[d]);
                coarse.Kinds[i] = (fine.Kinds[a] | fine.Kinds[b] | fine.Kinds[c] | fine.Kinds[d]) & (PixelKind.Hole | PixelKind.Barred);
            }
        }

        coarse.Classify(cancellation);
        return coarse;
    }

    // Two channels at a time, 16 bits each.
    private static uint Mean(uint a, uint b, uint c, uint d)
    {
        const uint Even = 0x00FF00FF;
        var low = (a & Even) + (b & Even) + (c & Even) + (d & Even) + 0x00020002;
        var high = ((a >> 8) & Even) + ((b >> 8) & Even) + ((c >> 8) & Even) + ((d >> 8) & Even) + 0x00020002;
        return ((low >> 2) & Even) | (((high >> 2) & Even) << 8);
    }
}
