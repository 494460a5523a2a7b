using System.Globalization;

namespace Pentimento.Engine.Images;

/// <summary>How a picture is written.</summary>
public sealed record EncodeOptions
{
    public ImageFormat Format { get; init; } = ImageFormat.Png;

    /// <summary>0 (smallest) to 100 (best); for JPEG and WebP. WebP at 100 is lossless. Default 100, the contract's.</summary>
    public int Quality { get; init; } = 100;

    /// <summary>What alpha is laid on where the format has none (JPEG) or the caller wants none. Default white.</summary>
    public Rgb Background { get; init; } = Rgb.White;

    /// <summary>Lays alpha on <see cref="Background"/> even where the format could keep it.</summary>
    public bool Opaque { get; init; }
}

/// <summary>A colour: sRGB-encoded, 8 bits a channel.</summary>
public readonly record struct Rgb(byte R, byte G, byte B)
{
    public static Rgb White => new(255, 255, 255);

    public static Rgb Black => new(0, 0, 0);

    /// <summary>Reads <c>#rgb</c> or <c>#rrggbb</c>.</summary>
    public static bool TryParse(string? text, out Rgb colour)
    {
        colour = default;
        if (text is not ['#', .. var digits] || digits.Length is not (3 or 6)
            || !int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        colour = digits.Length == 6
            ? new((byte)(number >> 16), (byte)(number >> 8), (byte)number)
            : new((byte)((number >> 8) * 17), (byte)(((number >> 4) & 15) * 17), (byte)((number & 15) * 17));
        return true;
    }

    /// <summary>The colour as <c>#rrggbb</c>.</summary>
    public override string ToString() => $"#{R:x2}{G:x2}{B:x2}";
}
