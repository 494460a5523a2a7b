namespace Pentimento.Engine.Images;

/// <summary>File formats by their content.</summary>
public enum ImageFormat
{
    Png,
    Jpeg,
    Webp,
    Gif,
    Avif,
}

/// <summary>Facts of each format: how its files begin, what they are called.</summary>
public static class ImageFormats
{
    /// <summary>Formats that are written.</summary>
    public static IReadOnlyList<ImageFormat> Written { get; } = [ImageFormat.Png, ImageFormat.Jpeg, ImageFormat.Webp];

    /// <summary>The format's name on the wire: <c>png</c>, <c>jpeg</c>, <c>webp</c>, <c>gif</c>, <c>avif</c>.</summary>
    public static string Name(this ImageFormat format) => format switch
    {
        ImageFormat.Png => "png",
        ImageFormat.Jpeg => "jpeg",
        ImageFormat.Webp => "webp",
        ImageFormat.Gif => "gif",
        _ => "avif",
    };

    /// <summary>The media type: <c>image/png</c> …</summary>
    public static string MediaType(this ImageFormat format) => $"image/{format.Name()}";

    /// <summary>Reads a format's name as clients and file names write it; <c>jpg</c> is JPEG.</summary>
    public static bool TryParse(string? name, out ImageFormat format)
    {
        (var known, format) = name?.ToLowerInvariant() switch
        {
            "png" => (true, ImageFormat.Png),
            "jpeg" or "jpg" => (true, ImageFormat.Jpeg),
            "webp" => (true, ImageFormat.Webp),
            "gif" => (true, ImageFormat.Gif),
            "avif" => (true, ImageFormat.Avif),
            _ => (false, default),
        };
        return known;
    }

    /// <summary>Tells the format from the first bytes; null when they are none that is read here.</summary>
    public static ImageFormat? Sniff(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length >= 8 && bytes[0] == 0x89 && bytes[1..].StartsWith("PNG\r\n\x1a\n"u8))
        {
            return ImageFormat.Png;
        }

        if (bytes.Length >= 3 && bytes[0] == 0xFF && bytes[1] == 0xD8 && bytes[2] == 0xFF)
        {
            return ImageFormat.Jpeg;
        }

        if (bytes.Length >= 12 && bytes.StartsWith("RIFF"u8) && bytes[8..].StartsWith("WEBP"u8))
        {
            return ImageFormat.Webp;
        }

        if (bytes.StartsWith("GIF87a"u8) || bytes.StartsWith("GIF89a"u8))
        {
            return ImageFormat.Gif;
        }

        if (bytes.Length >= 12 && bytes[4..].StartsWith("ftyp"u8)
            && (bytes[8..].StartsWith("avif"u8) || bytes[8..].StartsWith("avis"u8) || bytes[8..].StartsWith("mif1"u8)))
        {
            return ImageFormat.Avif;
        }

        return null;
    }
}
