using System.Runtime.InteropServices;
using Pentimento.Engine.Images;
using Pentimento.Engine.Native.Vips;

namespace Pentimento.Engine.Operations.Kernels;

/// <summary>Resizing and cropping to a size, on libvips.</summary>
internal static class Resampling
{
    private static readonly byte[][] LinearTables = [ToLinear(3), ToLinear(4)];
    private static readonly byte[][] EncodedTables = [ToEncoded(3), ToEncoded(4)];

    /// <summary>
    /// Resizes with a Lanczos kernel of three lobes, alpha premultiplied. Shrinking averages linear light, as a smaller photograph
    /// would; enlarging works on encoded values, where the kernel's lobes show least.
    /// </summary>
    /// <returns>A new image of exactly this size; the caller owns it.</returns>
    public static Image Resize(Image source, int width, int height)
    {
        if (width == source.Width && height == source.Height)
        {
            return source.Clone();
        }

        var shrinks = (long)width * height < (long)source.Width * source.Height;
        using var view = source.ToVips();
        using var linear = shrinks ? Lookup(view, LinearTables[source.Bands - 3], 256, source.Bands, sixteenBit: true) : null;
        var maximum = shrinks ? 65535d : 255d;
        var format = shrinks ? "ushort" : "uchar";
        using var weighted = source.HasAlpha ? Alpha(linear ?? view, "premultiply", maximum, format) : null;
        using var resize = new VipsOperation("resize");
        using var resized = resize.Set("in", weighted ?? linear ?? view)
            .Set("scale", (double)width / source.Width).Set("vscale", (double)height / source.Height).Set("kernel", "lanczos3").Image();
        using var straight = source.HasAlpha ? Alpha(resized, "unpremultiply", maximum, format) : null;
        using var encoded = shrinks ? Lookup(straight ?? resized, EncodedTables[source.Bands - 3], 65536, source.Bands, sixteenBit: false) : null;
        return Image.FromVips(encoded ?? straight ?? resized, source.Profile);
    }

    /// <summary>Cuts the rectangle out.</summary>
    public static Image Crop(Image source, int left, int top, int width, int height)
    {
        using var view = source.ToVips();
        using var extract = new VipsOperation("extract_area");
        using var area = extract.Set("input", view).Set("left", left).Set("top", top).Set("width", width).Set("height", height).Image();
        return Image.FromVips(area, source.Profile);
    }

    /// <summary>Cuts out the part of this size that draws most attention (libvips' smartcrop: edges, skin tones, saturated colours).</summary>
    public static Image CropToAttention(Image source, int width, int height)
    {
        using var view = source.ToVips();
        using var crop = new VipsOperation("smartcrop");
        using var area = crop.Set("input", view).Set("width", width).Set("height", height).Set("interesting", "attention").Image();
        return Image.FromVips(area, source.Profile);
    }

    /// <summary>Fills exactly this size without distortion: the part of the right aspect that draws most attention, then resized.</summary>
    public static Image Cover(Image source, int width, int height)
    {
        var (cropWidth, cropHeight) = new Aspect(width, height).Inside(source.Width, source.Height);
        if (cropWidth == source.Width && cropHeight == source.Height)
        {
            return Resize(source, width, height);
        }

        using var part = CropToAttention(source, cropWidth, cropHeight);
        return Resize(part, width, height);
    }

    /// <summary>Fits the whole picture into exactly this size, with room in a colour around it.</summary>
    public static Image Contain(Image source, int width, int height, Rgb room)
    {
        var scale = Math.Min((double)width / source.Width, (double)height / source.Height);
        var (w, h) = (Math.Clamp((int)Math.Round(source.Width * scale), 1, width), Math.Clamp((int)Math.Round(source.Height * scale), 1, height));
        using var fitted = Resize(source, w, h);
        return Canvas.Place(fitted, width, height, (width - w) / 2, (height - h) / 2, room);
    }

    private static VipsImage Lookup(VipsImage image, byte[] table, int entries, int bands, bool sixteenBit)
    {
        using var lut = VipsImage.FromPixels(table, entries, 1, bands, sixteenBit);
        using var map = new VipsOperation("maplut");
        return map.Set("in", image).Set("lut", lut).Image();
    }

    private static VipsImage Alpha(VipsImage image, string operation, double maximum, string format)
    {
        using var change = new VipsOperation(operation);
        using var weighted = change.Set("in", image).Set("max-alpha", maximum).Image();
        using var round = new VipsOperation("round");
        using var whole = round.Set("in", weighted).Set("round", "rint").Image();
        using var cast = new VipsOperation("cast");
        return cast.Set("in", whole).Set("format", format).Image();
    }

    private static byte[] ToLinear(int bands)
    {
        var table = new ushort[256 * bands];
        for (var i = 0; i < table.Length; i++)
        {
            var value = i / bands;
            table[i] = i % bands == 3 ? (ushort)(value * 257) : (ushort)Math.Round(65535 * SrgbTransfer.Decode(value / 255.0));
        }

        return MemoryMarshal.AsBytes(table.AsSpan()).ToArray();
    }

    private static byte[] ToEncoded(int bands)
    {
        var table = new byte[65536 * bands];
        for (var i = 0; i < table.Length; i++)
        {
            var value = i / bands;
            table[i] = i % bands == 3 ? (byte)((value + 128) / 257) : (byte)Math.Round(255 * SrgbTransfer.Encode(value / 65535.0));
        }

        return table;
    }
}
