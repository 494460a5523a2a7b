using Pentimento.Engine.Images;

namespace Pentimento.Engine.Vision;

/// <summary>
/// Promptable segmentation (Kirillov et al. 2023, "Segment Anything"; small encoder after Zhang et al. 2023, "Faster Segment Anything"):
/// a slow look at the whole picture, and after it quick answers to "what is the thing here?".
/// </summary>
public sealed class SegmentAnything
{
    private const int Side = 1024;

    // ImageNet's mean and deviation of red, green and blue, on values of 0 to 255.
    private static readonly PictureFormat Format = new([123.675f, 116.28f, 103.53f], [58.395f, 57.12f, 57.375f]);

    private readonly NeuralNetwork _encoder;
    private readonly NeuralNetwork _decoder;

    internal SegmentAnything(NeuralNetwork encoder, NeuralNetwork decoder) => (_encoder, _decoder) = (encoder, decoder);

    /// <summary>Looks at the picture, its longer side resized to 1024 pixels: about a second of one processor.</summary>
    /// <returns>What any number of questions about this picture can be put to; 4 MB. The caller disposes it.</returns>
    /// <exception cref="ImageEditException">The model is missing or damaged, or it failed.</exception>
    public ImageEmbedding Embed(Image picture, CancellationToken cancellation)
    {
        var scale = (float)Side / Math.Max(picture.Width, picture.Height);
        var width = Math.Max(1, (int)MathF.Round(picture.Width * scale));
        var height = Math.Max(1, (int)MathF.Round(picture.Height * scale));
        using var input = PictureTensor.From(picture, (width, height), (Side, Side), Format);
        using var outputs = _encoder.Run([("input", input)], ["output"], cancellation);
        // A copy: the output itself would hold a region of the memory that runs share, for as long as the request lasts.
        return new(outputs[0].Clone(), _decoder, scale, width, height);
    }
}
