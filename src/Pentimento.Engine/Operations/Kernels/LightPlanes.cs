using System.Numerics.Tensors;
using Pentimento.Engine.Images;

namespace Pentimento.Engine.Operations.Kernels;

/// <summary>Moves single channels between 8-bit pixels and float planes.</summary>
internal static class LightPlanes
{
    /// <summary>Alpha as 0..1; all 1 when the image has none.</summary>
    public static Plane Alpha(Image image)
    {
        var plane = new Plane(image.Width, image.Height);
        var values = plane.Values;
        if (!image.HasAlpha)
        {
            values.Fill(1);
            return plane;
        }

        Gather(image, 3, SrgbTransfer.ToUnit, values);
        return plane;
    }

    /// <summary>Linear light of one band, 0..1, multiplied by <paramref name="weights"/> when given (premultiplied alpha).</summary>
    public static Plane Linear(Image image, int band, Plane? weights)
    {
        var plane = new Plane(image.Width, image.Height);
        Gather(image, band, SrgbTransfer.ToLinear, plane.Values);
        if (weights is not null)
        {
            TensorPrimitives.Multiply(plane.Values, weights.Values, plane.Values);
        }

        return plane;
    }

    /// <summary>Encoded luma of BT.709 weights, 0..1.</summary>
    public static Plane Luma(Image image)
    {
        var plane = new Plane(image.Width, image.Height);
        var values = plane.Values;
        var pixels = image.Pixels;
        var bands = image.Bands;
        for (int i = 0, p = 0; i < values.Length; i++, p += bands)
        {
            values[i] = ((0.2126f * pixels[p]) + (0.7152f * pixels[p + 1]) + (0.0722f * pixels[p + 2])) / 255f;
        }

        return plane;
    }

    /// <summary>Writes one band from linear light, divided by <paramref name="alpha"/> when given.</summary>
    public static void StoreLinear(Plane plane, Plane? alpha, Image image, int band)
    {
        var values = plane.Values;
        var divisors = alpha is null ? default : alpha.Values;
        var pixels = image.Pixels;
        var bands = image.Bands;
        for (int i = 0, p = band; i < values.Length; i++, p += bands)
        {
            var light = values[i];
            if (alpha is not null)
            {
                light = divisors[i] > 1e-4f ? light / divisors[i] : 0;
            }

            pixels[p] = SrgbTransfer.ToByte(light);
        }
    }

    /// <summary>Writes the alpha band from 0..1.</summary>
    public static void StoreAlpha(Plane plane, Image image)
    {
        var values = plane.Values;
        var pixels = image.Pixels;
        for (int i = 0, p = 3; i < values.Length; i++, p += 4)
        {
            pixels[p] = SrgbTransfer.UnitToByte(values[i]);
        }
    }

    private static void Gather(Image image, int band, ReadOnlySpan<float> table, Span<float> values)
    {
        var pixels = image.Pixels;
        var bands = image.Bands;
        for (int i = 0, p = band; i < values.Length; i++, p += bands)
        {
            values[i] = table[pixels[p]];
        }
    }
}
