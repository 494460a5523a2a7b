using System.Numerics.Tensors;

namespace Pentimento.Engine.Operations.Kernels;

/// <summary>
/// Edge-preserving smoothing in time that does not depend on its reach: the recursive filter of the domain transform (Gastal and
/// Oliveira 2011, "Domain transform for edge-aware image and video processing", sections 4 and 5.4). Channels are smoothed together:
/// an edge in one stops all.
/// </summary>
internal static class DomainTransform
{
    private const int Iterations = 3;

    /// <summary>Smooths the planes in place.</summary>
    /// <param name="space">Standard deviation in pixels.</param>
    /// <param name="range">Standard deviation in values.</param>
    /// <exception cref="OperationCanceledException">Cancelled; checked each row.</exception>
    public static void Run(ReadOnlySpan<Plane> planes, double space, double range, CancellationToken cancellation)
    {
        var (width, height) = (planes[0].Width, planes[0].Height);
        using var across = new Plane(width, height);
        using var down = new Plane(width, height);
        Distances(planes, (float)(space / range), across, down);
        for (var i = 0; i < Iterations; i++)
        {
            // Section 5.4, eq. 14: the iterations' deviations halve, and together make the wanted one.
            var sigma = space * Math.Sqrt(3) * Math.Pow(2, Iterations - i - 1) / Math.Sqrt(Math.Pow(4, Iterations) - 1);
            var decay = (float)(-Math.Sqrt(2) / sigma);
            foreach (var plane in planes)
            {
                Rows(plane, across, decay, cancellation);
            }

            var feedback = new float[width];
            foreach (var plane in planes)
            {
                for (var y = 1; y < height; y++)
                {
                    cancellation.ThrowIfCancellationRequested();
                    Step(plane.Row(y), plane.Row(y - 1), down.Row(y), decay, feedback);
                }

                for (var y = height - 2; y >= 0; y--)
                {
                    Step(plane.Row(y), plane.Row(y + 1), down.Row(y + 1), decay, feedback);
                }
            }
        }
    }

    private static void Rows(Plane plane, Plane across, float decay, CancellationToken cancellation)
    {
        var feedback = new float[plane.Width];
        for (var y = 0; y < plane.Height; y++)
        {
            cancellation.ThrowIfCancellationRequested();
            TensorPrimitives.Multiply(across.Row(y), decay, feedback);
            TensorPrimitives.Exp(feedback, feedback);
            var row = plane.Row(y);
            for (var x = 1; x < row.Length; x++)
            {
                row[x] += feedback[x] * (row[x - 1] - row[x]);
            }

            for (var x = row.Length - 2; x >= 0; x--)
            {
                row[x] += feedback[x + 1] * (row[x + 1] - row[x]);
            }
        }
    }

    private static void Step(Span<float> row, ReadOnlySpan<float> before, ReadOnlySpan<float> distance, float decay, Span<float> feedback)
    {
        TensorPrimitives.Multiply(distance, decay, feedback);
        TensorPrimitives.Exp(feedback, feedback);
        TensorPrimitives.Lerp(row, before, feedback, row);
    }

    /// <summary>The transformed distance from the neighbour before: 1 + (space / range) x the sum of all channels' differences.</summary>
    private static void Distances(ReadOnlySpan<Plane> planes, float ratio, Plane across, Plane down)
    {
        across.Values.Fill(1);
        down.Values.Fill(1);
        foreach (var plane in planes)
        {
            for (var y = 0; y < plane.Height; y++)
            {
                var row = plane.Row(y);
                var above = plane.Row(Math.Max(0, y - 1));
                var horizontal = across.Row(y);
                for (var x = 1; x < row.Length; x++)
                {
                    horizontal[x] += ratio * Math.Abs(row[x] - row[x - 1]);
                }

                var vertical = down.Row(y);
                for (var x = 0; x < row.Length; x++)
                {
                    vertical[x] += ratio * Math.Abs(row[x] - above[x]);
                }
            }
        }
    }
}
