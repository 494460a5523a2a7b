using System.Numerics.Tensors;

namespace Pentimento.Engine.Operations.Kernels;

/// <summary>
/// Mean over a disc, the shape in which a lens shows a point out of focus. A disc is a stack of horizontal strips, and a strip's sum
/// is a difference of two running sums, so a sample costs as many steps as the disc has rows. Strips end between pixels: the result
/// is continuous in the radius. At borders the edge sample is repeated.
/// </summary>
internal static class DiscBlur
{
    /// <summary>Filters a plane in place.</summary>
    /// <param name="radius">In samples; 0 or less changes nothing.</param>
    /// <exception cref="OperationCanceledException">Cancelled; checked each row.</exception>
    public static void Run(Plane plane, double radius, CancellationToken cancellation)
    {
        if (radius <= 0)
        {
            return;
        }

        var reach = (int)Math.Ceiling(radius + 0.5);
        using var sums = RunningSums(plane, reach + 1, cancellation);
        var strips = Enumerable.Range(-reach, (2 * reach) + 1).Select(dy => HalfWidth(radius, dy)).ToArray();
        var scale = (float)(1 / (2 * strips.Sum()));
        for (var y = 0; y < plane.Height; y++)
        {
            cancellation.ThrowIfCancellationRequested();
            var row = plane.Row(y);
            row.Clear();
            for (var i = 0; i < strips.Length; i++)
            {
                var from = sums.Row(Math.Clamp(y + i - reach, 0, plane.Height - 1));
                Add(from, reach + 1.5 + strips[i], 1, row);
                Add(from, reach + 1.5 - strips[i], -1, row);
            }

            TensorPrimitives.Multiply(row, scale, row);
        }
    }

    /// <summary>Half the mean length of the disc's chords in a row of pixels that is <paramref name="dy"/> rows from its centre.</summary>
    private static double HalfWidth(double radius, int dy)
    {
        double Area(double y)
        {
            var t = Math.Clamp(y / radius, -1, 1);
            return radius * radius * ((t * Math.Sqrt(1 - (t * t))) + Math.Asin(t)) / 2;
        }

        return Area(dy + 0.5) - Area(dy - 0.5);
    }

    /// <summary>Adds the running sum at a place between two samples to every sample of a row.</summary>
    private static void Add(ReadOnlySpan<float> sums, double at, float sign, Span<float> row)
    {
        var whole = (int)at;
        var share = (float)(at - whole);
        TensorPrimitives.MultiplyAdd(sums.Slice(whole, row.Length), sign * (1 - share), row, row);
        TensorPrimitives.MultiplyAdd(sums.Slice(whole + 1, row.Length), sign * share, row, row);
    }

    private static Plane RunningSums(Plane plane, int room, CancellationToken cancellation)
    {
        var sums = new Plane(plane.Width + (2 * room) + 2, plane.Height);
        for (var y = 0; y < plane.Height; y++)
        {
            cancellation.ThrowIfCancellationRequested();
            var from = plane.Row(y);
            var to = sums.Row(y);
            double sum = 0;
            for (var x = 0; x < to.Length; x++)
            {
                to[x] = (float)sum;
                sum += from[Math.Clamp(x - room, 0, from.Length - 1)];
            }
        }

        return sums;
    }
}
