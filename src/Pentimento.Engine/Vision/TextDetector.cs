using Pentimento.Engine.Images;

namespace Pentimento.Engine.Vision;

/// <summary>Finds text in pictures with PP-OCRv4's small detector, and reads it when that is asked for.</summary>
public sealed class TextDetector
{
    // The network halves the picture five times.
    private const int Multiple = 32;
    private const int LongerSide = 1280;

    // Cups, wings and windows pass for large letters: what is not much longer than high must be legible.
    private const float Elongated = 4;
    private const float LeastLegibility = 0.65f;

    // ImageNet's mean and deviation, in the order the network was trained with: the first of them is blue's.
    private static readonly PictureFormat Format = new(
        [0.406f * 255, 0.456f * 255, 0.485f * 255], [0.225f * 255, 0.224f * 255, 0.229f * 255], BlueFirst: true);

    private readonly NeuralNetwork _network;
    private readonly TextRecognizer _reader;

    internal TextDetector(NeuralNetwork network, TextRecognizer reader) => (_network, _reader) = (network, reader);

    /// <summary>Finds words and lines, at most 1280 pixels of the picture's longer side being looked at.</summary>
    /// <returns>Unread; from the top down, and from the left to the right within a line. Empty when there is no text.</returns>
    /// <exception cref="ImageEditException">The model is missing or damaged, or it failed.</exception>
    public IReadOnlyList<DetectedText> Find(Image picture, CancellationToken cancellation)
    {
        var scale = Math.Min(1, (double)LongerSide / Math.Max(picture.Width, picture.Height));
        var (width, height) = (Rounded(picture.Width * scale), Rounded(picture.Height * scale));
        using var input = PictureTensor.From(picture, (width, height), (width, height), Format);
        using var outputs = _network.Run([("x", input)], ["sigmoid_0.tmp_0"], cancellation);
        var (scaleX, scaleY) = ((float)picture.Width / width, (float)picture.Height / height);
        return InReadingOrder(TextProbability.Rectangles(outputs[0].Values, width, height)
            .Select(found => new DetectedText(default, found.Score, null)
            {
                Quad = Array.ConvertAll(found.Rectangle.Corners(), corner => new PicturePoint(corner.X * scaleX, corner.Y * scaleY)),
            })
            .Select(text => text with { Box = Around(text.Quad).Clip(picture.Width, picture.Height) })
            .Where(text => IsElongated(text.Quad) || _reader.Read(picture, text, cancellation).Legibility >= LeastLegibility));
    }

    /// <summary>Reads what was found: Latin letters, digits and Chinese, in 48 pixels of height. Narrow spaces may be missed.</summary>
    /// <param name="found">What <see cref="Find"/> found in this picture.</param>
    /// <returns>The same, in the same order, with their text.</returns>
    /// <exception cref="ImageEditException">The model is missing or damaged, or it failed.</exception>
    public IReadOnlyList<DetectedText> Read(Image picture, IReadOnlyList<DetectedText> found, CancellationToken cancellation) =>
        [.. found.Select(text => _reader.Read(picture, text, cancellation))];

    private static int Rounded(double side) => Math.Max(Multiple, (int)Math.Round(side / Multiple) * Multiple);

    /// <summary>What begins above the middle of a line's first word belongs to that line.</summary>
    private static List<DetectedText> InReadingOrder(IEnumerable<DetectedText> texts)
    {
        var lines = new List<List<DetectedText>>();
        foreach (var text in texts.OrderBy(static text => text.Box.Y))
        {
            if (lines is [.., [var first, ..]] && text.Box.Y < first.Box.Y + (first.Box.Height / 2))
            {
                lines[^1].Add(text);
            }
            else
            {
                lines.Add([text]);
            }
        }

        return [.. lines.SelectMany(static line => line.OrderBy(static text => text.Box.X))];
    }

    private static bool IsElongated(IReadOnlyList<PicturePoint> quad) => quad[0].To(quad[1]) >= Elongated * quad[0].To(quad[3]);

    private static Box Around(IReadOnlyList<PicturePoint> corners)
    {
        var (left, top) = (corners.Min(static c => c.X), corners.Min(static c => c.Y));
        return new(left, top, corners.Max(static c => c.X) - left, corners.Max(static c => c.Y) - top);
    }
}
