using Pentimento.Engine.Images;

namespace Pentimento.Bench;

/// <summary>A straight stroke of a round brush, in pixels; the same place twice is a disc.</summary>
internal readonly record struct Stroke(double X1, double Y1, double X2, double Y2, double Width)
{
    /// <summary>The mask of some strokes: 255 where any of them lies.</summary>
    public static Mask Mask(IReadOnlyList<Stroke> strokes, int width, int height)
    {
        var weights = new byte[width * height];
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = strokes.Any(s => s.Covers(i % width, i / width)) ? (byte)255 : (byte)0;
        }

        return Engine.Images.Mask.FromWeights(weights, width, height);
    }

    /// <summary>Paints what a mask marks in one colour.</summary>
    public static void Paint(Image picture, Mask mask, Rgb colour)
    {
        for (var i = 0; i < mask.Values.Length; i++)
        {
            if (mask.Values[i] > 0)
            {
                ((ReadOnlySpan<byte>)[colour.R, colour.G, colour.B]).CopyTo(picture.Pixels[(i * picture.Bands)..]);
            }
        }
    }

    private bool Covers(double x, double y)
    {
        var (dx, dy) = (X2 - X1, Y2 - Y1);
        var along = Math.Clamp((((x - X1) * dx) + ((y - Y1) * dy)) / Math.Max(1e-9, (dx * dx) + (dy * dy)), 0, 1);
        return Math.Pow(x - X1 - (along * dx), 2) + Math.Pow(y - Y1 - (along * dy), 2) <= Width * Width / 4;
    }
}
