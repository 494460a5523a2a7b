namespace Pentimento.Engine.Vision.Conversion;

/// <summary>
/// A value of the TensorFlow graph while it is converted. TensorFlow's convolutions want channels last and ONNX's want them
/// second, so a value is kept in the order of axes in which it was made: a transposition only relabels it, and a node is
/// written when somebody needs another order.
/// </summary>
/// <param name="Name">The ONNX value that has the numbers.</param>
/// <param name="Shape">Sizes in TensorFlow's order, for the nominal size of the inputs.</param>
/// <param name="Order">Which of TensorFlow's axes stands at each place of the ONNX value.</param>
internal sealed record GraphValue(string Name, int[] Shape, int[] Order)
{
    /// <summary>Channels second, of a value that TensorFlow has with channels last.</summary>
    public static int[] ChannelsSecond { get; } = [0, 3, 1, 2];

    public int Rank => Shape.Length;

    /// <summary>Where an axis of TensorFlow stands in the ONNX value.</summary>
    /// <param name="axis">May be negative, counted from the end.</param>
    public int Place(long axis) => Array.IndexOf(Order, (int)(axis < 0 ? axis + Rank : axis));

    /// <summary>TensorFlow's own order of that many axes.</summary>
    public static int[] Plain(int rank) => [.. Enumerable.Range(0, rank)];
}
