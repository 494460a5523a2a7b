using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Pentimento.Engine.Vision.Conversion;

/// <summary>One operation of a TensorFlow graph.</summary>
/// <param name="Op">The TensorFlow operator.</param>
/// <param name="Name">Unique in the graph.</param>
/// <param name="Inputs">Values in the form <c>node</c> or <c>node:1</c>; control inputs are left out.</param>
internal sealed record TfjsNode(string Op, string Name, IReadOnlyList<string> Inputs)
{
    private readonly Dictionary<string, JsonElement> _attributes = new(StringComparer.Ordinal);

    /// <summary>Reads a NodeDef in protobuf's JSON form.</summary>
    public static TfjsNode Read(JsonElement json)
    {
        var inputs = json.TryGetProperty("input", out var list)
            ? list.EnumerateArray().Select(i => i.GetString()!).Where(i => i[0] is not '^').Select(Plain).ToArray()
            : [];
        var node = new TfjsNode(json.GetProperty("op").GetString()!, json.GetProperty("name").GetString()!, inputs);
        if (json.TryGetProperty("attr", out var attributes))
        {
            foreach (var attribute in attributes.EnumerateObject())
            {
                node._attributes.Add(attribute.Name, attribute.Value.Clone());
            }
        }

        return node;
    }

    /// <summary>A value's name without the number of a node's first output.</summary>
    public static string Plain(string value) => value.EndsWith(":0", StringComparison.Ordinal) ? value[..^2] : value;

    public float Float(string attribute, float missing) =>
        _attributes.TryGetValue(attribute, out var a) && a.TryGetProperty("f", out var f) ? f.GetSingle() : missing;

    public bool Flag(string attribute) => _attributes.TryGetValue(attribute, out var a) && a.TryGetProperty("b", out var b) && b.GetBoolean();

    public int Int(string attribute, int missing) => _attributes.TryGetValue(attribute, out var a) && a.TryGetProperty("i", out var i) ? Integer(i) : missing;

    public string Text(string attribute, string missing) =>
        _attributes.TryGetValue(attribute, out var a) && a.TryGetProperty("s", out var s) ? Encoding.UTF8.GetString(s.GetBytesFromBase64()) : missing;

    /// <summary>A list of integers, empty when the attribute is missing.</summary>
    public int[] Ints(string attribute) =>
        _attributes.TryGetValue(attribute, out var a) && a.TryGetProperty("list", out var list) && list.TryGetProperty("i", out var values)
            ? [.. values.EnumerateArray().Select(Integer)]
            : [];

    /// <summary>The sizes of a placeholder; -1 for one that is free.</summary>
    public int[] Shape() => _attributes.TryGetValue("shape", out var a) && a.GetProperty("shape").TryGetProperty("dim", out var sizes)
        ? [.. sizes.EnumerateArray().Select(d => Integer(d.GetProperty("size")))]
        : [];

    // Protobuf's JSON form writes 64-bit integers as text.
    private static int Integer(JsonElement value) =>
        value.ValueKind is JsonValueKind.String ? int.Parse(value.GetString()!, CultureInfo.InvariantCulture) : value.GetInt32();
}
