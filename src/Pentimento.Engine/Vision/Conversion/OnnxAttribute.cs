namespace Pentimento.Engine.Vision.Conversion;

/// <summary>An attribute of an ONNX node: an integer, a float, a text or a list of integers.</summary>
internal sealed class OnnxAttribute
{
    private readonly string _name;
    private readonly Action<ProtobufWriter> _write;

    private OnnxAttribute(string name, Action<ProtobufWriter> write)
    {
        _name = name;
        _write = write;
    }

    // The numbers are those of AttributeProto: the field of the value and, in field 20, its type.
    public static OnnxAttribute Of(string name, long value) => new(name, w =>
    {
        w.Write(3, value);
        w.Write(20, 2);
    });

    public static OnnxAttribute Of(string name, float value) => new(name, w =>
    {
        w.Write(2, value);
        w.Write(20, 1);
    });

    public static OnnxAttribute Of(string name, string value) => new(name, w =>
    {
        w.Write(4, value);
        w.Write(20, 3);
    });

    public static OnnxAttribute Of(string name, params long[] values) => new(name, w =>
    {
        w.Write(8, values);
        w.Write(20, 7);
    });

    public void Write(ProtobufWriter writer)
    {
        var attribute = writer.Open(5);
        writer.Write(1, _name);
        _write(writer);
        writer.Close(attribute);
    }
}
