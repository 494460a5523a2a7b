using System.Runtime.InteropServices;

namespace Pentimento.Engine.Native;

/// <summary>
/// Keeps glibc from giving the pages of each picture back to the system and faulting them in again for the next one, which costs
/// more than a simple edit itself. What is kept is bounded by <see cref="TrimThreshold"/>; other C libraries are left as they are.
/// </summary>
internal static unsafe class HeapTuning
{
    // glibc's malloc.h
    private const int ParameterTrimThreshold = -1, ParameterMmapThreshold = -3, ParameterArenaMax = -8;

    private const int TrimThreshold = 128 << 20;

    // The largest that glibc accepts.
    private const int MmapThreshold = 32 << 20;

    public static void Apply()
    {
        if (!OperatingSystem.IsLinux() || !NativeLibrary.TryGetExport(NativeLibrary.GetMainProgramHandle(), "mallopt", out var address))
        {
            return;
        }

        var mallopt = (delegate* unmanaged<int, int, int>)address;
        _ = mallopt(ParameterArenaMax, 1);
        _ = mallopt(ParameterMmapThreshold, MmapThreshold);
        _ = mallopt(ParameterTrimThreshold, TrimThreshold);
    }
}
