namespace Pentimento.Engine.Operations.Kernels;

/// <summary>The largest upright rectangle of a given aspect inside a convex quadrilateral.</summary>
internal static class InnerRectangle
{
    private const int Steps = 60;
    private const double Golden = 0.6180339887498949;

    /// <summary>
    /// For a fixed centre the largest scale is the least over the four sides of (distance / reach towards the side), which is concave in
    /// the centre: two nested golden-section searches find the best.
    /// </summary>
    /// <param name="corners">In order around the quadrilateral.</param>
    /// <returns>Centre, and the factor on width and height; 0 when nothing fits.</returns>
    public static (double X, double Y, double Scale) Find(ReadOnlySpan<(double X, double Y)> corners, double width, double height)
    {
        var sides = Sides(corners);
        var (left, right, top, bottom) = (double.MaxValue, double.MinValue, double.MaxValue, double.MinValue);
        foreach (var (x, y) in corners)
        {
            (left, right, top, bottom) = (Math.Min(left, x), Math.Max(right, x), Math.Min(top, y), Math.Max(bottom, y));
        }

        double Best(double x) => Scale(x, Search(top, bottom, y => Scale(x, y)));
        double Scale(double x, double y) =>
            sides.Min(s => (s.Distance - (s.X * x) - (s.Y * y)) / ((Math.Abs(s.X) * width / 2) + (Math.Abs(s.Y) * height / 2)));

        var bestX = Search(left, right, Best);
        var bestY = Search(top, bottom, y => Scale(bestX, y));
        return (bestX, bestY, Math.Max(0, Scale(bestX, bestY)));
    }

    /// <summary>The sides as outward unit normals and their distances from the origin.</summary>
    private static (double X, double Y, double Distance)[] Sides(ReadOnlySpan<(double X, double Y)> corners)
    {
        var (middleX, middleY) = (0.0, 0.0);
        foreach (var (x, y) in corners)
        {
            (middleX, middleY) = (middleX + (x / corners.Length), middleY + (y / corners.Length));
        }

        var sides = new (double X, double Y, double Distance)[corners.Length];
        for (var i = 0; i < corners.Length; i++)
        {
            var (from, to) = (corners[i], corners[(i + 1) % corners.Length]);
            var length = Math.Max(1e-9, Math.Sqrt(((to.X - from.X) * (to.X - from.X)) + ((to.Y - from.Y) * (to.Y - from.Y))));
            var (x, y) = ((to.Y - from.Y) / length, (from.X - to.X) / length);
            var sign = ((middleX - from.X) * x) + ((middleY - from.Y) * y) > 0 ? -1 : 1;
            sides[i] = (sign * x, sign * y, sign * ((from.X * x) + (from.Y * y)));
        }

        return sides;
    }

    private static double Search(double low, double high, Func<double, double> value)
    {
        var (a, b) = (high - (Golden * (high - low)), low + (Golden * (high - low)));
        var (valueA, valueB) = (value(a), value(b));
        for (var step = 0; step < Steps; step++)
        {
            if (valueA > valueB)
            {
                (high, b, valueB) = (b, a, valueA);
                a = high - (Golden * (high - low));
                valueA = value(a);
            }
            else
            {
                (low, a, valueA) = (a, b, valueB);
                b = low + (Golden * (high - low));
                valueB = value(b);
            }
        }

        return (low + high) / 2;
    }
}
