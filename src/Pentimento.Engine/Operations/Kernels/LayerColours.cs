using Pentimento.Engine.Images;

namespace Pentimento.Engine.Operations.Kernels;

/// <summary>
/// What a picture would show of its foreground and of its background alone: each pixel I is alpha F + (1 - alpha) B, and of all pairs
/// that give I the smoothest are taken, from a single pixel up to the full size (Germer, Uelwer, Conrad and Harmeling 2020, "Fast
/// Multi-Level Foreground Estimation", eq. 4 to 8). Cut-outs made of F have no fringe of the old background.
/// </summary>
/// <remarks>
/// On encoded values, as pictures are laid over each other. On large levels only pixels of the soft edge are solved: elsewhere
/// one layer is the picture itself and the other goes on as the coarser level has it.
/// </remarks>
internal sealed class LayerColours : IDisposable
{
    private const float Regularisation = 1e-5f;
    private const int SmallSide = 32;
    private const int SmallRounds = 10;
    private const int LargeRounds = 3;

    private LayerColours(Image foreground, Image background)
    {
        Foreground = foreground;
        Background = background;
    }

    /// <summary>The picture where alpha is 255, continued smoothly where it is less; alpha bands are the source's.</summary>
    public Image Foreground { get; }

    /// <summary>The picture where alpha is 0, continued smoothly where it is more.</summary>
    public Image Background { get; }

    /// <param name="alpha">How much of each pixel is foreground; of the picture's size.</param>
    /// <returns>Both layers; the caller owns them.</returns>
    /// <exception cref="OperationCanceledException">Cancelled; checked at each level.</exception>
    public static LayerColours Estimate(Image picture, Mask alpha, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (picture.Width == 1 && picture.Height == 1)
        {
            return new(picture.Clone(), picture.Clone());
        }

        using var smaller = ReducedPicture.Mean(picture, 2, cancellation);
        using var coarse = Estimate(smaller, Halve(alpha), cancellation);
        var layers = new LayerColours(picture.CreateLike(), picture.CreateLike());
        try
        {
            layers.Refine(picture, alpha, coarse, cancellation);
            return layers;
        }
        catch
        {
            layers.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        Foreground.Dispose();
        Background.Dispose();
    }

    private void Refine(Image picture, Mask alpha, LayerColours coarse, CancellationToken cancellation)
    {
        for (var y = 0; y < picture.Height; y++)
        {
            Start(Foreground, coarse.Foreground, picture, alpha, y, known: 255);
            Start(Background, coarse.Background, picture, alpha, y, known: 0);
        }

        var isSmall = picture.Width <= SmallSide && picture.Height <= SmallSide;
        for (var round = 0; round < (isSmall ? SmallRounds : LargeRounds); round++)
        {
            cancellation.ThrowIfCancellationRequested();
            for (var y = 0; y < picture.Height; y++)
            {
                var weights = alpha.Row(y);
                for (var x = isSmall ? 0 : Next(weights, 0); x < weights.Length; x = isSmall ? x + 1 : Next(weights, x + 1))
                {
                    Solve(picture, alpha, x, y);
                }
            }
        }
    }

    /// <summary>The first pixel of the soft edge from a place on.</summary>
    private static int Next(ReadOnlySpan<byte> weights, int from)
    {
        var found = weights[from..].IndexOfAnyInRange((byte)1, (byte)254);
        return found < 0 ? weights.Length : from + found;
    }

    private static void Start(Image layer, Image coarse, Image picture, Mask alpha, int y, byte known)
    {
        var to = layer.Row(y);
        var own = picture.Row(y);
        var above = coarse.Row(y / 2);
        var weights = alpha.Row(y);
        var bands = layer.Bands;
        for (int x = 0, p = 0; x < weights.Length; x++, p += bands)
        {
            var from = weights[x] == known ? own[p..] : above[(x / 2 * bands)..];
            (to[p], to[p + 1], to[p + 2]) = (from[0], from[1], from[2]);
            if (bands == 4)
            {
                to[p + 3] = own[p + 3];
            }
        }
    }

    private void Solve(Image picture, Mask alpha, int x, int y)
    {
        var bands = picture.Bands;
        var own = alpha.Row(y)[x];
        Span<float> front = stackalloc float[3];
        Span<float> back = stackalloc float[3];
        var sum = 0f;
        for (var side = 0; side < 4; side++)
        {
            var nx = Math.Clamp(x + (side == 0 ? -1 : side == 1 ? 1 : 0), 0, picture.Width - 1);
            var ny = Math.Clamp(y + (side == 2 ? -1 : side == 3 ? 1 : 0), 0, picture.Height - 1);
            var weight = Regularisation + (Math.Abs(own - alpha.Row(ny)[nx]) / 255f);
            sum += weight;
            var f = Foreground.Row(ny)[(nx * bands)..];
            var b = Background.Row(ny)[(nx * bands)..];
            for (var band = 0; band < 3; band++)
            {
                front[band] += weight * f[band];
                back[band] += weight * b[band];
            }
        }

        // Two equations in F and B (eq. 7); the determinant is above 0 as every weight is.
        var a = own / 255f;
        var (aa, ab, bb) = ((a * a) + sum, a * (1 - a), ((1 - a) * (1 - a)) + sum);
        var scale = 1 / ((aa * bb) - (ab * ab));
        var pixel = picture.Row(y)[(x * bands)..];
        var toF = Foreground.Row(y)[(x * bands)..];
        var toB = Background.Row(y)[(x * bands)..];
        for (var band = 0; band < 3; band++)
        {
            var f = (a * pixel[band]) + front[band];
            var b = ((1 - a) * pixel[band]) + back[band];
            toF[band] = Level(((bb * f) - (ab * b)) * scale);
            toB[band] = Level(((aa * b) - (ab * f)) * scale);
        }
    }

    private static Mask Halve(Mask alpha)
    {
        var (width, height) = (ReducedPicture.Cells(alpha.Width, 2), ReducedPicture.Cells(alpha.Height, 2));
        var weights = new byte[width * height];
        for (var y = 0; y < height; y++)
        {
            var upper = alpha.Row(2 * y);
            var lower = alpha.Row(Math.Min((2 * y) + 1, alpha.Height - 1));
            for (var x = 0; x < width; x++)
            {
                var right = Math.Min((2 * x) + 1, alpha.Width - 1);
                weights[(y * width) + x] = (byte)((upper[2 * x] + upper[right] + lower[2 * x] + lower[right] + 2) / 4);
            }
        }

        return Mask.FromWeights(weights, width, height);
    }

    private static byte Level(float value) => (byte)(float.ClampNative(value, 0, 255) + 0.5f);
}
