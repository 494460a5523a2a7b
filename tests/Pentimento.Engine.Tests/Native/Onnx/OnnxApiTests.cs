using System.Runtime.InteropServices;
using Pentimento.Engine.Native;
using Pentimento.Engine.Native.Onnx;

namespace Pentimento.Engine.Tests.Native.Onnx;

/// <summary>That our table of functions is the loaded library's: its ends, and an entry whose answer is known.</summary>
public sealed unsafe class OnnxApiTests
{
    [Fact]
    public void The_library_is_the_pinned_one_and_lies_beside_the_program()
    {
        Assert.Equal("1.30.0", OnnxApi.Version);
        Assert.StartsWith(AppContext.BaseDirectory, NativeLibraries.OnnxRuntimeOrigin, StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_entries_make_and_read_an_error()
    {
        nint status;
        fixed (byte* message = "no such thing\0"u8)
        {
            status = OnnxApi.Table.CreateStatus((int)OnnxError.NotImplemented, message);
        }

        var error = Assert.Throws<OnnxException>(() => OnnxApi.Check(status));

        Assert.Equal((OnnxError.NotImplemented, "no such thing"), (error.Error, error.Message));
    }

    [Fact]
    public void The_last_entry_is_where_the_header_has_it()
    {
        // 254 functions stand before it in onnxruntime_c_api.h 1.30: one too many or too few in the table, and this calls another.
        Assert.Equal(254, Marshal.OffsetOf<OnnxApiTable>(nameof(OnnxApiTable.GetBuildInfoString)) / sizeof(nint));

        Assert.StartsWith("ORT Build Info", Marshal.PtrToStringUTF8((nint)OnnxApi.Table.GetBuildInfoString()), StringComparison.Ordinal);
    }
}
