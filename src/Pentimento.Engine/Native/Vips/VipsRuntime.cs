using System.Runtime.InteropServices;

namespace Pentimento.Engine.Native.Vips;

/// <summary>Starts libvips once a process and tells what it is.</summary>
public static partial class VipsRuntime
{
    private static readonly Version Oldest = new(8, 14);
    private static readonly Lazy<Version> Started = new(StartOnce, LazyThreadSafetyMode.ExecutionAndPublication);

    /// <summary>Loads and starts libvips; later calls do nothing.</summary>
    /// <exception cref="ImageEditException">libvips is missing, too old, or did not start; the message says how to mend it.</exception>
    public static void Start() => _ = Started.Value;

    /// <summary>The loaded libvips' version.</summary>
    public static Version Version => Started.Value;

    /// <summary>Bytes that libvips itself holds for pixels at this moment, in the whole process.</summary>
    public static long TrackedMemory
    {
        get
        {
            Start();
            return (long)GetTrackedMemory();
        }
    }

    /// <summary>Whether an operation of this libvips name exists in the loaded build.</summary>
    public static bool Has(string operation)
    {
        Start();
        return TypeFind("VipsOperation", operation) != 0;
    }

    /// <summary>Threads that one pipeline may use; process-wide.</summary>
    public static void SetConcurrency(int threads)
    {
        Start();
        ConcurrencySet(threads);
    }

    /// <summary>Gives back what libvips keeps for the calling thread; called at the end of a job on a pool thread.</summary>
    public static void LeaveThread()
    {
        if (Started.IsValueCreated)
        {
            ThreadShutdown();
        }
    }

    private static Version StartOnce()
    {
        HeapTuning.Apply();
        NativeLibraries.Register();
        _ = NativeLibraries.VipsOrigin;
        if (Init("pentimento") != 0)
        {
            throw new ImageEditException(ImageEditFailure.NativeLibrary, "libvips did not start.", inner: VipsException.Take());
        }

        var version = new Version(VersionPart(0), VersionPart(1), VersionPart(2));
        if (version < Oldest)
        {
            throw new ImageEditException(
                ImageEditFailure.NativeLibrary,
                $"libvips {version} is too old: {Oldest} or newer is needed. Build once with npm installed to bring the right one.");
        }

        // Loaders that libvips' authors do not trust with hostile files stay shut; every edit is another image, so nothing is worth caching.
        BlockUntrusted(true);
        CacheSetMax(0);
        SilenceWarnings();
        return version;
    }

    /// <summary>Native warnings must not reach standard error in a form nobody can attribute; failures are raised as exceptions instead.</summary>
    private static unsafe void SilenceWarnings() => SetDefaultLogHandler(&IgnoreMessage, 0);

    [UnmanagedCallersOnly]
    private static void IgnoreMessage(nint domain, int level, nint message, nint userData)
    {
    }

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_init", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Init(string programName);

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_version")]
    private static partial int VersionPart(int part);

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_block_untrusted_set")]
    private static partial void BlockUntrusted([MarshalAs(UnmanagedType.Bool)] bool state);

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_cache_set_max")]
    private static partial void CacheSetMax(int operations);

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_concurrency_set")]
    private static partial void ConcurrencySet(int threads);

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_thread_shutdown")]
    private static partial void ThreadShutdown();

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_tracked_get_mem")]
    private static partial nuint GetTrackedMemory();

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_type_find", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nuint TypeFind(string baseName, string nickname);

    [LibraryImport(NativeLibraries.GLib, EntryPoint = "g_log_set_default_handler")]
    private static unsafe partial nint SetDefaultLogHandler(delegate* unmanaged<nint, int, nint, nint, void> handler, nint userData);
}
