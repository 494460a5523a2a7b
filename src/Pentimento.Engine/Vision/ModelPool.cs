using Pentimento.Engine.Native.Onnx;
using Pentimento.Engine.Vision.Conversion;

namespace Pentimento.Engine.Vision;

/// <summary>What the process's networks share: the folder they are read from, and the number that may run at once.</summary>
internal sealed class ModelPool(VisionOptions options) : IDisposable
{
    // Measured: the saliency and the text network need the most, between 320 and 384.
    private const int MegabytesOfARun = 384;

    private readonly SemaphoreSlim _slots = new(Math.Clamp(options.ArenaMegabytes / MegabytesOfARun, 1, options.Slots));
    private readonly List<NeuralNetwork> _networks = [];

    public ModelFolder Folder { get; } = new(options.Folder);

    internal OnnxSettings Settings { get; } = new(
        options.Threads > 0 ? options.Threads : Environment.ProcessorCount, (long)Math.Max(options.ArenaMegabytes, MegabytesOfARun) << 20);

    /// <summary>A network out of one file, which is read when the network first runs.</summary>
    /// <param name="file">Its name in the model folder.</param>
    public NeuralNetwork Network(string file)
    {
        var pinned = ModelFile.Named(file);
        return Network(() =>
        {
            using var bytes = Folder.Read(pinned);
            return OnnxSession.Load(bytes.GetSpan(), Settings);
        });
    }

    /// <summary>A network out of a TensorFlow.js graph and its weights, which are read and converted when the network first runs.</summary>
    /// <param name="name">Its files in the model folder are called that, with <c>.json</c> and <c>.bin</c>.</param>
    /// <param name="freeAxes">As in <see cref="TfjsConverter.Convert"/>.</param>
    public NeuralNetwork TfjsNetwork(string name, IReadOnlyDictionary<int, string>? freeAxes = null)
    {
        var (graph, weights) = (ModelFile.Named(name + ".json"), ModelFile.Named(name + ".bin"));
        return Network(() =>
        {
            using var json = Folder.Read(graph);
            using var shard = Folder.Read(weights);
            return OnnxSession.Load(TfjsConverter.Convert(json.Memory, _ => shard.Memory, freeAxes).Span, Settings);
        });
    }

    /// <summary>A network that is loaded in a way of its own, when it first runs.</summary>
    public NeuralNetwork Network(Func<OnnxSession> load)
    {
        var network = new NeuralNetwork(load, _slots);
        _networks.Add(network);
        return network;
    }

    /// <summary>Gives the networks' memory back; runs that are under way end first.</summary>
    public void Dispose()
    {
        _networks.ForEach(static network => network.Dispose());
        _slots.Dispose();
    }
}
