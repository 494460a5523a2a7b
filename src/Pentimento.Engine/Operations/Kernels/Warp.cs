using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Pentimento.Engine.Images;

namespace Pentimento.Engine.Operations.Kernels;

/// <summary>
/// Redraws a picture through a homography: each new pixel is read from where it was, by cubic convolution (Keys 1981, a = -1/2: exact
/// on straight ramps), on encoded values, weighted by alpha so that invisible colours do not bleed.
/// </summary>
internal static class Warp
{
    /// <param name="back">From the result's pixels to the source's, both counted at pixel centres.</param>
    /// <returns>A new image; the caller owns it. What lies outside the source repeats its border.</returns>
    /// <exception cref="OperationCanceledException">Cancelled; checked each row.</exception>
    public static Image Run(Image source, Homography back, int width, int height, CancellationToken cancellation)
    {
        var result = Image.Create(width, height, source.Bands, source.Profile);
        try
        {
            for (var y = 0; y < height; y++)
            {
                cancellation.ThrowIfCancellationRequested();
                Row(source, back, y, result.Row(y));
            }

            return result;
        }
        catch
        {
            result.Dispose();
            throw;
        }
    }

    private static void Row(Image source, Homography back, int y, Span<byte> row)
    {
        var (x, dx) = ((back[1] * y) + back[2], back[0]);
        var (v, dv) = ((back[4] * y) + back[5], back[3]);
        var (w, dw) = ((back[7] * y) + back[8], back[6]);
        var pixels = source.Pixels;
        for (var p = 0; p < row.Length; p += source.Bands, x += dx, v += dv, w += dw)
        {
            var colour = Sample(pixels, source.Width, source.Height, source.Bands, x / w, v / w);
            row[p] = Byte(colour.GetElement(0));
            row[p + 1] = Byte(colour.GetElement(1));
            row[p + 2] = Byte(colour.GetElement(2));
            if (source.Bands == 4)
            {
                row[p + 3] = Byte(colour.GetElement(3));
            }
        }
    }

    private static Vector128<float> Sample(ReadOnlySpan<byte> pixels, int width, int height, int bands, double x, double y)
    {
        var (left, top) = ((int)Math.Floor(x), (int)Math.Floor(y));
        var across = Weights((float)(x - left));
        var down = Weights((float)(y - top));
        var sum = Vector128<float>.Zero;
        if (bands == 3 && left > 0 && top > 0 && left + 3 < width && top + 3 < height)
        {
            // The common case: all sixteen neighbours exist, and so does the byte after the last of them.
            for (var j = 0; j < 4; j++)
            {
                var row = pixels[((((top + j - 1) * width) + left - 1) * 3)..];
                var line = (Four(row) * across.GetElement(0)) + (Four(row[3..]) * across.GetElement(1))
                    + (Four(row[6..]) * across.GetElement(2)) + (Four(row[9..]) * across.GetElement(3));
                sum += line * down.GetElement(j);
            }

            return sum;
        }

        for (var j = 0; j < 4; j++)
        {
            var start = Math.Clamp(top + j - 1, 0, height - 1) * width;
            for (var i = 0; i < 4; i++)
            {
                var pixel = pixels.Slice((start + Math.Clamp(left + i - 1, 0, width - 1)) * bands, bands);
                var (weight, alpha) = (across.GetElement(i) * down.GetElement(j), bands == 4 ? pixel[3] : 255f);
                var premultiplied = weight * alpha / 255;
                sum += Vector128.Create(pixel[0] * premultiplied, pixel[1] * premultiplied, pixel[2] * premultiplied, weight * alpha);
            }
        }

        var cover = Math.Max(sum.GetElement(3), 0.5f) / 255;
        return bands == 4 ? (sum / cover).WithElement(3, sum.GetElement(3)) : sum;
    }

    private static Vector128<float> Four(ReadOnlySpan<byte> bytes) =>
        Vector128.ConvertToSingle(Vector128.WidenLower(Vector128.WidenLower(Vector128.CreateScalar(MemoryMarshal.Read<uint>(bytes)).AsByte())).AsInt32());

    /// <summary>Cubic convolution's weights of four samples around a place between the middle two.</summary>
    private static Vector128<float> Weights(float t)
    {
        var (t2, t3) = (t * t, t * t * t);
        return Vector128.Create(-t + (2 * t2) - t3, 2 - (5 * t2) + (3 * t3), t + (4 * t2) - (3 * t3), t3 - t2) * 0.5f;
    }

    private static byte Byte(float value) => (byte)(float.ClampNative(value, 0, 255) + 0.5f);
}
