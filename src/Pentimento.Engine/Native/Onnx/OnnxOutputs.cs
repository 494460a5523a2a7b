namespace Pentimento.Engine.Native.Onnx;

/// <summary>What a run gave, in the order asked for. Disposing it disposes every tensor that was not taken out.</summary>
internal sealed class OnnxOutputs : IDisposable
{
    private readonly OnnxTensor?[] _tensors;

    /// <param name="values">The C API's values; owned from now on.</param>
    internal OnnxOutputs(ReadOnlySpan<nint> values)
    {
        _tensors = new OnnxTensor?[values.Length];
        var made = 0;
        try
        {
            for (; made < values.Length; made++)
            {
                _tensors[made] = new(values[made]);
            }
        }
        catch
        {
            // The one that failed has freed itself.
            for (var rest = made + 1; rest < values.Length; rest++)
            {
                Free(values[rest]);
            }

            Dispose();
            throw;
        }
    }

    public OnnxTensor this[int index] => _tensors[index] ?? throw new ObjectDisposedException(nameof(OnnxOutputs));

    /// <summary>Takes a tensor out; it is the caller's to dispose.</summary>
    public OnnxTensor Take(int index)
    {
        var tensor = this[index];
        _tensors[index] = null;
        return tensor;
    }

    public void Dispose()
    {
        for (var i = 0; i < _tensors.Length; i++)
        {
            _tensors[i]?.Dispose();
            _tensors[i] = null;
        }
    }

    private static unsafe void Free(nint value) => OnnxApi.Table.ReleaseValue(value);
}
