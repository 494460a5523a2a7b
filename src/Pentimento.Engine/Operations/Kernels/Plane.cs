using System.Runtime.InteropServices;
using Pentimento.Engine.Native;

namespace Pentimento.Engine.Operations.Kernels;

/// <summary>One channel as floats in unmanaged memory, rows top down without padding.</summary>
internal sealed class Plane : IDisposable
{
    private readonly PixelMemory _memory;

    public Plane(int width, int height)
    {
        Width = width;
        Height = height;
        _memory = PixelMemory.Allocate(checked(width * height * sizeof(float)));
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Every value, in row order.</summary>
    public Span<float> Values => MemoryMarshal.Cast<byte, float>(_memory.GetSpan())[..(Width * Height)];

    /// <summary>The values of row <paramref name="y"/>.</summary>
    public Span<float> Row(int y) => Values.Slice(y * Width, Width);

    public void Dispose() => ((IDisposable)_memory).Dispose();
}
