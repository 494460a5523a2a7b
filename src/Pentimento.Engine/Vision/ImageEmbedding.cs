using System.Numerics.Tensors;
using Pentimento.Engine.Native.Onnx;

namespace Pentimento.Engine.Vision;

/// <summary>What <see cref="SegmentAnything"/> saw in one picture. Usable by several threads; its owner disposes it with the request.</summary>
public sealed class ImageEmbedding : IDisposable
{
    // SAM's labels of prompt points.
    private const float Padding = -1, Outside = 0, Inside = 1, TopLeft = 2, BottomRight = 3;
    private const int MaskSide = 256;

    private readonly OnnxTensor _embedding;
    private readonly NeuralNetwork _decoder;
    private readonly float _scale;
    private readonly int _width;
    private readonly int _height;

    /// <param name="embedding">1 x 256 x 64 x 64; owned from now on.</param>
    /// <param name="scale">From the picture's pixels to the encoder's.</param>
    /// <param name="width">The picture's width in the encoder's pixels.</param>
    /// <param name="height">Likewise its height.</param>
    internal ImageEmbedding(OnnxTensor embedding, NeuralNetwork decoder, float scale, int width, int height) =>
        (_embedding, _decoder, _scale, _width, _height) = (embedding, decoder, scale, width, height);

    /// <summary>The thing that fills a box.</summary>
    /// <param name="box">In the picture's pixels.</param>
    /// <returns>Its map has the encoder's resolution: 1024 values along the picture's longer side.</returns>
    /// <exception cref="ImageEditException">The model is missing or damaged, or it failed.</exception>
    public Segment Segment(Box box, CancellationToken cancellation) => Segment(box, [], cancellation);

    /// <summary>The thing that points lie on.</summary>
    /// <param name="points">One or more.</param>
    /// <inheritdoc cref="Segment(Box, CancellationToken)"/>
    public Segment Segment(IReadOnlyList<PointPrompt> points, CancellationToken cancellation) =>
        Segment(null, points.Count > 0 ? points : throw new ArgumentException("No point says what is meant.", nameof(points)), cancellation);

    /// <summary>The thing that fills a box, told apart from others in it by points.</summary>
    /// <inheritdoc cref="Segment(Box, CancellationToken)"/>
    public Segment Segment(Box? box, IReadOnlyList<PointPrompt> points, CancellationToken cancellation)
    {
        // Without a box the network was trained with one point of padding.
        var count = points.Count + (box is null ? 1 : 2);
        using var coordinates = OnnxTensor.Create(1, count, 2);
        using var labels = OnnxTensor.Create(1, count);
        for (var i = 0; i < points.Count; i++)
        {
            Put(i, points[i].Point.X, points[i].Point.Y, points[i].IsInside ? Inside : Outside);
        }

        if (box is { } b)
        {
            Put(count - 2, b.X, b.Y, TopLeft);
            Put(count - 1, b.Right, b.Bottom, BottomRight);
        }
        else
        {
            Put(count - 1, 0, 0, Padding);
        }

        return Decode(coordinates, labels, cancellation);

        void Put(int index, float x, float y, float label)
        {
            coordinates.Values[2 * index] = x * _scale;
            coordinates.Values[(2 * index) + 1] = y * _scale;
            labels.Values[index] = label;
        }
    }

    public void Dispose() => _embedding.Dispose();

    private Segment Decode(OnnxTensor coordinates, OnnxTensor labels, CancellationToken cancellation)
    {
        using var previous = OnnxTensor.Create(1, 1, MaskSide, MaskSide);
        using var hasPrevious = OnnxTensor.Create(1);
        using var size = OnnxTensor.Create(2);
        previous.Values.Clear();
        hasPrevious.Values[0] = 0;
        (size.Values[0], size.Values[1]) = (_height, _width);
        using var outputs = _decoder.Run(
            [
                ("image_embeddings", _embedding), ("point_coords", coordinates), ("point_labels", labels),
                ("mask_input", previous), ("has_mask_input", hasPrevious), ("orig_im_size", size),
            ],
            ["masks", "iou_predictions"],
            cancellation);
        var map = outputs[0].Values.ToArray();
        TensorPrimitives.Sigmoid(map, map);
        return new(new(_width, _height, map), outputs[1].Values[0]);
    }
}
