using Pentimento.Engine.Native.Vips;

namespace Pentimento.Engine.Images;

/// <summary>
/// The only way from bytes to an image: sniff, read the header, check <see cref="DecodeLimits"/>, only then decode; turn upright
/// (EXIF); bring to 8-bit RGB or RGBA.
/// </summary>
/// <remarks>
/// An RGB image with a profile of its own keeps its numbers and its profile, so that untouched pixels stay bit for bit what they
/// were and wide gamuts survive; with <see cref="ConvertToSrgb"/> it is converted instead. CMYK, grey and other spaces become sRGB.
/// 16-bit samples keep their upper 8 bits.
/// </remarks>
public sealed class ImageDecoder(DecodeLimits limits)
{
    /// <summary>Converts RGB images with a profile other than sRGB to sRGB on the way in. Default off.</summary>
    public bool ConvertToSrgb { get; set; }

    /// <summary>What the header of a file says, before any pixel.</summary>
    /// <param name="Width">Pixels across, as shown (after EXIF orientation).</param>
    /// <param name="Height">Rows, as shown.</param>
    /// <param name="Frames">Frames of an animation; only the first is decoded.</param>
    public sealed record Header(ImageFormat Format, int Width, int Height, int Frames, bool HasAlpha);

    /// <summary>Reads the header and checks the limits; decodes nothing.</summary>
    /// <param name="field">The request field, for errors.</param>
    /// <exception cref="ImageEditException">Not an image, a format that is not read, or over a limit.</exception>
    public Header ReadHeader(ReadOnlyMemory<byte> file, string field = "image")
    {
        using var loaded = Open(file, field, out var format);
        return HeaderOf(loaded, format);
    }

    /// <summary>Decodes the first frame. The caller owns the image.</summary>
    /// <param name="field">The request field, for errors.</param>
    /// <exception cref="ImageEditException">Not an image, truncated or corrupt, a format that is not read, or over a limit.</exception>
    public Image Decode(ReadOnlyMemory<byte> file, string field = "image") => Decode(file, field, out _);

    /// <inheritdoc cref="Decode(ReadOnlyMemory{byte}, string)"/>
    public Image Decode(ReadOnlyMemory<byte> file, string field, out Header header)
    {
        using var loaded = Open(file, field, out var format);
        header = HeaderOf(loaded, format);
        try
        {
            return Upright(ToRgb(loaded), loaded.Orientation);
        }
        catch (VipsException error)
        {
            throw new ImageEditException(
                ImageEditFailure.InvalidImage, $"The {field} is not a readable {format.Name()} file: it is truncated or corrupt.", field, error);
        }
    }

    private static Header HeaderOf(VipsImage loaded, ImageFormat format)
    {
        var turned = loaded.Orientation >= 5;
        return new(
            format,
            turned ? loaded.Height : loaded.Width,
            turned ? loaded.Width : loaded.Height,
            Math.Max(1, loaded.Frames),
            loaded.HasAlpha);
    }

    private VipsImage Open(ReadOnlyMemory<byte> file, string field, out ImageFormat format)
    {
        if (file.Length > limits.MaxBytes)
        {
            throw new ImageEditException(
                ImageEditFailure.ImageTooLarge, $"The {field} has {file.Length} bytes; at most {limits.MaxBytes} are read.", field);
        }

        format = ImageFormats.Sniff(file.Span) ?? throw new ImageEditException(
            ImageEditFailure.InvalidImage,
            file.IsEmpty
                ? $"The {field} is empty: the file has no bytes."
                : $"The {field} is not an image that can be read: its bytes are none of PNG, JPEG, WebP, GIF or AVIF.",
            field);
        var loader = format switch
        {
            ImageFormat.Png => "pngload_buffer",
            ImageFormat.Jpeg => "jpegload_buffer",
            ImageFormat.Webp => "webpload_buffer",
            ImageFormat.Gif => "gifload_buffer",
            _ => "heifload_buffer",
        };
        if (!VipsRuntime.Has(loader))
        {
            throw new ImageEditException(
                ImageEditFailure.UnsupportedFormat, $"The {field} is a {format.Name()} file, which this build does not read. Send PNG, JPEG or WebP.", field);
        }

        VipsImage loaded;
        try
        {
            using var operation = new VipsOperation(loader);
            loaded = operation.Set("access", "sequential").Set("fail-on", "error").Set("buffer", file).Image();
        }
        catch (VipsException error)
        {
            throw new ImageEditException(
                ImageEditFailure.InvalidImage, $"The {field} is not a readable {format.Name()} file: its header is truncated or corrupt.", field, error);
        }

        try
        {
            limits.CheckSize(loaded.Width, loaded.Height, $"The {field}", field);
            return loaded;
        }
        catch
        {
            loaded.Dispose();
            throw;
        }
    }

    private Image ToRgb(VipsImage loaded)
    {
        var profile = loaded.Blob("icc-profile-data");
        var space = loaded.Interpretation switch { "srgb" or "rgb" or "rgb16" => ColourSpace.Rgb, "cmyk" => ColourSpace.Cmyk, _ => ColourSpace.Grey };
        if (profile is not null && ColourProfile.SpaceOf(profile) != space)
        {
            profile = null; // A profile of another space describes nothing here.
        }

        var keepsProfile = space == ColourSpace.Rgb && profile is not null && (!ConvertToSrgb || ColourProfile.IsSrgb(profile));
        using var managed = profile is null || keepsProfile ? null : FromProfile(loaded);
        var source = managed ?? loaded;
        using var rgb = source.Interpretation == "srgb" ? null : ToSrgb(source);
        source = rgb ?? source;
        using var eight = source.Format == "uchar" ? null : Narrow(source);
        return Image.FromVips(eight ?? source, keepsProfile ? profile : null);
    }

    // Relative intent keeps neutrals neutral.
    private static VipsImage FromProfile(VipsImage image)
    {
        using var transform = new VipsOperation("icc_transform");
        return transform.Set("in", image).Set("output-profile", "srgb").Set("embedded", true)
            .Set("intent", "relative").Set("black-point-compensation", true).Set("depth", 8).Image();
    }

    private static VipsImage ToSrgb(VipsImage image)
    {
        using var convert = new VipsOperation("colourspace");
        return convert.Set("in", image).Set("space", "srgb").Image();
    }

    private static VipsImage Narrow(VipsImage image)
    {
        using var cast = new VipsOperation("cast");
        return cast.Set("in", image).Set("format", "uchar").Set("shift", true).Image();
    }

    private static Image Upright(Image image, int orientation)
    {
        if (orientation <= 1)
        {
            return image;
        }

        using (image)
        {
            using var view = image.ToVips();
            // EXIF 2.32, tag Orientation: 2 mirrored, 3 half turn, 4 flipped, 5 transposed, 6 quarter turn right, 7 transverse, 8 quarter turn left.
            using var mirrored = orientation is 2 or 4 or 5 or 7 ? Mirror(view) : null;
            using var turned = orientation switch
            {
                3 or 4 => Turn(mirrored ?? view, "d180"),
                5 or 8 => Turn(mirrored ?? view, "d270"),
                6 or 7 => Turn(mirrored ?? view, "d90"),
                _ => null,
            };
            return Image.FromVips(turned ?? mirrored ?? view, image.Profile);
        }
    }

    private static VipsImage Mirror(VipsImage image)
    {
        using var flip = new VipsOperation("flip");
        return flip.Set("in", image).Set("direction", "horizontal").Image();
    }

    private static VipsImage Turn(VipsImage image, string angle)
    {
        using var turn = new VipsOperation("rot");
        return turn.Set("in", image).Set("angle", angle).Image();
    }
}
