using Pentimento.Engine.Images;

namespace Pentimento.Bench.Fill;

/// <summary>How near a fill is to what was there: four measures over the hole, on luma.</summary>
/// <param name="Psnr">Peak signal to noise ratio of the colours, dB.</param>
/// <param name="Texture">Absolute log2 of the ratio of the mean local variances (7x7): 0 is the same amount of texture.</param>
/// <param name="Seam">Steps across the hole's edge against those of the truth: 1 is as it was.</param>
/// <param name="Gradients">Gradient magnitude similarity (Xue et al. 2014), at half size: 1 is the same.</param>
internal readonly record struct Scores(double Psnr, double Texture, double Seam, double Gradients)
{
    public static Scores Of(Image made, Image truth, Mask hole)
    {
        double squares = 0;
        var count = 0;
        for (var i = 0; i < truth.Pixels.Length; i++)
        {
            if (hole.Values[i / truth.Bands] > 0)
            {
                squares += Math.Pow(made.Pixels[i] - truth.Pixels[i], 2);
                count++;
            }
        }

        var (a, b) = (Luma(made), Luma(truth));
        var texture = (Variance(a, hole) + 1) / (Variance(b, hole) + 1);
        return new(
            10 * Math.Log10(65025 / Math.Max(1e-3, squares / count)), Math.Abs(Math.Log2(texture)), (Steps(a, hole) + 1) / (Steps(b, hole) + 1), Similarity(a, b, hole));
    }

    private static double[,] Luma(Image image)
    {
        var luma = new double[image.Height, image.Width];
        for (var y = 0; y < image.Height; y++)
        {
            var row = image.Row(y);
            for (var x = 0; x < image.Width; x++)
            {
                luma[y, x] = (0.299 * row[x * image.Bands]) + (0.587 * row[(x * image.Bands) + 1]) + (0.114 * row[(x * image.Bands) + 2]);
            }
        }

        return luma;
    }

    private static double Variance(double[,] luma, Mask hole)
    {
        double all = 0;
        var count = 0;
        for (var y = 3; y < hole.Height - 3; y++)
        {
            for (var x = 3; x < hole.Width - 3; x++)
            {
                if (hole.Row(y)[x] == 0)
                {
                    continue;
                }

                double sum = 0, squares = 0;
                for (var v = y - 3; v <= y + 3; v++)
                {
                    for (var u = x - 3; u <= x + 3; u++)
                    {
                        sum += luma[v, u];
                        squares += luma[v, u] * luma[v, u];
                    }
                }

                all += (squares / 49) - (sum * sum / (49 * 49));
                count++;
            }
        }

        return all / Math.Max(1, count);
    }

    private static double Steps(double[,] luma, Mask hole)
    {
        double sum = 0;
        for (var y = 1; y < hole.Height; y++)
        {
            for (var x = 1; x < hole.Width; x++)
            {
                var inside = hole.Row(y)[x] > 0;
                sum += inside != hole.Row(y)[x - 1] > 0 ? Math.Abs(luma[y, x] - luma[y, x - 1]) : 0;
                sum += inside != hole.Row(y - 1)[x] > 0 ? Math.Abs(luma[y, x] - luma[y - 1, x]) : 0;
            }
        }

        return sum;
    }

    private static double Similarity(double[,] a, double[,] b, Mask hole)
    {
        double sum = 0;
        var count = 0;
        for (var y = 2; y + 3 < hole.Height; y += 2)
        {
            for (var x = 2; x + 3 < hole.Width; x += 2)
            {
                if (hole.Row(y)[x] > 0)
                {
                    var (p, q) = (Gradient(a, x, y), Gradient(b, x, y));
                    sum += ((2 * p * q) + 170) / ((p * p) + (q * q) + 170);
                    count++;
                }
            }
        }

        return sum / Math.Max(1, count);
    }

    // Prewitt on means of 2x2 pixels.
    private static double Gradient(double[,] luma, int x, int y)
    {
        double across = 0, down = 0;
        for (var i = -1; i <= 1; i++)
        {
            across += Mean(x + 2, y + (2 * i)) - Mean(x - 2, y + (2 * i));
            down += Mean(x + (2 * i), y + 2) - Mean(x + (2 * i), y - 2);
        }

        return Math.Sqrt((across * across) + (down * down)) / 3;

        double Mean(int u, int v) => (luma[v, u] + luma[v, u + 1] + luma[v + 1, u] + luma[v + 1, u + 1]) / 4;
    }
}
