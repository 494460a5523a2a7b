using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Pentimento.Server.Editing;

namespace Pentimento.Server.Results;

/// <summary>
/// A stored file's name: <c>{seconds since 1970 when it expires}-{128 random bits}.{png|jpg|webp}</c>. What a client sends is
/// parsed to this shape or refused, so no path can be made of it; and the time in it lets a sweeper work from names alone.
/// </summary>
internal sealed partial record ResultName
{
    private ResultName(DateTimeOffset expires, string random, OutputFormat format) => (Expires, Random, Format) = (expires, random, format);

    /// <summary>Whole seconds.</summary>
    public DateTimeOffset Expires { get; }

    /// <summary>32 hexadecimal digits in lower case, as some file systems do not tell the cases apart.</summary>
    public string Random { get; }

    public OutputFormat Format { get; }

    public static ResultName Create(DateTimeOffset expires, OutputFormat format) =>
        new(DateTimeOffset.FromUnixTimeSeconds(expires.ToUnixTimeSeconds()), RandomNumberGenerator.GetHexString(32, lowercase: true), format);

    public static bool TryParse(string? text, [NotNullWhen(true)] out ResultName? name)
    {
        name = null;
        if (text is null || Shape().Match(text) is not { Success: true } parts)
        {
            return false;
        }

        var seconds = long.Parse(parts.Groups["expires"].ValueSpan, CultureInfo.InvariantCulture);
        var format = parts.Groups["extension"].Value switch
        {
            "png" => OutputFormat.Png,
            "jpg" => OutputFormat.Jpeg,
            _ => OutputFormat.Webp,
        };
        name = new(DateTimeOffset.FromUnixTimeSeconds(seconds), parts.Groups["random"].Value, format);
        return true;
    }

    public override string ToString()
    {
        var extension = Format switch
        {
            OutputFormat.Png => "png",
            OutputFormat.Jpeg => "jpg",
            _ => "webp",
        };
        return string.Create(CultureInfo.InvariantCulture, $"{Expires.ToUnixTimeSeconds()}-{Random}.{extension}");
    }

    [GeneratedRegex(@"\A(?<expires>[1-9][0-9]{9,10})-(?<random>[0-9a-f]{32})\.(?<extension>png|jpg|webp)\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Shape();
}
