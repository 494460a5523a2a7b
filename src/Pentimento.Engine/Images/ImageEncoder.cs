using Pentimento.Engine.Native;
using Pentimento.Engine.Native.Vips;

namespace Pentimento.Engine.Images;

/// <summary>A written file in unmanaged memory, and its owner.</summary>
public sealed class EncodedImage : IDisposable
{
    private readonly PixelMemory _memory;

    internal EncodedImage(PixelMemory memory, ImageFormat format, int width, int height, bool hasTransparency)
    {
        _memory = memory;
        Format = format;
        Width = width;
        Height = height;
        HasTransparency = hasTransparency;
    }

    public ImageFormat Format { get; }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Whether a pixel of the file is not fully opaque.</summary>
    public bool HasTransparency { get; }

    /// <summary>The file; valid until this object is disposed.</summary>
    public ReadOnlyMemory<byte> Bytes => _memory.Memory;

    public void Dispose() => ((IDisposable)_memory).Dispose();
}

/// <summary>Writes images as PNG, JPEG or WebP.</summary>
public sealed class ImageEncoder
{
    // VIPS_FOREIGN_KEEP_ICC
    private const int IccProfileOnly = 1 << 3;

    /// <summary>zlib level of PNG files, 0 to 9. Default 6.</summary>
    public int PngCompression { get; set; } = 6;

    /// <summary>Writes the image. The caller owns the result.</summary>
    /// <exception cref="ImageEditException"><see cref="ImageEditFailure.InvalidOutput"/> when the format is only read here.</exception>
    public EncodedImage Encode(Image image, EncodeOptions options)
    {
        var keepsAlpha = image.HasAlpha && !options.Opaque && options.Format != ImageFormat.Jpeg;
        var transparent = keepsAlpha && HasTransparentPixel(image);
        using var view = image.ToVips();
        using var flat = image.HasAlpha && !keepsAlpha ? Flatten(view, options.Background) : null;
        var source = flat ?? view;
        var profile = image.Profile;
        using var grey = options.Format == ImageFormat.Jpeg && !image.HasAlpha && IsGrey(image, profile) ? FirstBand(source) : null;
        if (profile is not null && grey is null)
        {
            source.SetBlob("icc-profile-data", profile);
        }

        using var saver = Saver(options);
        if (saver.Takes("keep"))
        {
            // Nothing but the colour profile: libvips would otherwise write an EXIF block of its own making.
            saver.Set("keep", IccProfileOnly);
        }

        return new(saver.Set("in", grey ?? source).Bytes(), options.Format, image.Width, image.Height, transparent);
    }

    private VipsOperation Saver(EncodeOptions options)
    {
        switch (options.Format)
        {
            case ImageFormat.Png:
                return new VipsOperation("pngsave_buffer").Set("compression", PngCompression);
            case ImageFormat.Jpeg:
                return new VipsOperation("jpegsave_buffer").Set("Q", Math.Max(1, options.Quality));
            case ImageFormat.Webp:
                var webp = new VipsOperation("webpsave_buffer");
                return options.Quality == 100
                    ? webp.Set("lossless", true).Set("exact", true).Set("effort", 1)
                    : webp.Set("Q", options.Quality).Set("smart-subsample", true);
            default:
                throw new ImageEditException(
                    ImageEditFailure.InvalidOutput,
                    $"Images are not written as {options.Format.Name()}. Supported formats: png, jpeg, webp.",
                    "output_format");
        }
    }

    private static VipsImage Flatten(VipsImage image, Rgb background)
    {
        using var flatten = new VipsOperation("flatten");
        return flatten.Set("in", image).Set("background", background.R, background.G, background.B).Image();
    }

    private static VipsImage FirstBand(VipsImage image)
    {
        using var extract = new VipsOperation("extract_band");
        return extract.Set("in", image).Set("band", 0).Set("n", 1).Image();
    }

    private static bool HasTransparentPixel(Image image)
    {
        var pixels = image.Pixels;
        for (var i = 3; i < pixels.Length; i += 4)
        {
            if (pixels[i] != 255)
            {
                return true;
            }
        }

        return false;
    }

    // A grey JPEG of one component is a third of the work and shows the same; a profile of another RGB space would not fit it.
    private static bool IsGrey(Image image, byte[]? profile)
    {
        if (profile is not null && !ColourProfile.IsSrgb(profile))
        {
            return false;
        }

        var pixels = image.Pixels;
        for (var i = 0; i + 2 < pixels.Length; i += 3)
        {
            if (pixels[i] != pixels[i + 1] || pixels[i] != pixels[i + 2])
            {
                return false;
            }
        }

        return true;
    }
}
