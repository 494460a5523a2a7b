namespace Pentimento.Engine.Vision.Conversion;

/// <summary>Integers that are computed from constants: the targets of reshapes.</summary>
internal sealed partial class TfjsConverter
{
    /// <summary>Computes a node whose inputs are all integer constants.</summary>
    /// <returns>Whether it is one.</returns>
    private bool Fold(TfjsNode node)
    {
        var inputs = node.Inputs.Select(i => _constants.GetValueOrDefault(i)).OfType<TfjsConstant>().Where(c => c.Integers is not null).ToArray();
        if (inputs.Length == 0 || inputs.Length < node.Inputs.Count)
        {
            return false;
        }

        TfjsConstant? result = node.Op switch
        {
            "Add" or "AddV2" when inputs[0].Shape.AsSpan().SequenceEqual(inputs[1].Shape) => inputs[0] with { Integers = [.. inputs[0].WholeNumbers.Zip(inputs[1].WholeNumbers, (a, b) => a + b)] },
            "SparseToDense" => Scatter(inputs[0], inputs[1], inputs[2], inputs[3]),
            _ => null,
        };
        if (result is not null)
        {
            _constants.Add(node.Name, result);
        }

        return result is not null;
    }

    private static TfjsConstant Scatter(TfjsConstant indices, TfjsConstant shape, TfjsConstant values, TfjsConstant missing)
    {
        if (shape.WholeNumbers is not [var length] || indices.WholeNumbers.Any(i => i < 0 || i >= length))
        {
            throw new NotSupportedException("SparseToDense is known for lists only");
        }

        var dense = Enumerable.Repeat(missing.WholeNumbers[0], (int)length).ToArray();
        for (var i = 0; i < indices.WholeNumbers.Length; i++)
        {
            dense[indices.WholeNumbers[i]] = values.WholeNumbers[values.WholeNumbers.Length == 1 ? 0 : i];
        }

        return new([(int)length], null, dense);
    }
}
