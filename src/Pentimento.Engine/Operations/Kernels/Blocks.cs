using Pentimento.Engine.Images;

namespace Pentimento.Engine.Operations.Kernels;

/// <summary>Replaces square blocks by their mean of linear light.</summary>
internal static class Blocks
{
    /// <param name="image">Changed in place; alpha stays.</param>
    /// <param name="size">Side of a block in pixels, above 1; a fraction makes blocks of two sizes that differ by one pixel.</param>
    /// <exception cref="OperationCanceledException">Cancelled; checked each row of blocks.</exception>
    public static void Run(Image image, double size, CancellationToken cancellation)
    {
        var edges = Edges(image.Width, size);
        var sums = new double[4 * (edges.Length - 1)];
        var first = 0;
        foreach (var last in Edges(image.Height, size).AsSpan(1))
        {
            cancellation.ThrowIfCancellationRequested();
            Array.Clear(sums);
            for (var y = first; y < last; y++)
            {
                Accumulate(image.Row(y), image.Bands, edges, sums);
            }

            for (var y = first; y < last; y++)
            {
                Fill(image.Row(y), image.Bands, edges, sums);
            }

            first = last;
        }
    }

    private static int[] Edges(int side, double size)
    {
        var edges = new int[(int)Math.Ceiling(side / size) + 1];
        for (var i = 0; i < edges.Length; i++)
        {
            edges[i] = (int)Math.Min(side, Math.Round(i * size));
        }

        edges[^1] = side;
        return edges;
    }

    private static void Accumulate(ReadOnlySpan<byte> row, int bands, int[] edges, double[] sums)
    {
        var linear = SrgbTransfer.ToLinear;
        for (var cell = 0; cell + 1 < edges.Length; cell++)
        {
            float r = 0, g = 0, b = 0, weight = 0;
            for (var p = edges[cell] * bands; p < edges[cell + 1] * bands; p += bands)
            {
                float alpha = bands == 4 ? row[p + 3] : 1;
                r += linear[row[p]] * alpha;
                g += linear[row[p + 1]] * alpha;
                b += linear[row[p + 2]] * alpha;
                weight += alpha;
            }

            var at = 4 * cell;
            sums[at] += r;
            sums[at + 1] += g;
            sums[at + 2] += b;
            sums[at + 3] += weight;
        }
    }

    private static void Fill(Span<byte> row, int bands, int[] edges, double[] sums)
    {
        for (var cell = 0; cell + 1 < edges.Length; cell++)
        {
            var mean = sums.AsSpan(4 * cell, 4);
            if (mean[3] == 0)
            {
                continue;
            }

            var (r, g, b) = (Encoded(mean[0], mean[3]), Encoded(mean[1], mean[3]), Encoded(mean[2], mean[3]));
            for (var p = edges[cell] * bands; p < edges[cell + 1] * bands; p += bands)
            {
                (row[p], row[p + 1], row[p + 2]) = (r, g, b);
            }
        }
    }

    private static byte Encoded(double sum, double weight) => SrgbTransfer.ToByte((float)(sum / weight));
}
