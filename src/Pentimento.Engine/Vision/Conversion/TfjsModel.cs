using System.Text.Json;

namespace Pentimento.Engine.Vision.Conversion;

/// <summary>A TensorFlow.js graph model as its files have it: nodes, weights, and what goes in and comes out.</summary>
/// <param name="Nodes">The operations by name; constants have their values in <paramref name="Weights"/>.</param>
/// <param name="Weights">Dequantised values by the name of their <c>Const</c> node.</param>
/// <param name="Outputs">Values of the signature, in the form <c>node</c> or <c>node:1</c>.</param>
internal sealed record TfjsModel(IReadOnlyDictionary<string, TfjsNode> Nodes, IReadOnlyDictionary<string, TfjsConstant> Weights, IReadOnlyList<string> Outputs)
{
    /// <summary>Reads a model.</summary>
    /// <param name="json">The model.json file.</param>
    /// <param name="shard">Gives the bytes of a weight file by the path that the manifest names.</param>
    /// <exception cref="InvalidDataException">No graph model, or weights that do not fit the manifest.</exception>
    public static TfjsModel Read(ReadOnlyMemory<byte> json, Func<string, ReadOnlyMemory<byte>> shard)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        if (!root.TryGetProperty("modelTopology", out var topology) || !topology.TryGetProperty("node", out var list)
            || !root.TryGetProperty("weightsManifest", out var manifest) || !root.TryGetProperty("signature", out var signature))
        {
            throw new InvalidDataException("The file is no TensorFlow.js graph model: it has no nodes, weights manifest or signature");
        }

        var weights = new Dictionary<string, TfjsConstant>(StringComparer.Ordinal);
        foreach (var group in manifest.EnumerateArray())
        {
            var bytes = Join([.. group.GetProperty("paths").EnumerateArray().Select(p => shard(p.GetString()!))]);
            foreach (var entry in group.GetProperty("weights").EnumerateArray())
            {
                weights.Add(entry.GetProperty("name").GetString()!, TfjsConstant.Read(entry, ref bytes));
            }

            if (bytes.Length > 0)
            {
                throw new InvalidDataException($"The weights have {bytes.Length} bytes that the manifest does not name");
            }
        }

        var nodes = list.EnumerateArray().Select(TfjsNode.Read).ToDictionary(n => n.Name, StringComparer.Ordinal);
        return new(nodes, weights, [.. signature.GetProperty("outputs").EnumerateObject().Select(o => TfjsNode.Plain(o.Value.GetProperty("name").GetString()!))]);
    }

    private static ReadOnlyMemory<byte> Join(ReadOnlyMemory<byte>[] shards)
    {
        if (shards is [var only])
        {
            return only;
        }

        var all = new byte[shards.Sum(s => s.Length)];
        var at = 0;
        foreach (var part in shards)
        {
            part.CopyTo(all.AsMemory(at));
            at += part.Length;
        }

        return all;
    }
}
