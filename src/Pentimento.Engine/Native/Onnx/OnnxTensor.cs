using System.Runtime.InteropServices;

namespace Pentimento.Engine.Native.Onnx;

/// <summary>A tensor of 32-bit floats in ONNX Runtime's memory; whoever made it or got it from a run disposes it.</summary>
internal sealed unsafe class OnnxTensor : SafeHandle
{
    private const int Float = 1;

    private readonly float* _values;
    private readonly int _length;

    /// <summary>Takes over a value, which must be a tensor of floats.</summary>
    /// <exception cref="ArgumentException">It holds other numbers.</exception>
    internal OnnxTensor(nint value)
        : base(0, ownsHandle: true)
    {
        SetHandle(value);
        try
        {
            Shape = ReadShape(value);
            void* data;
            OnnxApi.Check(OnnxApi.Table.GetTensorMutableData(value, &data));
            _values = (float*)data;
            _length = CountOf(Shape);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public override bool IsInvalid => handle == 0;

    /// <summary>Extents, the outermost first.</summary>
    public IReadOnlyList<int> Shape { get; } = [];

    /// <summary>Every value, the last dimension running fastest. Valid until this is disposed.</summary>
    public Span<float> Values
    {
        get
        {
            ObjectDisposedException.ThrowIf(IsClosed, this);
            return new(_values, _length);
        }
    }

    /// <summary>A tensor of undefined content.</summary>
    /// <param name="shape">Extents, the outermost first, each 1 or more.</param>
    public static OnnxTensor Create(params ReadOnlySpan<int> shape)
    {
        ref readonly var api = ref OnnxApi.Table;
        var extents = stackalloc long[shape.Length];
        for (var i = 0; i < shape.Length; i++)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(shape[i], 1, nameof(shape));
            extents[i] = shape[i];
        }

        nint allocator, value;
        OnnxApi.Check(api.GetAllocatorWithDefaultOptions(&allocator));
        OnnxApi.Check(api.CreateTensorAsOrtValue(allocator, extents, (nuint)shape.Length, Float, &value));
        return new(value);
    }

    /// <summary>A copy in memory of its own, outside the arena that outputs lie in.</summary>
    public OnnxTensor Clone()
    {
        var copy = Create([.. Shape]);
        Values.CopyTo(copy.Values);
        return copy;
    }

    protected override bool ReleaseHandle()
    {
        OnnxApi.Table.ReleaseValue(handle);
        return true;
    }

    private static int[] ReadShape(nint value)
    {
        ref readonly var api = ref OnnxApi.Table;
        nint created;
        OnnxApi.Check(api.GetTensorTypeAndShape(value, &created));
        using var info = new OnnxHandle(created, api.ReleaseTensorTypeAndShapeInfo);
        int type;
        nuint count;
        OnnxApi.Check(api.GetTensorElementType(info.Pointer, &type));
        if (type != Float)
        {
            throw new ArgumentException($"The tensor holds elements of ONNX type {type}, not 32-bit floats.", nameof(value));
        }

        OnnxApi.Check(api.GetDimensionsCount(info.Pointer, &count));
        var extents = new long[(int)count];
        fixed (long* first = extents)
        {
            OnnxApi.Check(api.GetDimensions(info.Pointer, first, count));
        }

        return Array.ConvertAll(extents, static extent => checked((int)extent));
    }

    private static int CountOf(IReadOnlyList<int> shape)
    {
        var count = 1;
        foreach (var extent in shape)
        {
            count = checked(count * extent);
        }

        return count;
    }
}
