namespace Pentimento.Engine.Vision.Conversion;

/// <summary>What moves, joins and parts axes.</summary>
internal sealed partial class TfjsConverter
{
    private GraphValue Transpose(TfjsNode node)
    {
        var input = Value(node.Inputs[0]);
        var axes = Constant(node, 1).WholeNumbers;
        return input with
        {
            Shape = [.. axes.Select(axis => input.Shape[axis])],
            Order = [.. input.Order.Select(axis => Array.IndexOf(axes, axis))],
        };
    }

    private GraphValue Reshape(TfjsNode node)
    {
        var input = Value(node.Inputs[0]);
        var target = Constant(node, 1).WholeNumbers;
        var known = target.Where(t => t >= 0).Aggregate(1L, (a, b) => a * b);
        if (_freeAxes.Count > 0 && !target.Contains(-1))
        {
            throw new InvalidDataException($"The network reshapes to a fixed size (node {node.Name}), so its input has one size only");
        }

        var count = input.Shape.Aggregate(1L, (a, b) => a * b);
        int[] shape = [.. target.Select(t => (int)(t < 0 ? count / known : t))];
        var name = _onnx.Node("Reshape", node.Name, [InOrder(input, GraphValue.Plain(input.Rank)), _onnx.Constant(target)]);
        return new(name, shape, GraphValue.Plain(shape.Length));
    }

    private GraphValue Pad(TfjsNode node)
    {
        var input = Value(node.Inputs[0]);
        var paddings = Constant(node, 1).WholeNumbers;
        long[] pads = [.. input.Order.Select(axis => paddings[axis * 2]), .. input.Order.Select(axis => paddings[(axis * 2) + 1])];
        string[] value = node.Inputs.Count > 2 ? [_onnx.Constant(Constant(node, 2).Numbers, [])] : [];
        return input with
        {
            Name = _onnx.Node("Pad", node.Name, [input.Name, _onnx.Constant(pads), .. value]),
            Shape = [.. input.Shape.Select((size, axis) => size + (int)(paddings[axis * 2] + paddings[(axis * 2) + 1]))],
        };
    }

    private GraphValue Concatenate(TfjsNode node)
    {
        var parts = node.Inputs.SkipLast(1).Select(Value).ToArray();
        var lead = parts[0];
        var place = lead.Place(Constant(node, node.Inputs.Count - 1).WholeNumbers[0]);
        var axis = lead.Order[place];
        var name = _onnx.Node("Concat", node.Name, [.. parts.Select(p => InOrder(p, lead.Order))], OnnxAttribute.Of("axis", place));
        return lead with { Name = name, Shape = [.. lead.Shape.Select((size, i) => i == axis ? parts.Sum(p => p.Shape[i]) : size)] };
    }

    private GraphValue[] Split(TfjsNode node)
    {
        var input = Value(node.Inputs[0]);
        var sizes = Constant(node, 1).WholeNumbers;
        var place = input.Place(Constant(node, 2).WholeNumbers[0]);
        var axis = input.Order[place];
        var names = _onnx.Node("Split", node.Name, [input.Name, _onnx.Constant(sizes)], sizes.Length, OnnxAttribute.Of("axis", place));
        return [.. names.Select((name, part) => input with { Name = name, Shape = [.. input.Shape.Select((size, i) => i == axis ? (int)sizes[part] : size)] })];
    }
}
