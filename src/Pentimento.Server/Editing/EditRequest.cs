using System.Text.Json.Serialization;

namespace Pentimento.Server.Editing;

/// <summary>One edit as an engine sees it: checked against the contract, free of HTTP. The bytes belong to the caller and stay valid until the edit ends.</summary>
public sealed record EditRequest
{
    /// <summary>The engine-side model name, after aliases.</summary>
    public required string Model { get; init; }

    /// <summary>1 to 32 000 characters.</summary>
    public required string Prompt { get; init; }

    /// <summary>At least one; the first is the one to edit.</summary>
    public required IReadOnlyList<InputFile> Images { get; init; }

    public InputFile? Mask { get; init; }

    /// <summary>Strokes over the first image that mark what may change; never together with <see cref="Mask"/>.</summary>
    public InputFile? Markup { get; init; }

    /// <summary>How many results, 1 to 10.</summary>
    public int Count { get; init; } = 1;

    /// <summary>Exact size of the result; null keeps the input's.</summary>
    public PixelSize? Size { get; init; }

    /// <summary>File format of the results.</summary>
    public OutputFormat Format { get; init; } = OutputFormat.Png;

    /// <summary>Quality of JPEG and WebP, 0 to 100.</summary>
    public int Compression { get; init; } = 100;

    public OutputBackground Background { get; init; } = OutputBackground.Auto;

    /// <summary>Every file of the request, in the order that counts.</summary>
    [JsonIgnore]
    public IEnumerable<InputFile> Files => [.. Images, .. Mask is { } mask ? [mask] : Array.Empty<InputFile>(), .. Markup is { } markup ? [markup] : Array.Empty<InputFile>()];

    /// <summary>How much effort the edit is worth; an engine with one way of working ignores it.</summary>
    public EditQuality Quality { get; init; } = EditQuality.High;

    /// <summary>Intermediate states of the first result that the caller wants to see, 0 to 3; fewer come when the edit has fewer.</summary>
    public int PartialImages { get; init; }
}

/// <summary>A file that came with a request.</summary>
/// <param name="Field">The field it came in, as sent: <c>image</c>, <c>image[]</c>, <c>mask</c>.</param>
/// <param name="Bytes">The whole file; never trusted.</param>
public sealed record InputFile(string Field, ReadOnlyMemory<byte> Bytes);

/// <summary>Pixels across and down.</summary>
public readonly record struct PixelSize(int Width, int Height)
{
    public override string ToString() => $"{Width}x{Height}";
}

public enum OutputFormat
{
    Png,
    Jpeg,
    Webp,
}

public enum OutputBackground
{
    /// <summary>Alpha as the edit leaves it.</summary>
    Auto,

    /// <summary>The result must have transparency.</summary>
    Transparent,

    /// <summary>Alpha is laid on a background colour.</summary>
    Opaque,
}

public enum EditQuality
{
    Low,
    Medium,
    High,
}
