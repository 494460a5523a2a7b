using System.Numerics.Tensors;

namespace Pentimento.Engine.Operations.Kernels;

/// <summary>Means over square windows; the cost of a sample does not grow with the radius. At borders the window is cut off.</summary>
internal static class BoxFilter
{
    /// <summary>Replaces each value by the mean of its (2 x radius + 1)² neighbours that exist.</summary>
    /// <param name="scratch">Of the same size; its content is lost.</param>
    /// <exception cref="OperationCanceledException">Cancelled; checked each row.</exception>
    public static void Mean(Plane plane, Plane scratch, int radius, CancellationToken cancellation)
    {
        for (var y = 0; y < plane.Height; y++)
        {
            cancellation.ThrowIfCancellationRequested();
            MeanOfRow(plane.Row(y), scratch.Row(y), radius);
        }

        MeanOfColumns(scratch, plane, radius, cancellation);
    }

    /// <summary>The least of the (2 x radius + 1)² neighbours that exist, in place.</summary>
    public static void Minimum(Plane plane, Plane scratch, int radius, CancellationToken cancellation)
    {
        for (var y = 0; y < plane.Height; y++)
        {
            cancellation.ThrowIfCancellationRequested();
            var from = plane.Row(y);
            var to = scratch.Row(y);
            from.CopyTo(to);
            for (var shift = 1; shift <= Math.Min(radius, from.Length - 1); shift++)
            {
                TensorPrimitives.Min(to[..^shift], from[shift..], to[..^shift]);
                TensorPrimitives.Min(to[shift..], from[..^shift], to[shift..]);
            }
        }

        for (var y = 0; y < plane.Height; y++)
        {
            cancellation.ThrowIfCancellationRequested();
            var to = plane.Row(y);
            scratch.Row(y).CopyTo(to);
            for (var other = Math.Max(0, y - radius); other <= Math.Min(plane.Height - 1, y + radius); other++)
            {
                TensorPrimitives.Min(to, scratch.Row(other), to);
            }
        }
    }

    private static void MeanOfRow(ReadOnlySpan<float> from, Span<float> to, int radius)
    {
        double sum = 0;
        for (var x = 0; x < Math.Min(radius, from.Length); x++)
        {
            sum += from[x];
        }

        for (var x = 0; x < from.Length; x++)
        {
            var (first, last) = (x - radius, x + radius);
            sum += last < from.Length ? from[last] : 0;
            sum -= first > 0 ? from[first - 1] : 0;
            to[x] = (float)(sum / (Math.Min(last, from.Length - 1) - Math.Max(first, 0) + 1));
        }
    }

    private static void MeanOfColumns(Plane from, Plane to, int radius, CancellationToken cancellation)
    {
        var sums = new double[from.Width];
        for (var y = 0; y < Math.Min(radius, from.Height); y++)
        {
            Accumulate(sums, from.Row(y), 1);
        }

        for (var y = 0; y < from.Height; y++)
        {
            cancellation.ThrowIfCancellationRequested();
            var (first, last) = (y - radius, y + radius);
            if (last < from.Height)
            {
                Accumulate(sums, from.Row(last), 1);
            }

            if (first > 0)
            {
                Accumulate(sums, from.Row(first - 1), -1);
            }

            var row = to.Row(y);
            var count = Math.Min(last, from.Height - 1) - Math.Max(first, 0) + 1;
            for (var x = 0; x < row.Length; x++)
            {
                row[x] = (float)(sums[x] / count);
            }
        }
    }

    // Doubles: a running sum of floats would drift over thousands of rows.
    private static void Accumulate(double[] sums, ReadOnlySpan<float> row, int sign)
    {
        for (var x = 0; x < row.Length; x++)
        {
            sums[x] += sign * row[x];
        }
    }
}
