using Pentimento.Engine.Images;

namespace Pentimento.Engine.Operations.Kernels;

/// <summary>
/// Silver grain: one noise for all three channels, correlated over about a grain, added to the encoded values. Its strength follows
/// the luma: most in the mid tones, where about half of the crystals are developed and their number varies most (the variance of
/// a binomial, p (1 - p)), none in pure black and white.
/// </summary>
internal static class FilmGrain
{
    /// <summary>Adds grain in place; alpha is not touched.</summary>
    /// <param name="deviation">Standard deviation in the mid tones, of 0..1; 0 changes nothing.</param>
    /// <param name="seed">The same seed gives the same grain.</param>
    /// <exception cref="OperationCanceledException">Cancelled; checked each row.</exception>
    public static void Run(Image image, float deviation, int seed, CancellationToken cancellation)
    {
        // A grain is about 1/1800 of the shorter side, as on 35 mm film of middling speed. Pixels that are larger than grains
        // average several of them (Selwyn's law: the deviation falls as the side of the aperture grows; halfway, as the eye is near).
        var wanted = Math.Min(image.Width, image.Height) / 1800.0;
        var size = Math.Clamp(wanted, 0.55, 4);
        var seen = deviation * Math.Sqrt(Math.Clamp(wanted / size, 0.3, 1));
        Span<float> strength = stackalloc float[256];
        for (var v = 0; v < 256; v++)
        {
            strength[v] = (float)(255 * seen * 4 * (v / 255.0) * (1 - (v / 255.0)));
        }

        using var noise = NoiseField.Create(image.Width, image.Height, size, seed, cancellation);
        for (var y = 0; y < image.Height; y++)
        {
            cancellation.ThrowIfCancellationRequested();
            Add(image.Row(y), image.Bands, noise.Row(y), strength);
        }
    }

    private static void Add(Span<byte> row, int bands, ReadOnlySpan<float> noise, ReadOnlySpan<float> strength)
    {
        for (int x = 0, p = 0; x < noise.Length; x++, p += bands)
        {
            // Luma of BT.709 in 1/256.
            var luma = ((54 * row[p]) + (183 * row[p + 1]) + (19 * row[p + 2])) >> 8;
            var change = (int)MathF.Round(noise[x] * strength[luma]);
            row[p] = (byte)Math.Clamp(row[p] + change, 0, 255);
            row[p + 1] = (byte)Math.Clamp(row[p + 1] + change, 0, 255);
            row[p + 2] = (byte)Math.Clamp(row[p + 2] + change, 0, 255);
        }
    }
}
