namespace Pentimento.Engine.Native.Onnx;

/// <summary>What every session of the process shares: the threads that compute and the memory that intermediate values lie in.</summary>
/// <param name="Threads">Threads that compute, the caller's among them; 1 or more.</param>
/// <param name="ArenaBytes">The most memory for the intermediate values of all runs together; a run that needs more fails.</param>
internal sealed record OnnxSettings(int Threads, long ArenaBytes);

/// <summary>
/// ONNX Runtime's environment. The library has one a process, so this is one too: made when the first session is, with its settings, and
/// kept until the process ends.
/// </summary>
internal static unsafe class OnnxEnvironment
{
    // Failures are raised as exceptions; on standard error nobody could tell whose they are.
    private const int LogFatal = 4;
    private const int ArenaAllocator = 1;
    private const int DefaultMemory = 0;
    private const int PowersOfTwo = 0;

    // A little over what HeapTuning leaves to the heap: measured, smaller regions stay in the process and larger ones are kept half empty.
    private const int Region = 34 << 20;

    private static readonly Lock Making = new();
    private static OnnxHandle? _environment;

    /// <summary>The environment; makes it at the first call.</summary>
    /// <param name="settings">Heeded at the first call only.</param>
    /// <exception cref="ImageEditException">The library is missing or too old.</exception>
    public static OnnxHandle Get(OnnxSettings settings)
    {
        lock (Making)
        {
            return _environment ??= Make(settings);
        }
    }

    private static OnnxHandle Make(OnnxSettings settings)
    {
        ref readonly var api = ref OnnxApi.Table;
        nint created;
        OnnxApi.Check(api.CreateThreadingOptions(&created));
        using var threading = new OnnxHandle(created, api.ReleaseThreadingOptions);
        OnnxApi.Check(api.SetGlobalIntraOpNumThreads(threading.Pointer, settings.Threads));
        OnnxApi.Check(api.SetGlobalInterOpNumThreads(threading.Pointer, 1));
        // Threads that wait for work sleep: spinning takes the processor from the rest of the server.
        OnnxApi.Check(api.SetGlobalSpinControl(threading.Pointer, 0));
        fixed (byte* name = "pentimento\0"u8)
        {
            OnnxApi.Check(api.CreateEnvWithGlobalThreadPools(LogFatal, name, threading.Pointer, &created));
        }

        var environment = new OnnxHandle(created, api.ReleaseEnv);
        ShareArena(environment, settings.ArenaBytes);
        return environment;
    }

    /// <summary>
    /// One arena for all sessions, of a bounded size, in regions so large that the C library takes each from the system and gives it back
    /// as soon as the arena does, after a run.
    /// </summary>
    private static void ShareArena(OnnxHandle environment, long bytes)
    {
        ref readonly var api = ref OnnxApi.Table;
        nint created;
        fixed (byte* maximum = "max_mem\0"u8, strategy = "arena_extend_strategy\0"u8, first = "initial_chunk_size_bytes\0"u8,
            second = "initial_growth_chunk_size_bytes\0"u8, more = "max_power_of_two_extend_bytes\0"u8)
        {
            var keys = stackalloc byte*[] { maximum, strategy, first, second, more };
            var values = stackalloc nuint[] { (nuint)bytes, PowersOfTwo, Region, Region, Region };
            OnnxApi.Check(api.CreateArenaCfgV2(keys, values, 5, &created));
        }

        using var arena = new OnnxHandle(created, api.ReleaseArenaCfg);
        OnnxApi.Check(api.CreateCpuMemoryInfo(ArenaAllocator, DefaultMemory, &created));
        using var memory = new OnnxHandle(created, api.ReleaseMemoryInfo);
        OnnxApi.Check(api.CreateAndRegisterAllocator(environment.Pointer, memory.Pointer, arena.Pointer));
    }
}
