namespace Pentimento.Engine.Native.Onnx;

/// <summary>What a run gave, in the order asked for. Disposing it disposes the tensors.</summary>
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

    public void Dispose()
    {
        for (var i = 0; i < _tensors.Length; i++)
        {
            _tensors[i]?.Dispose();
        }
    }

    private static unsafe void Free(nint value) => OnnxApi.Table.ReleaseValue(value);
}
