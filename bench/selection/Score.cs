using Pentimento.Engine.Images;

namespace Pentimento.Bench.Selection;

/// <summary>How well a mask agrees with a known alpha.</summary>
/// <param name="IoU">Intersection over union of what is above a half.</param>
/// <param name="AlphaError">Mean absolute difference in the edge band, 0 to 1.</param>
internal readonly record struct Score(double IoU, double AlphaError)
{
    /// <param name="reach">How far around soft or changing alpha the edge band goes, in pixels.</param>
    public static Score Of(Mask mask, byte[] alpha, int reach)
    {
        var (both, either, error, band) = (0L, 0L, 0L, 0L);
        var isBand = Band(alpha, mask.Width, mask.Height, reach);
        for (var i = 0; i < alpha.Length; i++)
        {
            var (a, b) = (mask.Values[i] > 127, alpha[i] > 127);
            both += a && b ? 1 : 0;
            either += a || b ? 1 : 0;
            error += isBand[i] ? Math.Abs(mask.Values[i] - alpha[i]) : 0;
            band += isBand[i] ? 1 : 0;
        }

        return new(either == 0 ? 0 : (double)both / either, band == 0 ? 0 : error / (255.0 * band));
    }

    private static bool[] Band(byte[] alpha, int width, int height, int reach)
    {
        var band = new bool[alpha.Length];
        for (var y = 0; y < height - 1; y++)
        {
            for (var x = 0; x < width - 1; x++)
            {
                var i = (y * width) + x;
                if (alpha[i] is not (0 or 255) || alpha[i] != alpha[i + 1] || alpha[i] != alpha[i + width])
                {
                    for (var v = Math.Max(0, y - reach); v <= Math.Min(height - 1, y + reach); v++)
                    {
                        band.AsSpan((v * width) + Math.Max(0, x - reach), Math.Min(width - 1, x + reach) - Math.Max(0, x - reach) + 1).Fill(true);
                    }
                }
            }
        }

        return band;
    }
}
