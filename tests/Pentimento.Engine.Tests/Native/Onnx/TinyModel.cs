using System.Text;

namespace Pentimento.Engine.Tests.Native.Onnx;

/// <summary>Small networks as bytes of an ONNX file (protobuf, written by hand: field numbers of <c>onnx.proto3</c>).</summary>
internal static class TinyModel
{
    private const int Float = 1, Int64 = 7, Bool = 9;

    /// <summary><c>y = x + x</c> for a vector of any length.</summary>
    public static byte[] Double() => Model(Graph([Node("Add", ["x", "x"], ["y"])], [Value("x", Float, "n")], [Value("y", Float, "n")]));

    /// <summary>Gives <c>y = x</c> after 2^62 rounds: never, unless it is told to end.</summary>
    public static byte[] Endless()
    {
        var body = Graph(
            [Node("Identity", ["go"], ["on"]), Node("Neg", ["state"], ["next"])],
            [Value("round", Int64), Value("go", Bool), Value("state", Float, "n")],
            [Value("on", Bool), Value("next", Float, "n")]);
        var loop = Node("Loop", ["rounds", "yes", "x"], ["y"], Message(5, [.. Text(1, "body"), .. Message(6, body), .. Number(20, 5)]));
        return Model(Graph(
            [loop],
            [Value("x", Float, "n")],
            [Value("y", Float, "n")],
            Message(5, [.. Number(2, Int64), .. Number(7, 1L << 62), .. Text(8, "rounds")]),
            Message(5, [.. Number(2, Bool), .. Number(5, 1), .. Text(8, "yes")])));
    }

    private static byte[] Model(byte[] graph) => [.. Number(1, 8), .. Message(7, graph), .. Message(8, Number(2, 17))];

    private static byte[] Graph(byte[][] nodes, byte[][] inputs, byte[][] outputs, params byte[][] initializers) =>
    [
        .. nodes.SelectMany(n => Message(1, n)), .. Text(2, "tiny"), .. initializers.SelectMany(i => i),
        .. inputs.SelectMany(v => Message(11, v)), .. outputs.SelectMany(v => Message(12, v)),
    ];

    private static byte[] Node(string type, string[] inputs, string[] outputs, byte[]? attribute = null) =>
        [.. inputs.SelectMany(i => Text(1, i)), .. outputs.SelectMany(o => Text(2, o)), .. Text(4, type), .. attribute ?? []];

    private static byte[] Value(string name, int type, params string[] extents)
    {
        var shape = extents.SelectMany(e => Message(1, Text(2, e))).ToArray();
        return [.. Text(1, name), .. Message(2, Message(1, [.. Number(1, type), .. Message(2, shape)]))];
    }

    private static byte[] Text(int field, string text) => Message(field, Encoding.UTF8.GetBytes(text));

    private static byte[] Message(int field, byte[] content) => [.. Varint((field << 3) | 2), .. Varint(content.Length), .. content];

    private static byte[] Number(int field, long number) => [.. Varint(field << 3), .. Varint(number)];

    private static IEnumerable<byte> Varint(long number)
    {
        for (; number > 127; number >>= 7)
        {
            yield return (byte)(number | 128);
        }

        yield return (byte)number;
    }
}
