namespace Pentimento.Engine.Vision;

/// <summary>A word or line that was found.</summary>
/// <param name="Box">Around it, with its descenders and a little room.</param>
/// <param name="Score">How sure the detector is, 0 to 1.</param>
/// <param name="Text">What it says; null when it was not read, empty when nothing could be read.</param>
public sealed record DetectedText(Box Box, float Score, string? Text)
{
    /// <summary>
    /// The rectangle that it fills, which need not be upright: four corners from the upper left of the text, clockwise for who reads it.
    /// </summary>
    public IReadOnlyList<PicturePoint> Quad { get; init; } = [];

    /// <summary>Where the middle of each character of <see cref="Text"/> is: share of the way from the quad's left to its right side.</summary>
    public IReadOnlyList<float> Characters { get; init; } = [];

    /// <summary>How sure the reader is of the text, 0 to 1.</summary>
    public float Legibility { get; init; }
}
