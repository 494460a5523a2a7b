namespace Pentimento.Engine.Vision;

/// <summary>A rectangle at any angle.</summary>
/// <param name="Centre">Its middle.</param>
/// <param name="Width">Along its direction; no less than the height.</param>
/// <param name="Height">Across.</param>
/// <param name="Cos">The direction that the width runs in, with <paramref name="Sin"/> (downwards); from -90 (exclusive) to 90 degrees.</param>
internal readonly record struct OrientedRectangle(PicturePoint Centre, float Width, float Height, float Cos, float Sin)
{
    /// <summary>The smallest rectangle around points: one of its sides lies on an edge of their hull (Freeman and Shapira 1975).</summary>
    /// <param name="points">One or more.</param>
    public static OrientedRectangle Around(IReadOnlyList<PicturePoint> points)
    {
        var hull = Hull(points);
        var best = default(OrientedRectangle);
        var smallest = float.PositiveInfinity;
        for (var i = 0; i < hull.Count; i++)
        {
            var (from, to) = (hull[i], hull[(i + 1) % hull.Count]);
            var length = from.To(to);
            var (cos, sin) = length > 0 ? ((to.X - from.X) / length, (to.Y - from.Y) / length) : (1f, 0f);
            var (minAlong, maxAlong) = Range(hull, cos, sin);
            var (minAcross, maxAcross) = Range(hull, -sin, cos);
            var (width, height) = (maxAlong - minAlong, maxAcross - minAcross);
            if (width * height < smallest)
            {
                smallest = width * height;
                var (along, across) = ((minAlong + maxAlong) / 2, (minAcross + maxAcross) / 2);
                best = Upright(new((along * cos) - (across * sin), (along * sin) + (across * cos)), width, height, cos, sin);
            }
        }

        return best;
    }

    /// <summary>The same rectangle with room on all sides.</summary>
    public OrientedRectangle Grow(float room) => this with { Width = Width + (2 * room), Height = Height + (2 * room) };

    /// <summary>Its corners, from the start of the direction's upper side, clockwise.</summary>
    public PicturePoint[] Corners() => [Corner(-1, -1), Corner(1, -1), Corner(1, 1), Corner(-1, 1)];

    private PicturePoint Corner(int along, int across)
    {
        var (x, y) = (along * Width / 2, across * Height / 2);
        return new(Centre.X + (x * Cos) - (y * Sin), Centre.Y + (x * Sin) + (y * Cos));
    }

    private static OrientedRectangle Upright(PicturePoint centre, float width, float height, float cos, float sin)
    {
        if (height > width)
        {
            (width, height, cos, sin) = (height, width, -sin, cos);
        }

        return cos < 0 || (cos == 0 && sin < 0) ? new(centre, width, height, -cos, -sin) : new(centre, width, height, cos, sin);
    }

    private static (float Min, float Max) Range(List<PicturePoint> points, float x, float y)
    {
        var (min, max) = (float.PositiveInfinity, float.NegativeInfinity);
        foreach (var point in points)
        {
            var along = (point.X * x) + (point.Y * y);
            (min, max) = (Math.Min(min, along), Math.Max(max, along));
        }

        return (min, max);
    }

    /// <summary>The convex hull, by Andrew's monotone chain (1979).</summary>
    private static List<PicturePoint> Hull(IReadOnlyList<PicturePoint> points)
    {
        var sorted = points.Distinct().OrderBy(static p => p.X).ThenBy(static p => p.Y).ToArray();
        if (sorted.Length < 3)
        {
            return [.. sorted];
        }

        var hull = new List<PicturePoint>();
        Chain(sorted);
        hull.RemoveAt(hull.Count - 1);
        Array.Reverse(sorted);
        Chain(sorted);
        hull.RemoveAt(hull.Count - 1);
        return hull;

        void Chain(PicturePoint[] order)
        {
            var first = hull.Count;
            foreach (var point in order)
            {
                while (hull.Count - first >= 2 && Turn(hull[^2], hull[^1], point) <= 0)
                {
                    hull.RemoveAt(hull.Count - 1);
                }

                hull.Add(point);
            }
        }
    }

    private static float Turn(PicturePoint a, PicturePoint b, PicturePoint c) => ((b.X - a.X) * (c.Y - a.Y)) - ((b.Y - a.Y) * (c.X - a.X));
}
