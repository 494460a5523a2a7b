using Pentimento.Engine.Images;

namespace Pentimento.Engine.Operations.Kernels;

/// <summary>Small planes of a picture, each sample the mean of a square of <c>step</c> x <c>step</c> pixels, for what needs no full resolution.</summary>
internal static class ReducedPicture
{
    /// <summary>Encoded BT.709 luma, 0..1, weighted by alpha, and the mean alpha as weights (null when the picture has none).</summary>
    /// <param name="step">Pixels to a sample in each direction; 1 keeps the size.</param>
    /// <returns>Planes of ceil(size / step); the caller owns them. Luma is 0 where all is transparent.</returns>
    public static (Plane Luma, Plane? Weights) Luma(Image image, int step, CancellationToken cancellation)
    {
        var luma = new Plane(Cells(image.Width, step), Cells(image.Height, step));
        var weights = image.HasAlpha ? new Plane(luma.Width, luma.Height) : null;
        var sums = new long[luma.Width];
        var alphas = new long[luma.Width];
        for (var row = 0; row < luma.Height; row++)
        {
            cancellation.ThrowIfCancellationRequested();
            Array.Clear(sums);
            Array.Clear(alphas);
            var last = Math.Min((row + 1) * step, image.Height);
            for (var y = row * step; y < last; y++)
            {
                Accumulate(image.Row(y), image.Bands, step, sums, alphas);
            }

            var rows = last - (row * step);
            var to = luma.Row(row);
            for (var x = 0; x < to.Length; x++)
            {
                var count = rows * (Math.Min((x + 1) * step, image.Width) - (x * step));
                var weight = weights is null ? 255L * count : alphas[x];
                to[x] = weight == 0 ? 0 : sums[x] * 255f / (weight * 65536f * 255f);
                if (weights is not null)
                {
                    weights.Row(row)[x] = weight / (255f * count);
                }
            }
        }

        return (luma, weights);
    }

    /// <summary>Samples that a side of a reduced plane has.</summary>
    public static int Cells(int side, int step) => (side + step - 1) / step;

    private static void Accumulate(ReadOnlySpan<byte> row, int bands, int step, long[] sums, long[] alphas)
    {
        // BT.709 in 16-bit integers; the three weights add up to 65536.
        for (int cell = 0, p = 0; p < row.Length; cell++)
        {
            var end = Math.Min(p + (step * bands), row.Length);
            long sum = 0;
            long alpha = 0;
            for (; p < end; p += bands)
            {
                var value = (13933 * row[p]) + (46871 * row[p + 1]) + (4732 * row[p + 2]);
                if (bands == 4)
                {
                    sum += (long)value * row[p + 3] / 255;
                    alpha += row[p + 3];
                }
                else
                {
                    sum += value;
                }
            }

            sums[cell] += sum;
            alphas[cell] += alpha;
        }
    }
}
