using Pentimento.Engine.Images;

namespace Pentimento.Engine.Vision;

/// <summary>
/// Says which places are people, with MediaPipe's selfie segmentation (a MobileNetV3 with a light decoder): made for one or a few
/// people near the camera, and fast.
/// </summary>
public sealed class PersonModel
{
    private const int Side = 256;

    private static readonly PictureFormat Format = new([0, 0, 0], [255, 255, 255], ChannelsLast: true);

    private readonly NeuralNetwork _network;

    internal PersonModel(NeuralNetwork network) => _network = network;

    /// <summary>Looks at the picture, squeezed to 256 x 256 pixels whatever its aspect.</summary>
    /// <returns>
    /// 256 x 256 values, near 1 on people. Small and distant people are missed, and where there is nobody it may take the
    /// foremost thing for a person: ask it about people who are known to be there.
    /// </returns>
    /// <exception cref="ImageEditException">The model is missing or damaged, or it failed.</exception>
    public Heatmap Find(Image picture, CancellationToken cancellation)
    {
        using var input = PictureTensor.From(picture, (Side, Side), (Side, Side), Format);
        using var outputs = _network.Run([("input_1", input)], ["activation_10"], cancellation);
        return new(Side, Side, outputs[0].Values.ToArray());
    }
}
