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

    /// <summary>The picture itself, each pixel the mean of a square, weighted by alpha; same bands.</summary>
    /// <returns>An image of ceil(size / step); the caller owns it.</returns>
    public static Image Mean(Image image, int step, CancellationToken cancellation)
    {
        var small = Image.Create(Cells(image.Width, step), Cells(image.Height, step), image.Bands, image.Profile);
        var sums = new long[4 * small.Width];
        for (var row = 0; row < small.Height; row++)
        {
            cancellation.ThrowIfCancellationRequested();
            Array.Clear(sums);
            var last = Math.Min((row + 1) * step, image.Height);
            for (var y = row * step; y < last; y++)
            {
                AccumulateColours(image.Row(y), image.Bands, step, sums);
            }

            var to = small.Row(row);
            for (int x = 0, p = 0; p < to.Length; x++, p += image.Bands)
            {
                var count = (last - (row * step)) * (long)(Math.Min((x + 1) * step, image.Width) - (x * step));
                var weight = image.HasAlpha ? sums[(4 * x) + 3] : count;
                for (var band = 0; band < 3; band++)
                {
                    to[p + band] = weight == 0 ? (byte)0 : (byte)((sums[(4 * x) + band] + (weight / 2)) / weight);
                }

                if (image.HasAlpha)
                {
                    to[p + 3] = (byte)((weight + (count / 2)) / count);
                }
            }
        }

        return small;
    }

    /// <summary>Samples that a side of a reduced plane has.</summary>
    public static int Cells(int side, int step) => (side + step - 1) / step;

    private static void AccumulateColours(ReadOnlySpan<byte> row, int bands, int step, long[] sums)
    {
        for (int cell = 0, p = 0; p < row.Length; cell += 4)
        {
            int r = 0, g = 0, b = 0, a = 0;
            for (var end = Math.Min(p + (step * bands), row.Length); p < end; p += bands)
            {
                var alpha = bands == 4 ? row[p + 3] : 1;
                r += row[p] * alpha;
                g += row[p + 1] * alpha;
                b += row[p + 2] * alpha;
                a += alpha;
            }

            sums[cell] += r;
            sums[cell + 1] += g;
            sums[cell + 2] += b;
            sums[cell + 3] += a;
        }
    }

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
