using System.Runtime.InteropServices;

namespace Pentimento.Engine.Native.Onnx;

/// <summary>
/// The owner of one of the C API's small objects (options of a session or a run, memory info, arena configuration, environment) and of
/// the function that frees it.
/// </summary>
internal sealed unsafe class OnnxHandle : SafeHandle
{
    private readonly delegate* unmanaged<nint, void> _release;

    /// <param name="created">What the creating function gave; owned from now on.</param>
    /// <param name="release">The type's <c>Release…</c> function.</param>
    public OnnxHandle(nint created, delegate* unmanaged<nint, void> release)
        : base(0, ownsHandle: true)
    {
        _release = release;
        SetHandle(created);
    }

    public override bool IsInvalid => handle == 0;

    /// <summary>The raw pointer, for calls made while this object is held by a <c>using</c>.</summary>
    public nint Pointer => !IsClosed ? handle : throw new ObjectDisposedException(nameof(OnnxHandle));

    protected override bool ReleaseHandle()
    {
        _release(handle);
        return true;
    }
}
