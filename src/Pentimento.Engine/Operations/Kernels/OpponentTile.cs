using Pentimento.Engine.Images;

namespace Pentimento.Engine.Operations.Kernels;

/// <summary>
/// A square of a picture in orthonormal opponent colours of encoded values (luma, red - blue, green - magenta), in which the noise of the
/// three channels stays independent. Beyond the picture the border repeats; invisible pixels take the colour of a visible neighbour.
/// </summary>
internal sealed class OpponentTile(int side)
{
    // 1 / sqrt 3, 1 / sqrt 2, 1 / sqrt 6.
    private const float Third = 0.57735027f;
    private const float Half = 0.70710678f;
    private const float Sixth = 0.40824829f;

    private readonly float[] _y = new float[side * side];
    private readonly float[] _u = new float[side * side];
    private readonly float[] _v = new float[side * side];

    public Span<float> Y => _y;

    public Span<float> U => _u;

    public Span<float> V => _v;

    /// <summary>Reads the square whose corner is at (<paramref name="left"/>, <paramref name="top"/>), which may lie outside.</summary>
    public void Load(Image image, int left, int top)
    {
        var bands = image.Bands;
        for (var row = 0; row < side; row++)
        {
            var pixels = image.Row(Math.Clamp(top + row, 0, image.Height - 1));
            var visible = -1;
            for (var column = 0; column < side; column++)
            {
                var p = Math.Clamp(left + column, 0, image.Width - 1) * bands;
                if (image.HasAlpha)
                {
                    visible = pixels[p + 3] > 0 ? p : visible < 0 ? FirstVisible(pixels, p) : visible;
                    p = visible;
                }

                float r = pixels[p], g = pixels[p + 1], b = pixels[p + 2];
                var i = (row * side) + column;
                _y[i] = (r + g + b) * Third;
                _u[i] = (r - b) * Half;
                _v[i] = (r - g - g + b) * Sixth;
            }
        }
    }

    /// <summary>Opponent colours back to 8-bit pixels.</summary>
    public static (byte R, byte G, byte B) ToRgb(float y, float u, float v)
    {
        var grey = y * Third;
        return (Round(grey + (u * Half) + (v * Sixth)), Round(grey - (2 * v * Sixth)), Round(grey - (u * Half) + (v * Sixth)));
    }

    private static int FirstVisible(ReadOnlySpan<byte> pixels, int from)
    {
        for (var p = from; p < pixels.Length; p += 4)
        {
            if (pixels[p + 3] > 0)
            {
                return p;
            }
        }

        return from;
    }

    private static byte Round(float value) => (byte)(float.ClampNative(value, 0, 255) + 0.5f);
}
