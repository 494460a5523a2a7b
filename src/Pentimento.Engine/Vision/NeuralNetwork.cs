using Pentimento.Engine.Native.Onnx;

namespace Pentimento.Engine.Vision;

/// <summary>A network that is loaded when it first runs: once, however many threads wait for it. A load that fails is tried again by the next run.</summary>
/// <param name="load">Reads and checks the model.</param>
/// <param name="slots">Who may run at this moment, of all networks.</param>
internal sealed class NeuralNetwork(Func<OnnxSession> load, SemaphoreSlim slots) : IDisposable
{
    private readonly Lock _loading = new();
    private OnnxSession? _session;
    private bool _disposed;

    /// <summary>Runs the network on the calling thread and the shared ones, after waiting for a slot.</summary>
    /// <param name="inputs">By name; all that the network takes.</param>
    /// <param name="outputs">Names of the outputs that are wanted.</param>
    /// <returns>The outputs in the order asked for; the caller disposes them.</returns>
    /// <exception cref="ImageEditException">The model is missing or damaged (<see cref="ImageEditFailure.Model"/>), ONNX Runtime is missing, or the run failed.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled while it waited or ran.</exception>
    public OnnxOutputs Run(ReadOnlySpan<(string Name, OnnxTensor Value)> inputs, ReadOnlySpan<string> outputs, CancellationToken cancellation)
    {
        slots.Wait(cancellation);
        try
        {
            return Session().Run(inputs, outputs, cancellation);
        }
        catch (OnnxException error)
        {
            throw new ImageEditException(ImageEditFailure.Internal, "A neural network failed while it looked at the picture.", inner: error);
        }
        finally
        {
            slots.Release();
        }
    }

    public void Dispose()
    {
        lock (_loading)
        {
            _disposed = true;
            _session?.Dispose();
        }
    }

    private OnnxSession Session()
    {
        lock (_loading)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _session ??= load();
        }
    }
}
