namespace Pentimento.Engine.Vision.Conversion;

/// <summary>What slides a window over the picture. All of TensorFlow's values here are batch, rows, columns, channels.</summary>
internal sealed partial class TfjsConverter
{
    private GraphValue Convolution(TfjsNode node)
    {
        var filter = Constant(node, 1);
        return Convolve(node, filter.Transpose([3, 2, 0, 1]), groups: 1);
    }

    /// <summary>A filter of rows x columns x channels x multiplier gives the channels' results one after the other.</summary>
    private GraphValue DepthwiseConvolution(TfjsNode node)
    {
        var filter = Constant(node, 1);
        var (channels, multiplier) = (filter.Shape[2], filter.Shape[3]);
        var weights = filter.Transpose([2, 3, 0, 1]) with { Shape = [channels * multiplier, 1, filter.Shape[0], filter.Shape[1]] };
        return Convolve(node, weights, channels);
    }

    private GraphValue Convolve(TfjsNode node, TfjsConstant weights, int groups)
    {
        var input = Spatial(node, 0);
        var window = weights.Shape[2..];
        var dilations = Sides(node, "dilations");
        var y = _onnx.Node(
            "Conv",
            node.Name,
            [InOrder(input, GraphValue.ChannelsSecond), _onnx.Constant(weights.Numbers, weights.Shape)],
            OnnxAttribute.Of("kernel_shape", [.. window.Select(w => (long)w)]),
            OnnxAttribute.Of("strides", Sides(node, "strides")),
            OnnxAttribute.Of("dilations", dilations),
            OnnxAttribute.Of("group", groups),
            Padding(node));
        return Slid(node, input, y, weights.Shape[0], [.. window.Select((w, i) => ((w - 1) * (int)dilations[i]) + 1)]);
    }

    private GraphValue Pool(TfjsNode node, string operation)
    {
        var input = Spatial(node, 0);
        var window = Sides(node, "ksize");
        var y = _onnx.Node(
            operation,
            node.Name,
            [InOrder(input, GraphValue.ChannelsSecond)],
            OnnxAttribute.Of("kernel_shape", window),
            OnnxAttribute.Of("strides", Sides(node, "strides")),
            Padding(node));
        return Slid(node, input, y, input.Shape[3], [.. window.Select(w => (int)w)]);
    }

    /// <summary>The gradient of a convolution, used to enlarge: its result has the size that is given as input 0.</summary>
    private GraphValue TransposedConvolution(TfjsNode node)
    {
        var shape = Constant(node, 0).WholeNumbers.Select(s => (int)s).ToArray();
        var filter = Constant(node, 1).Transpose([3, 2, 0, 1]);
        var input = Spatial(node, 2);
        var strides = Sides(node, "strides");
        var (before, after, extra) = (new long[2], new long[2], new long[2]);
        for (var i = 0; i < 2; i++)
        {
            var full = ((input.Shape[i + 1] - 1) * strides[i]) + filter.Shape[i + 2];
            var cut = node.Text("padding", "VALID") == "SAME" ? Math.Max(full - shape[i + 1], 0) : 0;
            (before[i], after[i], extra[i]) = (cut / 2, cut - (cut / 2), Math.Max(shape[i + 1] - full, 0));
        }

        var y = _onnx.Node(
            "ConvTranspose",
            node.Name,
            [InOrder(input, GraphValue.ChannelsSecond), _onnx.Constant(filter.Numbers, filter.Shape)],
            OnnxAttribute.Of("kernel_shape", filter.Shape[2], filter.Shape[3]),
            OnnxAttribute.Of("strides", strides),
            OnnxAttribute.Of("pads", [.. before, .. after]),
            OnnxAttribute.Of("output_padding", extra));
        return new(y, shape, GraphValue.ChannelsSecond);
    }

    private GraphValue Resize(TfjsNode node)
    {
        var input = Spatial(node, 0);
        var size = Constant(node, 1).WholeNumbers;
        var (rows, columns) = ((double)size[0] / input.Shape[1], (double)size[1] / input.Shape[2]);
        if (_freeAxes.Count > 0 && (!double.IsPow2(rows) || !double.IsPow2(columns)))
        {
            throw new InvalidDataException($"The network resizes to {size[0]}x{size[1]} (node {node.Name}), so its input has one size only");
        }

        var mode = node.Flag("half_pixel_centers") ? "half_pixel" : node.Flag("align_corners") ? "align_corners" : "asymmetric";
        var y = _onnx.Node(
            "Resize",
            node.Name,
            [InOrder(input, GraphValue.ChannelsSecond), "", _onnx.Constant([1, 1, (float)rows, (float)columns], [4])],
            OnnxAttribute.Of("mode", "linear"),
            OnnxAttribute.Of("coordinate_transformation_mode", mode));
        return new(y, [input.Shape[0], (int)size[0], (int)size[1], input.Shape[3]], GraphValue.ChannelsSecond);
    }

    private GraphValue Spatial(TfjsNode node, int input)
    {
        var value = Value(node.Inputs[input]);
        return value.Rank == 4 && node.Text("data_format", "NHWC") == "NHWC"
            ? value
            : throw new NotSupportedException($"{node.Op} (node {node.Name}) is known for batches with channels last only");
    }

    private static GraphValue Slid(TfjsNode node, GraphValue input, string y, int channels, int[] window)
    {
        var strides = Sides(node, "strides");
        var valid = node.Text("padding", "VALID") == "VALID";
        int Side(int i) => (int)((input.Shape[i + 1] - (valid ? window[i] - 1 : 0) + strides[i] - 1) / strides[i]);
        return new(y, [input.Shape[0], Side(0), Side(1), channels], GraphValue.ChannelsSecond);
    }

    private static OnnxAttribute Padding(TfjsNode node) => OnnxAttribute.Of("auto_pad", node.Text("padding", "VALID") switch
    {
        "SAME" => "SAME_UPPER",
        "VALID" => "VALID",
        var other => throw new NotSupportedException($"The padding {other} of {node.Op} (node {node.Name}) is not known"),
    });

    private static long[] Sides(TfjsNode node, string attribute) => node.Ints(attribute) is [_, var rows, var columns, _] ? [rows, columns] : [1, 1];
}
