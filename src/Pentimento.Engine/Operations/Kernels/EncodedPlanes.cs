using Pentimento.Engine.Images;

namespace Pentimento.Engine.Operations.Kernels;

/// <summary>Moves single channels, as they are encoded, between 8-bit pixels and float planes of 0..1.</summary>
internal static class EncodedPlanes
{
    /// <returns>A plane that the caller owns.</returns>
    public static Plane Load(Image image, int band)
    {
        var plane = new Plane(image.Width, image.Height);
        var values = plane.Values;
        var pixels = image.Pixels;
        var unit = SrgbTransfer.ToUnit;
        for (int i = 0, p = band; i < values.Length; i++, p += image.Bands)
        {
            values[i] = unit[pixels[p]];
        }

        return plane;
    }

    public static void Store(Plane plane, Image image, int band)
    {
        var values = plane.Values;
        var pixels = image.Pixels;
        for (int i = 0, p = band; i < values.Length; i++, p += image.Bands)
        {
            pixels[p] = SrgbTransfer.UnitToByte(values[i]);
        }
    }
}
