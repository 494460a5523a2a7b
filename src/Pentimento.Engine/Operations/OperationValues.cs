using System.Globalization;

namespace Pentimento.Engine.Operations;

/// <summary>A length as it stands in a value: <c>20px</c>, <c>20</c> or <c>5%</c>.</summary>
/// <param name="Number">Pixels, or percent.</param>
public readonly record struct Length(double Number, bool IsPercent)
{
    /// <summary>Reads <c>20px</c>, <c>20</c> (pixels) or <c>5%</c>; negative lengths are none.</summary>
    public static bool TryParse(string? text, out Length length)
    {
        length = default;
        var digits = text.AsSpan().Trim();
        var percent = digits.EndsWith("%");
        digits = percent ? digits[..^1] : digits.EndsWith("px", StringComparison.OrdinalIgnoreCase) ? digits[..^2] : digits;
        if (!double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        length = new(number, percent);
        return true;
    }

    /// <summary>The length in whole pixels of a side that is <paramref name="side"/> pixels long.</summary>
    public int Of(int side) => (int)Math.Round(IsPercent ? side * Number / 100 : Number);
}

/// <summary>Width to height: <c>16:9</c>.</summary>
public readonly record struct Aspect(double Width, double Height)
{
    private const double MostExtreme = 100;

    /// <summary>Reads <c>16:9</c>; both sides above 0, at most 100 to 1.</summary>
    public static bool TryParse(string? text, out Aspect aspect)
    {
        aspect = default;
        if (text?.Split(':') is not [var w, var h]
            || !double.TryParse(w, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var width)
            || !double.TryParse(h, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var height)
            || width <= 0 || height <= 0 || width / height is > MostExtreme or < 1 / MostExtreme)
        {
            return false;
        }

        aspect = new(width, height);
        return true;
    }

    /// <summary>The largest size of this aspect inside a picture.</summary>
    public (int Width, int Height) Inside(int width, int height) => width * Height > height * Width
        ? (Math.Max(1, (int)Math.Round(height * Width / Height)), height)
        : (width, Math.Max(1, (int)Math.Round(width * Height / Width)));

    /// <summary>The smallest size of this aspect around a picture.</summary>
    public (int Width, int Height) Around(int width, int height) => width * Height > height * Width
        ? (width, (int)Math.Round(width * Height / Width))
        : ((int)Math.Round(height * Width / Height), height);
}

/// <summary>Pixels across and down: <c>1920x1080</c>.</summary>
public readonly record struct PixelExtent(int Width, int Height)
{
    /// <summary>Reads <c>1920x1080</c>; both sides from 1 to 65 535.</summary>
    public static bool TryParse(string? text, out PixelExtent extent)
    {
        extent = default;
        if (text?.Split('x', 'X', '×') is not [var w, var h]
            || !ushort.TryParse(w, NumberStyles.None, CultureInfo.InvariantCulture, out var width)
            || !ushort.TryParse(h, NumberStyles.None, CultureInfo.InvariantCulture, out var height)
            || width == 0 || height == 0)
        {
            return false;
        }

        extent = new(width, height);
        return true;
    }
}
