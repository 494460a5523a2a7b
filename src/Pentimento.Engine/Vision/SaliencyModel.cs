using Pentimento.Engine.Images;

namespace Pentimento.Engine.Vision;

/// <summary>
/// Salient object detection with U-2-Net's small version (Qin et al. 2020, "U²-Net: Going Deeper with Nested U-Structure for Salient
/// Object Detection"): how much each place belongs to what the picture shows, rather than to its background.
/// </summary>
public sealed class SaliencyModel
{
    private const int Side = 320;

    // ImageNet's mean and deviation of red, green and blue, on values of 0 to 1.
    private static readonly float[] Mean = [0.485f, 0.456f, 0.406f];
    private static readonly float[] Deviation = [0.229f, 0.224f, 0.225f];

    private readonly NeuralNetwork _network;

    internal SaliencyModel(NeuralNetwork network) => _network = network;

    /// <summary>Looks at the picture, squeezed to 320 x 320 pixels whatever its aspect, as the network was trained.</summary>
    /// <returns>320 x 320 values, near 1 on the subject. Thin parts are lost at this size. No value is high when nothing stands out.</returns>
    /// <exception cref="ImageEditException">The model is missing or damaged, or it failed.</exception>
    public Heatmap Find(Image picture, CancellationToken cancellation)
    {
        // The network wants the brightest sample to be 1, so that dark photographs look like others.
        var brightest = Brightest(picture);
        var format = new PictureFormat(Array.ConvertAll(Mean, m => m * brightest), Array.ConvertAll(Deviation, d => d * brightest));
        using var input = PictureTensor.From(picture, (Side, Side), (Side, Side), format);
        using var outputs = _network.Run([("input.1", input)], ["1959"], cancellation);
        return new(Side, Side, outputs[0].Values.ToArray());
    }

    private static byte Brightest(Image picture)
    {
        byte brightest = 1;
        var pixels = picture.Pixels;
        for (var i = 0; i < pixels.Length && brightest < byte.MaxValue; i += picture.Bands)
        {
            brightest = Math.Max(brightest, Math.Max(pixels[i], Math.Max(pixels[i + 1], pixels[i + 2])));
        }

        return brightest;
    }
}
