using System.Runtime.InteropServices;

namespace Pentimento.Engine.Native.Onnx;

/// <summary>A loaded model. Any number of threads may run it at the same time: runs share the weights, the threads and the arena.</summary>
internal sealed unsafe class OnnxSession : SafeHandle
{
    private const int AllOptimizations = 99;

    // UTF-8 with a final zero, as every run needs them.
    private readonly Dictionary<string, nint> _names = new(StringComparer.Ordinal);

    private OnnxSession(nint session)
        : base(0, ownsHandle: true)
    {
        SetHandle(session);
        ref readonly var api = ref OnnxApi.Table;
        try
        {
            Inputs = ReadNames(api.SessionGetInputCount, api.SessionGetInputName);
            Outputs = ReadNames(api.SessionGetOutputCount, api.SessionGetOutputName);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public override bool IsInvalid => handle == 0;

    /// <summary>Names of what the model takes, in its order.</summary>
    public IReadOnlyList<string> Inputs { get; } = [];

    /// <summary>Names of what the model gives, in its order.</summary>
    public IReadOnlyList<string> Outputs { get; } = [];

    /// <summary>Loads a model from the bytes of its file, which are not needed afterwards.</summary>
    /// <param name="settings">Of the process; see <see cref="OnnxEnvironment"/>.</param>
    /// <exception cref="OnnxException">The bytes are no model that this version runs.</exception>
    /// <exception cref="ImageEditException">The library is missing or too old.</exception>
    public static OnnxSession Load(ReadOnlySpan<byte> model, OnnxSettings settings)
    {
        var environment = OnnxEnvironment.Get(settings);
        ref readonly var api = ref OnnxApi.Table;
        nint created;
        OnnxApi.Check(api.CreateSessionOptions(&created));
        using var options = new OnnxHandle(created, api.ReleaseSessionOptions);
        OnnxApi.Check(api.SetSessionGraphOptimizationLevel(options.Pointer, AllOptimizations));
        OnnxApi.Check(api.DisablePerSessionThreads(options.Pointer));
        // A pattern would be kept for each input size that was ever seen, as one large block a run.
        OnnxApi.Check(api.DisableMemPattern(options.Pointer));
        fixed (byte* shared = "session.use_env_allocators\0"u8, weights = "session.use_device_allocator_for_initializers\0"u8, yes = "1\0"u8)
        {
            OnnxApi.Check(api.AddSessionConfigEntry(options.Pointer, shared, yes));
            // Weights stay for good: they would hold regions of the arena that are to be given back.
            OnnxApi.Check(api.AddSessionConfigEntry(options.Pointer, weights, yes));
        }

        fixed (byte* bytes = model)
        {
            OnnxApi.Check(api.CreateSessionFromArray(environment.Pointer, bytes, (nuint)model.Length, options.Pointer, &created));
        }

        return new(created);
    }

    /// <summary>Computes outputs from inputs on the calling thread and the shared ones. Intermediate memory is given back at the end.</summary>
    /// <param name="inputs">By name; all that the model takes.</param>
    /// <param name="outputs">Names of the outputs that are wanted.</param>
    /// <param name="cancellation">Ends the run between two operators of the network.</param>
    /// <returns>The outputs in the order asked for; the caller disposes them.</returns>
    /// <exception cref="OnnxException">A shape does not fit, or the arena is too small.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public OnnxOutputs Run(ReadOnlySpan<(string Name, OnnxTensor Value)> inputs, ReadOnlySpan<string> outputs, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var options = new OnnxRunOptions();
        using var held = new HeldHandles(inputs.Length + 1);
        var session = held.Hold(this);
        var inputNames = stackalloc byte*[inputs.Length];
        var inputValues = stackalloc nint[inputs.Length];
        for (var i = 0; i < inputs.Length; i++)
        {
            inputNames[i] = NameOf(inputs[i].Name);
            inputValues[i] = held.Hold(inputs[i].Value);
        }

        var outputNames = stackalloc byte*[outputs.Length];
        var outputValues = stackalloc nint[outputs.Length];
        for (var i = 0; i < outputs.Length; i++)
        {
            outputNames[i] = NameOf(outputs[i]);
            outputValues[i] = 0;
        }

        nint status;
        using (options.TerminateOn(cancellation))
        {
            status = OnnxApi.Table.Run(
                session, options.Pointer, inputNames, inputValues, (nuint)inputs.Length, outputNames, (nuint)outputs.Length, outputValues);
        }

        if (status != 0)
        {
            var error = OnnxApi.Take(status);
            cancellation.ThrowIfCancellationRequested();
            throw error;
        }

        return new(new ReadOnlySpan<nint>(outputValues, outputs.Length));
    }

    protected override bool ReleaseHandle()
    {
        OnnxApi.Table.ReleaseSession(handle);
        foreach (var name in _names.Values)
        {
            Marshal.FreeCoTaskMem(name);
        }

        return true;
    }

    private byte* NameOf(string name) =>
        _names.TryGetValue(name, out var text) ? (byte*)text : throw new ArgumentException($"The model has no input or output named {name}.", nameof(name));

    private string[] ReadNames(delegate* unmanaged<nint, nuint*, nint> count, delegate* unmanaged<nint, nuint, nint, byte**, nint> name)
    {
        ref readonly var api = ref OnnxApi.Table;
        nuint length;
        nint allocator;
        OnnxApi.Check(count(handle, &length));
        OnnxApi.Check(api.GetAllocatorWithDefaultOptions(&allocator));
        var names = new string[(int)length];
        for (var i = 0; i < names.Length; i++)
        {
            byte* text;
            OnnxApi.Check(name(handle, (nuint)i, allocator, &text));
            names[i] = Marshal.PtrToStringUTF8((nint)text) ?? "";
            OnnxApi.Check(api.AllocatorFree(allocator, text));
            _names.TryAdd(names[i], Marshal.StringToCoTaskMemUTF8(names[i]));
        }

        return names;
    }
}
