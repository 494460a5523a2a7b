namespace Pentimento.Engine.Vision.Conversion;

/// <summary>
/// Writes an ONNX model node by node (onnx.proto of ONNX 1.8: IR version 7, operator set 13). Values inside the graph get short
/// names of their own; inputs and outputs keep the names they are given.
/// </summary>
internal sealed class OnnxModelWriter
{
    private const int IrVersion = 7;
    private const int OperatorSet = 13;
    private const int FloatType = 1;
    private const int Int64Type = 7;

    private readonly ProtobufWriter _writer = new();
    private readonly int _graph;
    private int _values;

    public OnnxModelWriter(string producer)
    {
        _writer.Write(1, IrVersion);
        _writer.Write(2, producer);
        var operators = _writer.Open(8);
        _writer.Write(2, OperatorSet);
        _writer.Close(operators);
        _graph = _writer.Open(7);
        _writer.Write(2, "graph");
    }

    /// <summary>Adds a node.</summary>
    /// <param name="operation">The ONNX operator.</param>
    /// <param name="source">What the runtime calls the node in its errors.</param>
    /// <param name="inputs">Names of values; empty for an optional input that is left out.</param>
    /// <param name="outputs">How many values it gives.</param>
    /// <returns>Their names.</returns>
    public string[] Node(string operation, string source, string[] inputs, int outputs, params OnnxAttribute[] attributes)
    {
        var names = new string[outputs];
        for (var i = 0; i < outputs; i++)
        {
            names[i] = NewName();
        }

        WriteNode(operation, source, inputs, names, attributes);
        return names;
    }

    /// <summary>Adds a node with one output.</summary>
    public string Node(string operation, string source, string[] inputs, params OnnxAttribute[] attributes) =>
        Node(operation, source, inputs, 1, attributes)[0];

    /// <summary>Adds a constant of 32-bit floats.</summary>
    public string Constant(ReadOnlySpan<float> values, ReadOnlySpan<int> shape)
    {
        var (name, tensor) = OpenTensor(FloatType, shape);
        _writer.WriteBytes(9, values);
        _writer.Close(tensor);
        return name;
    }

    /// <summary>Adds a one-dimensional constant of 64-bit integers.</summary>
    public string Constant(ReadOnlySpan<long> values)
    {
        var (name, tensor) = OpenTensor(Int64Type, [values.Length]);
        _writer.WriteBytes(9, values);
        _writer.Close(tensor);
        return name;
    }

    /// <summary>Declares a float input of the graph.</summary>
    /// <param name="shape">A number, or a name for a side that the caller of the network chooses.</param>
    public void Input(string name, IEnumerable<(int Size, string? Name)> shape)
    {
        var info = _writer.Open(11);
        _writer.Write(1, name);
        var type = _writer.Open(2);
        var tensor = _writer.Open(1);
        _writer.Write(1, FloatType);
        var dimensions = _writer.Open(2);
        foreach (var (size, free) in shape)
        {
            var dimension = _writer.Open(1);
            if (free is null)
            {
                _writer.Write(1, size);
            }
            else
            {
                _writer.Write(2, free);
            }

            _writer.Close(dimension);
        }

        _writer.Close(dimensions);
        _writer.Close(tensor);
        _writer.Close(type);
        _writer.Close(info);
    }

    /// <summary>Makes a value an output of the graph.</summary>
    public void Output(string name, string value)
    {
        WriteNode("Identity", "output " + name, [value], [name], []);
        var info = _writer.Open(12);
        _writer.Write(1, name);
        var type = _writer.Open(2);
        var tensor = _writer.Open(1);
        _writer.Write(1, FloatType);
        _writer.Close(tensor);
        _writer.Close(type);
        _writer.Close(info);
    }

    /// <summary>Ends the model.</summary>
    /// <returns>Its bytes; nothing may be added after.</returns>
    public ReadOnlyMemory<byte> Finish()
    {
        _writer.Close(_graph);
        return _writer.Written;
    }

    private void WriteNode(string operation, string source, string[] inputs, string[] outputs, OnnxAttribute[] attributes)
    {
        var node = _writer.Open(1);
        Array.ForEach(inputs, input => _writer.Write(1, input));
        Array.ForEach(outputs, output => _writer.Write(2, output));
        _writer.Write(3, source);
        _writer.Write(4, operation);
        Array.ForEach(attributes, attribute => attribute.Write(_writer));
        _writer.Close(node);
    }

    private (string Name, int Message) OpenTensor(int type, ReadOnlySpan<int> shape)
    {
        var name = NewName();
        var tensor = _writer.Open(5);
        foreach (var size in shape)
        {
            _writer.Write(1, size);
        }

        _writer.Write(2, type);
        _writer.Write(8, name);
        return (name, tensor);
    }

    private string NewName() => FormattableString.Invariant($"v{_values++}");
}
