namespace Pentimento.Engine.Vision.Conversion;

/// <summary>What is computed number by number, in whatever order of axes the values have.</summary>
internal sealed partial class TfjsConverter
{
    private GraphValue Map(TfjsNode node, string operation, string[] more, params OnnxAttribute[] attributes)
    {
        var input = Value(node.Inputs[0]);
        return input with { Name = _onnx.Node(operation, node.Name, [input.Name, .. more], attributes) };
    }

    private GraphValue Combine(TfjsNode node, string operation)
    {
        var (left, right) = (node.Inputs[0], node.Inputs[1]);
        var lead = Value(_values.ContainsKey(left) ? left : right);
        var name = _onnx.Node(operation, node.Name, [Like(lead, left), Like(lead, right)]);
        return lead with { Name = name, Shape = Broadcast(node, lead.Shape, ShapeOf(left), ShapeOf(right)) };
    }

    private GraphValue Sum(TfjsNode node)
    {
        var lead = Value(node.Inputs[0]);
        return lead with { Name = _onnx.Node("Sum", node.Name, [.. node.Inputs.Select(i => Like(lead, i))]) };
    }

    /// <summary>The numbers of an input in the order of axes of another; a constant of fewer axes gets ones in front, as broadcasting does.</summary>
    private string Like(GraphValue lead, string input)
    {
        if (_values.TryGetValue(input, out var value))
        {
            return value.Rank == lead.Rank ? InOrder(value, lead.Order) : throw new NotSupportedException($"{input} has {value.Rank} axes where {lead.Rank} are known");
        }

        var constant = _constants[input];
        if (constant.Shape.Length == 0)
        {
            return _onnx.Constant(constant.Numbers, []);
        }

        int[] shape = [.. Enumerable.Repeat(1, lead.Rank - constant.Shape.Length), .. constant.Shape];
        var ordered = (constant with { Shape = shape }).Transpose(lead.Order);
        return _onnx.Constant(ordered.Numbers, ordered.Shape);
    }

    private int[] ShapeOf(string input) => _values.TryGetValue(input, out var value) ? value.Shape : _constants[input].Shape;

    private static int[] Broadcast(TfjsNode node, int[] lead, params int[][] shapes)
    {
        var result = new int[lead.Length];
        for (var axis = 0; axis < result.Length; axis++)
        {
            var sizes = shapes.Select(s => axis - (result.Length - s.Length) is var at and >= 0 ? s[at] : 1).Where(s => s != 1).Distinct().ToArray();
            result[axis] = sizes.Length <= 1 ? sizes.FirstOrDefault(1) : throw new InvalidDataException($"The sizes at {node.Name} do not fit");
        }

        return result;
    }
}
