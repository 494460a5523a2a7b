using Pentimento.Engine.Images;

namespace Pentimento.Engine.Operations.Kernels;

/// <summary>
/// The noise of a picture, for each frequency of 8 x 8 patches: the coefficients of the flattest patches of each brightness are taken
/// for noise, and their median absolute value for its strength (Ponomarenko et al. 2007; Colom and Buades 2013, IPOL). So noise that a
/// camera or JPEG has already smoothed is known as what it is.
/// </summary>
/// <param name="Luma">64 standard deviations of the opponent luma, in levels; the first is 0.</param>
/// <param name="ChromaU">Of the first chroma at half size.</param>
/// <param name="ChromaV">Of the second chroma at half size.</param>
/// <param name="Fine">Of either chroma in the frequencies that half size does not hold.</param>
internal sealed record NoiseEstimate(float[] Luma, float[] ChromaU, float[] ChromaV, float Fine)
{
    private const int Patch = 8;
    private const int Blocks = 4000;
    private const int BrightnessBins = 4;
    private const double FlattestShare = 0.08;
    private const int FewestBlocks = 8;
    private const double MedianToSigma = 1 / 0.6745;
    private const byte Clipped = 253;

    // In levels: rounding to bytes is noise of this size.
    private const float LeastSigma = 0.3f;

    private static readonly float[] Basis = [.. Enumerable.Range(0, Patch * Patch).Select(i =>
        (float)((i / Patch == 0 ? Math.Sqrt(0.125) : 0.5) * Math.Cos(((2 * (i % Patch)) + 1) * (i / Patch) * Math.PI / 16)))];

    /// <summary>Measures a picture.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static NoiseEstimate Measure(Image image, CancellationToken cancellation)
    {
        List<(double Brightness, float[] Coefficients)> luma = [], u = [], v = [], fine = [];
        var tile = new OpponentTile(2 * Patch);

        // An odd step, or every block would lie in the same place of JPEG's grid.
        var step = Math.Max(5, (int)Math.Sqrt((double)image.Width * image.Height / Blocks) | 1);
        for (var y = 0; y <= Math.Max(0, image.Height - (2 * Patch)); y += step)
        {
            cancellation.ThrowIfCancellationRequested();
            for (var x = 0; x <= Math.Max(0, image.Width - (2 * Patch)); x += step)
            {
                if (IsClipped(image, x, y))
                {
                    continue;
                }

                tile.Load(image, x, y);
                var block = Transform(tile.Y, 1);
                var brightness = block[0];
                luma.Add((brightness, block));
                u.Add((brightness, Transform(tile.U, 2)));
                v.Add((brightness, Transform(tile.V, 2)));
                fine.Add((brightness, Transform(tile.U, 1)));
                fine.Add((brightness, Transform(tile.V, 1)));
            }
        }

        return new(Sigmas(luma), Sigmas(u), Sigmas(v), Sigmas(fine).Where((_, i) => (i / Patch) + (i % Patch) >= 7).DefaultIfEmpty().Average());
    }

    private static bool IsClipped(Image image, int x, int y)
    {
        var bands = image.Bands;
        for (var row = y; row < Math.Min(y + (2 * Patch), image.Height); row++)
        {
            var pixels = image.Row(row)[(x * bands)..(Math.Min(x + (2 * Patch), image.Width) * bands)];
            for (var p = 0; p < pixels.Length; p += bands)
            {
                var most = Math.Max(pixels[p], Math.Max(pixels[p + 1], pixels[p + 2]));
                if (most is >= Clipped or <= 255 - Clipped || (bands == 4 && pixels[p + 3] == 0))
                {
                    return true;
                }
            }
        }

        return false;
    }

    // The 8 x 8 transform of a 16 x 16 tile's first quarter, or of the whole at half size.
    private static float[] Transform(ReadOnlySpan<float> tile, int reduce)
    {
        Span<float> block = stackalloc float[Patch * Patch];
        Span<float> rows = stackalloc float[Patch * Patch];
        for (var i = 0; i < block.Length; i++)
        {
            var at = ((i / Patch) * reduce * 2 * Patch) + (i % Patch * reduce);
            block[i] = reduce == 1 ? tile[at] : (tile[at] + tile[at + 1] + tile[at + (2 * Patch)] + tile[at + (2 * Patch) + 1]) / 4;
        }

        var result = new float[Patch * Patch];
        Multiply(block, rows);
        Multiply(rows, result);
        return result;
    }

    // One dimension, transposed on the way out, so that twice makes both.
    private static void Multiply(ReadOnlySpan<float> from, Span<float> to)
    {
        for (var i = 0; i < from.Length; i++)
        {
            float sum = 0;
            for (var k = 0; k < Patch; k++)
            {
                sum += Basis[((i % Patch) * Patch) + k] * from[((i / Patch) * Patch) + k];
            }

            to[((i % Patch) * Patch) + (i / Patch)] = sum;
        }
    }

    private static float[] Sigmas(List<(double Brightness, float[] Coefficients)> blocks)
    {
        var flat = new List<float[]>();
        foreach (var bin in blocks.OrderBy(b => b.Brightness).Chunk(Math.Max(1, (blocks.Count + BrightnessBins - 1) / BrightnessBins)))
        {
            // Exactly flat patches were painted, not photographed.
            var alive = bin.Select(b => b.Coefficients).Where(c => Energy(c) > 1e-4).OrderBy(Energy).ToArray();
            flat.AddRange(alive.Take(Math.Max(FewestBlocks, (int)(alive.Length * FlattestShare))));
        }

        var sigmas = new float[Patch * Patch];
        if (flat.Count == 0)
        {
            return sigmas;
        }

        for (var i = 1; i < sigmas.Length; i++)
        {
            var sizes = flat.Select(c => Math.Abs(c[i])).Order().ToArray();
            sigmas[i] = Math.Max(LeastSigma, (float)(sizes[sizes.Length / 2] * MedianToSigma));
        }

        // The lowest frequencies chose the patches, so they come out too small: the next ones stand in for them.
        var next = sigmas.Where((_, i) => (i / Patch) + (i % Patch) is >= 4 and <= 6).Average();
        for (var i = 1; i < sigmas.Length; i++)
        {
            if ((i / Patch) + (i % Patch) < 4)
            {
                sigmas[i] = Math.Max(sigmas[i], next);
            }
        }

        return sigmas;
    }

    private static double Energy(float[] coefficients)
    {
        double sum = 0;
        for (var i = 1; i < coefficients.Length; i++)
        {
            if ((i / Patch) + (i % Patch) < 4)
            {
                sum += coefficients[i] * coefficients[i];
            }
        }

        return sum;
    }
}
