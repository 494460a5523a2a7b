using System.Runtime.InteropServices;

namespace Pentimento.Engine.Native.Onnx;

/// <summary>The options of one run: it gives the arena's unused regions back when it ends, and it can be told to end early.</summary>
internal sealed unsafe class OnnxRunOptions : SafeHandle
{
    public OnnxRunOptions()
        : base(0, ownsHandle: true)
    {
        ref readonly var api = ref OnnxApi.Table;
        nint created;
        OnnxApi.Check(api.CreateRunOptions(&created));
        SetHandle(created);
        fixed (byte* key = "memory.enable_memory_arena_shrinkage\0"u8, cpu = "cpu:0\0"u8)
        {
            OnnxApi.Check(api.AddRunConfigEntry(created, key, cpu));
        }
    }

    public override bool IsInvalid => handle == 0;

    public nint Pointer => !IsClosed ? handle : throw new ObjectDisposedException(nameof(OnnxRunOptions));

    /// <summary>Ends the run when the token is cancelled. Dispose the registration before these options: that waits for a call under way.</summary>
    public CancellationTokenRegistration TerminateOn(CancellationToken cancellation) =>
        cancellation.UnsafeRegister(static options => OnnxApi.Check(OnnxApi.Table.RunOptionsSetTerminate(((OnnxRunOptions)options!).Pointer)), this);

    protected override bool ReleaseHandle()
    {
        OnnxApi.Table.ReleaseRunOptions(handle);
        return true;
    }
}
