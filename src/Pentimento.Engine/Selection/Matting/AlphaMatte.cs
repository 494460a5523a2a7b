using Pentimento.Engine.Images;
using Pentimento.Engine.Vision;

namespace Pentimento.Engine.Selection.Matting;

/// <summary>
/// From a model's coarse map to an alpha matte of the picture's size: what the map is sure of stays, and in the band between the
/// matting Laplacian finds alpha from the picture's own colours, so that edges are the picture's and hair stays soft.
/// </summary>
internal static class AlphaMatte
{
    // What the map is sure of.
    private const float Surely = 0.92f;

    private const int Radius = 2;
    private const float Epsilon = 5e-4f;
    private const float Trust = 0.004f;

    // How many reaches from the outline hair and fur may end.
    private const int Reaches = 3;

    // Alpha this near to its ends is one: noise of the fit must not leave a veil.
    private const float Veil = 0.03f;

    /// <summary>Refines.</summary>
    /// <param name="coarse">How much each place is of the thing, 0 to 1, with about 0.5 at its edge.</param>
    /// <param name="band">How far beyond the doubtful places alpha is looked for, as a share of the picture's longer side: small for hard edges, larger for hair.</param>
    /// <param name="longestSide">Pixels of the longer side that the equations are solved on at most.</param>
    public static Mask Refine(Image picture, Heatmap coarse, float band, int longestSide, CancellationToken cancellation)
    {
        if (Extent.Of(coarse, 1 - Surely) is not { } extent)
        {
            return Mask.FromWeights(new byte[checked(picture.Width * picture.Height)], picture.Width, picture.Height);
        }

        // 1. The window that holds all doubt, on a reduced copy.
        var window = MattingWindow.Around(picture, extent, band, longestSide);
        var guess = window.Sample(coarse);

        // 2. Sure inside, sure outside, and the band between.
        var unknown = Band(guess, window.Width, window.Height, Math.Max(2, (int)MathF.Ceiling(band * window.Longest)));
        for (var i = 0; i < guess.Length; i++)
        {
            guess[i] = unknown[i] > 0 ? guess[i] : guess[i] >= 0.5f ? 1 : 0;
        }

        // 3. Alpha in the band, and its colour lines read at the picture's own size.
        var lines = new ColourLines(window.Colours(picture), window.Width, window.Height, Radius, Epsilon);
        MattingSolver.Solve(lines, guess, unknown, Trust, cancellation);
        return window.Read(picture, lines.LinesOf(guess), guess, unknown, Veil, cancellation);
    }

    /// <summary>
    /// 1 within <paramref name="reach"/> pixels of a place that the map is not sure of, 0 elsewhere. Doubt far from any outline is no
    /// edge but another thing that may or may not belong: what is more in than out is in, or it would stay as a ghost.
    /// </summary>
    private static float[] Band(float[] guess, int width, int height, int reach)
    {
        var doubt = new float[guess.Length];
        var outline = new float[guess.Length];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var i = (y * width) + x;
                var inside = guess[i] >= 0.5f;

                // Also where a sharp map steps from inside to outside at once.
                var steps = (x + 1 < width && guess[i + 1] >= 0.5f != inside) || (y + 1 < height && guess[i + width] >= 0.5f != inside);
                outline[i] = steps ? 1 : 0;
                doubt[i] = steps || (guess[i] > 1 - Surely && guess[i] < Surely) ? 1 : 0;
            }
        }

        new BoxSum(width, height, reach).Run(doubt);
        new BoxSum(width, height, Reaches * reach).Run(outline);
        for (var i = 0; i < doubt.Length; i++)
        {
            doubt[i] = doubt[i] > 0.5f && outline[i] > 0.5f ? 1 : 0;
        }

        return doubt;
    }
}
