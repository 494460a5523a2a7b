using System.Runtime.InteropServices;

namespace Pentimento.Engine.Native.Vips;

/// <summary>
/// What libvips said when a call failed. Its text buffer is one for the whole process, so another job's words can be in it:
/// for the log, never for a client.
/// </summary>
public sealed partial class VipsException : Exception
{
    private VipsException(string message)
        : base(message)
    {
    }

    internal static VipsException Take()
    {
        var copy = BufferCopy();
        try
        {
            var text = Marshal.PtrToStringUTF8(copy);
            return new(string.IsNullOrWhiteSpace(text) ? "libvips gave no reason" : text.Trim());
        }
        finally
        {
            Free(copy);
        }
    }

    // Copies and clears under libvips' own lock.
    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_error_buffer_copy")]
    private static partial nint BufferCopy();

    [LibraryImport(NativeLibraries.GLib, EntryPoint = "g_free")]
    private static partial void Free(nint memory);
}
