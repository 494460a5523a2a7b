using Pentimento.Engine.Native;
using Pentimento.Engine.Native.Onnx;

namespace Pentimento.Engine.Vision;

/// <summary>
/// The process's neural networks. Making this costs nothing: each model is read when it is first used, and kept. All of it may be used
/// by any number of threads.
/// </summary>
public sealed class VisionModels : IDisposable
{
    private readonly ModelPool _pool;

    public VisionModels(VisionOptions options)
    {
        _pool = new(options);
        Saliency = new(_pool.Network("u2netp.onnx"));
        Faces = new(_pool.Network("blazeface.onnx"));
        Text = new(_pool.Network("text-detection.onnx"), new(_pool.Network("text-recognition.onnx"), _pool.Folder));
        Segments = new(_pool.Network("sam-encoder.onnx"), _pool.Network("sam-decoder.onnx"));
        Objects = new(_pool.TfjsNetwork("nanodet", ObjectDetector.FreeAxes), options.ObjectScore);
        People = new(_pool.TfjsNetwork("selfie"));
    }

    /// <summary>The library that runs the models, its version, and where it was found.</summary>
    /// <exception cref="ImageEditException">There is none; the message says how to bring it.</exception>
    public static string Runtime => $"ONNX Runtime {OnnxApi.Version} ({NativeLibraries.OnnxRuntimeOrigin})";

    /// <summary>Where the models are read from.</summary>
    public ModelFolder Folder => _pool.Folder;

    /// <summary>Things by name, each in its box.</summary>
    public ObjectDetector Objects { get; }

    /// <summary>Which places are people.</summary>
    public PersonModel People { get; }

    /// <summary>What stands out: the subject and the background.</summary>
    public SaliencyModel Saliency { get; }

    /// <summary>An object's outline, from a box or points.</summary>
    public SegmentAnything Segments { get; }

    /// <summary>Faces, with eyes, nose, mouth and ears.</summary>
    public FaceDetector Faces { get; }

    /// <summary>Words and lines, and what they say.</summary>
    public TextDetector Text { get; }

    /// <summary>Gives the models' memory back.</summary>
    public void Dispose() => _pool.Dispose();
}
