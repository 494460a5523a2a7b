using System.Buffers;
using System.Runtime.InteropServices;

namespace Pentimento.Engine.Native;

/// <summary>
/// A block of unmanaged bytes with one owner, who must dispose it: pixels and encoded files live here, outside the garbage collector, freed at once.
/// The block comes from this process, from GLib, or is the content of a libvips area; each goes back where it came from.
/// </summary>
internal sealed unsafe partial class PixelMemory : MemoryManager<byte>
{
    private enum Origin
    {
        Process,
        GLib,
        VipsArea,
    }

    private static long _held;

    private readonly Origin _origin;
    private readonly nint _owner;
    private byte* _pointer;

    private PixelMemory(byte* pointer, int length, Origin origin, nint owner)
    {
        _pointer = pointer;
        Length = length;
        Interlocked.Add(ref _held, length);
        _origin = origin;
        _owner = owner;
    }

    /// <summary>Bytes of all blocks of the process.</summary>
    public static long Held => Interlocked.Read(ref _held);

    /// <summary>Bytes in the block.</summary>
    public int Length { get; }

    /// <summary>Allocates <paramref name="length"/> bytes, cleared on request.</summary>
    public static PixelMemory Allocate(int length, bool clear = false)
    {
        var size = (nuint)Math.Max(length, 1);
        var pointer = (byte*)(clear ? NativeMemory.AllocZeroed(size) : NativeMemory.Alloc(size));
        return new(pointer, length, Origin.Process, (nint)pointer);
    }

    /// <summary>Takes over a block that GLib allocated; it is given back with <c>g_free</c>.</summary>
    internal static PixelMemory Adopt(nint pointer, int length) => new((byte*)pointer, length, Origin.GLib, pointer);

    /// <summary>Takes over one reference to a libvips area; it is given back with <c>vips_area_unref</c>.</summary>
    internal static PixelMemory AdoptArea(nint area, nint data, int length) => new((byte*)data, length, Origin.VipsArea, area);

    public override Span<byte> GetSpan()
    {
        ObjectDisposedException.ThrowIf(_pointer is null, this);
        return new(_pointer, Length);
    }

    public override MemoryHandle Pin(int elementIndex = 0)
    {
        ObjectDisposedException.ThrowIf(_pointer is null, this);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)elementIndex, (uint)Length);
        return new(_pointer + elementIndex, default, this);
    }

    public override void Unpin()
    {
        // Unmanaged memory does not move.
    }

    protected override void Dispose(bool disposing)
    {
        if (_pointer is null)
        {
            return;
        }

        _pointer = null;
        Interlocked.Add(ref _held, -Length);
        switch (_origin)
        {
            case Origin.Process: NativeMemory.Free((void*)_owner); break;
            case Origin.GLib: GFree(_owner); break;
            default: AreaUnref(_owner); break;
        }
    }

    [LibraryImport(NativeLibraries.GLib, EntryPoint = "g_free")]
    private static partial void GFree(nint memory);

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_area_unref")]
    private static partial void AreaUnref(nint area);
}
