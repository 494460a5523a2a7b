using Pentimento.Engine.Images;
using Pentimento.Engine.Vision;

namespace Pentimento.Engine.Selection.Matting;

/// <summary>A part of a picture and its reduced copy, on which equations are solved and from which their solution is read back.</summary>
internal sealed class MattingWindow
{
    private const float MostPixels = 450_000;

    private readonly int _left;
    private readonly int _top;
    private readonly int _fullWidth;
    private readonly int _fullHeight;
    private readonly int _pictureWidth;
    private readonly int _pictureHeight;

    private MattingWindow(Image picture, int left, int top, int right, int bottom, int longestSide)
    {
        (_left, _top, _fullWidth, _fullHeight) = (left, top, right - left, bottom - top);
        (_pictureWidth, _pictureHeight) = (picture.Width, picture.Height);
        var scale = Math.Min(1, (float)longestSide / Math.Max(picture.Width, picture.Height));
        scale = Math.Min(scale, MathF.Sqrt(MostPixels / ((float)_fullWidth * _fullHeight)));
        (Width, Height) = (Math.Max(1, (int)(_fullWidth * scale)), Math.Max(1, (int)(_fullHeight * scale)));
        Longest = Math.Max(picture.Width, picture.Height) * scale;
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>The picture's longer side at the copy's scale.</summary>
    public float Longest { get; }

    /// <param name="extent">What it must hold.</param>
    /// <param name="reach">Room around it, as a share of the longer side.</param>
    /// <param name="longestSide">Of the copy, if the window were the whole picture.</param>
    public static MattingWindow Around(Image picture, Extent extent, float reach, int longestSide)
    {
        var room = (int)MathF.Ceiling(2 * reach * Math.Max(picture.Width, picture.Height)) + 4;
        return new(
            picture,
            Math.Max(0, (int)(extent.Left * picture.Width) - room),
            Math.Max(0, (int)(extent.Top * picture.Height) - room),
            Math.Min(picture.Width, (int)MathF.Ceiling(extent.Right * picture.Width) + room),
            Math.Min(picture.Height, (int)MathF.Ceiling(extent.Bottom * picture.Height) + room),
            longestSide);
    }

    /// <summary>A map's values at the copy's pixels, bilinear.</summary>
    public float[] Sample(Heatmap map)
    {
        var values = new float[Width * Height];
        for (var y = 0; y < Height; y++)
        {
            var v = Position(y, Height, _fullHeight, _top, _pictureHeight, map.Height);
            for (var x = 0; x < Width; x++)
            {
                var at = Corners.At(Position(x, Width, _fullWidth, _left, _pictureWidth, map.Width), v, map.Width, map.Height);
                values[(y * Width) + x] = at.Mix(map.Values);
            }
        }

        return values;
    }

    /// <summary>The copy: each pixel the mean of those it stands for, as planes of 0 to 1.</summary>
    public float[][] Colours(Image picture)
    {
        float[][] planes = [new float[Width * Height], new float[Width * Height], new float[Width * Height]];
        for (var y = 0; y < Height; y++)
        {
            var (y0, y1) = Span(y, Height, _fullHeight);
            for (var x = 0; x < Width; x++)
            {
                var (x0, x1) = Span(x, Width, _fullWidth);
                var (r, g, b) = (0, 0, 0);
                for (var v = y0; v < y1; v++)
                {
                    var row = picture.Row(_top + v);
                    for (var p = (_left + x0) * picture.Bands; p < (_left + x1) * picture.Bands; p += picture.Bands)
                    {
                        (r, g, b) = (r + row[p], g + row[p + 1], b + row[p + 2]);
                    }
                }

                var scale = 1f / (255 * (x1 - x0) * (y1 - y0));
                var i = (y * Width) + x;
                (planes[0][i], planes[1][i], planes[2][i]) = (r * scale, g * scale, b * scale);
            }
        }

        return planes;
    }

    /// <summary>Reads a solution at the picture's size: in the band by its colour lines, elsewhere as it is known.</summary>
    /// <param name="lines">Slopes and offset a pixel of the copy.</param>
    /// <param name="alpha">The solution on the copy.</param>
    /// <param name="unknown">1 in the band.</param>
    /// <param name="veil">How near to 0 or 1 a value is taken for it.</param>
    public Mask Read(Image picture, float[][] lines, float[] alpha, float[] unknown, float veil, CancellationToken cancellation)
    {
        var weights = new byte[checked(_pictureWidth * _pictureHeight)];
        for (var y = 0; y < _fullHeight; y++)
        {
            cancellation.ThrowIfCancellationRequested();
            var row = picture.Row(_top + y)[(_left * picture.Bands)..];
            var output = weights.AsSpan(((_top + y) * _pictureWidth) + _left, _fullWidth);
            var v = Position(y, _fullHeight, Height, 0, Height, Height);
            for (var x = 0; x < output.Length; x++)
            {
                var at = Corners.At(Position(x, _fullWidth, Width, 0, Width, Width), v, Width, Height);
                if (!at.Any(unknown))
                {
                    output[x] = alpha[at.Nearest] >= 0.5f ? (byte)255 : (byte)0;
                    continue;
                }

                var p = x * picture.Bands;
                var value = (((at.Mix(lines[0]) * row[p]) + (at.Mix(lines[1]) * row[p + 1]) + (at.Mix(lines[2]) * row[p + 2])) / 255) + at.Mix(lines[3]);
                output[x] = (byte)MathF.Round(255 * Math.Clamp((value - veil) / (1 - (2 * veil)), 0, 1));
            }
        }

        return Mask.FromWeights(weights, _pictureWidth, _pictureHeight);
    }

    /// <summary>Where the middle of pixel <paramref name="i"/> of one grid lies in another, clamped to its pixels' middles.</summary>
    private static float Position(int i, int count, float span, float offset, float whole, int target) =>
        Math.Clamp(((((i + 0.5f) / count * span) + offset) / whole * target) - 0.5f, 0, target - 1);

    private static (int From, int To) Span(int i, int count, int full)
    {
        var from = (int)((long)i * full / count);
        return (from, Math.Max(from + 1, (int)((long)(i + 1) * full / count)));
    }

    /// <summary>The four values around a point, and how near it is to each.</summary>
    private readonly record struct Corners(int A, int B, int C, int D, float U, float V)
    {
        public int Nearest => V < 0.5f ? (U < 0.5f ? A : B) : U < 0.5f ? C : D;

        public static Corners At(float x, float y, int width, int height)
        {
            var (x0, y0) = ((int)x, (int)y);
            var a = (y0 * width) + x0;
            var right = x0 + 1 < width ? 1 : 0;
            var down = y0 + 1 < height ? width : 0;
            return new(a, a + right, a + down, a + down + right, x - x0, y - y0);
        }

        public bool Any(float[] values) => values[A] + values[B] + values[C] + values[D] > 0;

        public float Mix(float[] values)
        {
            var above = values[A] + ((values[B] - values[A]) * U);
            var below = values[C] + ((values[D] - values[C]) * U);
            return above + ((below - above) * V);
        }
    }
}
