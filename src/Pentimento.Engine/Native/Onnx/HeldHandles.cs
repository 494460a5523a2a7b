using System.Runtime.InteropServices;

namespace Pentimento.Engine.Native.Onnx;

/// <summary>Keeps handles from being freed by another thread while a native call uses them.</summary>
internal ref struct HeldHandles(int capacity) : IDisposable
{
    private readonly SafeHandle[] _handles = new SafeHandle[capacity];
    private int _count;

    /// <summary>Holds the handle until this is disposed.</summary>
    /// <returns>Its raw pointer.</returns>
    /// <exception cref="ObjectDisposedException">It is already freed.</exception>
    public nint Hold(SafeHandle handle)
    {
        var held = false;
        handle.DangerousAddRef(ref held);
        _handles[_count++] = handle;
        return handle.DangerousGetHandle();
    }

    public readonly void Dispose()
    {
        for (var i = 0; i < _count; i++)
        {
            _handles[i].DangerousRelease();
        }
    }
}
