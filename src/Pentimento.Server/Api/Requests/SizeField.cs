using System.Globalization;
using Pentimento.Server.Editing;

namespace Pentimento.Server.Api.Requests;

/// <summary>The field <c>size</c>: <c>auto</c>, or the exact pixels of the result as <c>WIDTHxHEIGHT</c>.</summary>
internal static class SizeField
{
    private const string Name = "size";

    /// <returns>The size; null for <c>auto</c>, which keeps the input's.</returns>
    /// <exception cref="EditException">Neither, or over a limit.</exception>
    public static PixelSize? Parse(string? text, EditLimits limits)
    {
        if (text is null || text.Equals("auto", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var cross = text.AsSpan().IndexOfAny('x', 'X');
        if (cross > 0
            && int.TryParse(text.AsSpan(0, cross), NumberStyles.None, CultureInfo.InvariantCulture, out var width)
            && int.TryParse(text.AsSpan(cross + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var height)
            && width >= 1 && height >= 1 && width <= limits.MaxSide && height <= limits.MaxSide
            && (long)width * height <= limits.MaxMegapixels * 1_000_000L)
        {
            return new(width, height);
        }

        throw Refusal.Invalid(
            Name,
            text,
            "Allowed are 'auto' (the size of the image), or any WIDTHxHEIGHT such as 1024x1024, 1536x1024, 1024x1536, 512x512 or 256x256: "
            + $"sides from 1 to {limits.MaxSide}, at most {limits.MaxMegapixels} megapixels.");
    }
}
