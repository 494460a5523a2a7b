using Pentimento.Engine.Images;

namespace Pentimento.Engine.Operations.Kernels;

/// <summary>
/// Pictures and ink put onto pictures by the "over" operator (Porter and Duff 1984), on encoded values, as every viewer does it.
/// What lies outside is cut off; where the upper layer is clear, the lower one stays bit for bit.
/// </summary>
internal static class Compositing
{
    /// <summary>Lays one picture over another, in place.</summary>
    /// <param name="left">Where its left edge lies; may be negative.</param>
    public static void Over(Image canvas, Image upper, int left, int top)
    {
        var (x0, x1) = (Math.Max(0, left), Math.Min(canvas.Width, left + upper.Width));
        for (var y = Math.Max(0, top); y < Math.Min(canvas.Height, top + upper.Height) && x0 < x1; y++)
        {
            var from = upper.Row(y - top)[((x0 - left) * upper.Bands)..];
            var to = canvas.Row(y)[(x0 * canvas.Bands)..];
            for (int x = x0, p = 0, q = 0; x < x1; x++, p += upper.Bands, q += canvas.Bands)
            {
                var alpha = upper.HasAlpha ? from[p + 3] : 255;
                Blend(to.Slice(q, canvas.Bands), from[p], from[p + 1], from[p + 2], alpha);
            }
        }
    }

    /// <summary>Replaces a rectangle by a picture, alpha and all; a picture without alpha is opaque.</summary>
    public static void Paste(Image canvas, Image part, int left, int top)
    {
        for (var y = 0; y < part.Height; y++)
        {
            var from = part.Row(y);
            var to = canvas.Row(y + top)[(left * canvas.Bands)..];
            if (part.Bands == canvas.Bands)
            {
                from.CopyTo(to);
                continue;
            }

            for (int p = 0, q = 0; p < from.Length; p += part.Bands, q += canvas.Bands)
            {
                (to[q], to[q + 1], to[q + 2]) = (from[p], from[p + 1], from[p + 2]);
                if (canvas.HasAlpha)
                {
                    to[q + 3] = 255;
                }
            }
        }
    }

    /// <summary>Puts one colour of some opacity over one pixel.</summary>
    /// <param name="pixel">3 or 4 samples, changed in place.</param>
    /// <param name="alpha">0 changes nothing, 255 replaces.</param>
    public static void Blend(Span<byte> pixel, int r, int g, int b, int alpha)
    {
        if (alpha == 0)
        {
            return;
        }

        var under = pixel.Length == 4 ? pixel[3] : 255;

        // In 1/255²: how much of the pixel is the upper colour, the lower colour, and either.
        var upper = alpha * 255;
        var lower = under * (255 - alpha);
        var both = upper + lower;
        pixel[0] = (byte)(((r * upper) + (pixel[0] * lower) + (both / 2)) / both);
        pixel[1] = (byte)(((g * upper) + (pixel[1] * lower) + (both / 2)) / both);
        pixel[2] = (byte)(((b * upper) + (pixel[2] * lower) + (both / 2)) / both);
        if (pixel.Length == 4)
        {
            pixel[3] = (byte)((both + 127) / 255);
        }
    }
}
