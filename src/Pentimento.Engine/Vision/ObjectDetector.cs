using Pentimento.Engine.Images;
using Pentimento.Engine.Native.Onnx;

namespace Pentimento.Engine.Vision;

/// <summary>
/// Finds the things of COCO's 80 classes with NanoDet-g (RangiLyu/nanodet). The network is convolutional all through, so it looks at
/// the picture at several sizes, each for things of some sizes, and the looks are fused: small things are found that it misses at the
/// 416 pixels that it was trained with.
/// </summary>
public sealed class ObjectDetector
{
    /// <summary>The sides of the network's input that the caller chooses, for its conversion: multiples of 32.</summary>
    internal static readonly IReadOnlyDictionary<int, string> FreeAxes = new Dictionary<int, string> { [2] = "height", [3] = "width" };

    private const int CoarsestStride = 32;

    // Below this a look is noise; what is fused out of weak looks may still pass the floor.
    private const float Candidate = 0.05f;

    // The same thing: in one look, in several looks, after these were fused, and under two names.
    private const float SameInOneLook = 0.6f, SameInAll = 0.55f, SameAfterAll = 0.45f, SameUnderTwoNames = 0.7f;

    // How sure a second name must be, as a part of the first one's score: a horse is often nearly a cow.
    private const float SecondName = 0.65f;

    // Looks beyond 832 pixels are for pictures that have more: enlarging them shows nothing new.
    private const int AlwaysUpTo = 832;
    private static readonly int[] LongerSides = [288, 384, 512, 640, AlwaysUpTo, 1280];

    // Each grid's scores and distances, the finest first, as the converted network names them.
    private static readonly string[] Outputs = ["Identity", "Identity_3", "Identity_1", "Identity_4", "Identity_2", "Identity_5"];
    private static readonly int[] Strides = [8, 16, 32];

    private static readonly PictureFormat Format = new([123.675f, 116.28f, 103.53f], [58.395f, 57.12f, 57.375f], BlueFirst: true);

    private readonly NeuralNetwork _network;
    private readonly float _floor;

    internal ObjectDetector(NeuralNetwork network, float floor) => (_network, _floor) = (network, floor);

    /// <summary>Looks at the picture five times, at 288 to 832 pixels for its longer side, and at 1280 when it has as many.</summary>
    /// <returns>
    /// What was found, the surest first, each score no less than the floor of <see cref="VisionOptions.ObjectScore"/>. A thing stands
    /// under two names when the detector hesitates between them: two objects of different names whose boxes are nearly the same.
    /// </returns>
    /// <exception cref="ImageEditException">The model is missing or damaged, or it failed.</exception>
    public IReadOnlyList<DetectedObject> Find(Image picture, CancellationToken cancellation)
    {
        var longer = Math.Max(picture.Width, picture.Height);
        var sides = Array.FindAll(LongerSides, side => side <= Math.Max(AlwaysUpTo, longer));
        var (width, height) = SizeAt(picture, sides[^1]);
        using var reduced = longer > sides[^1] ? PictureTensor.Resized(picture, width, height) : null;
        var passes = Array.ConvertAll(sides, side => Look(picture, reduced ?? picture, side, cancellation));
        var kept = new List<DetectedObject>();
        foreach (var found in NonMaximumSuppression.Suppress(WeightedBoxFusion.Fuse(passes, SameInAll).Where(o => o.Score >= _floor), SameAfterAll))
        {
            if (!kept.Exists(k => k.Name != found.Name && found.Score < SecondName * k.Score && k.Box.IoU(found.Box) > SameUnderTwoNames))
            {
                kept.Add(found);
            }
        }

        return kept;
    }

    private DetectionPass Look(Image picture, Image source, int longerSide, CancellationToken cancellation)
    {
        var (width, height) = SizeAt(picture, longerSide);
        using var input = PictureTensor.From(source, (width, height), (Padded(width), Padded(height)), Format);
        using var outputs = _network.Run([("input_1", input)], Outputs, cancellation);
        var found = new List<DetectedObject>();
        for (var grid = 0; grid < Strides.Length; grid++)
        {
            found.AddRange(GeneralizedFocalLoss.Read(
                outputs[grid * 2].Values, outputs[(grid * 2) + 1].Values, Padded(width) / Strides[grid], Strides[grid], CocoClasses.Names, Candidate));
        }

        var (x, y) = ((float)picture.Width / width, (float)picture.Height / height);
        var scaled = found.Select(o => o with { Box = new Box(o.Box.X * x, o.Box.Y * y, o.Box.Width * x, o.Box.Height * y).Clip(picture.Width, picture.Height) });
        return new(NonMaximumSuppression.Suppress(scaled, SameInOneLook), 1 / Math.Max(x, y));
    }

    private static (int Width, int Height) SizeAt(Image picture, int longerSide)
    {
        var scale = (double)longerSide / Math.Max(picture.Width, picture.Height);
        return ((int)Math.Max(1, Math.Round(picture.Width * scale)), (int)Math.Max(1, Math.Round(picture.Height * scale)));
    }

    private static int Padded(int side) => (side + CoarsestStride - 1) / CoarsestStride * CoarsestStride;
}
