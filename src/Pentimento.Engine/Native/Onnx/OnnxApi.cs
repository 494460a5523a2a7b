using System.Runtime.InteropServices;

namespace Pentimento.Engine.Native.Onnx;

/// <summary>ONNX Runtime's C API, loaded once a process: where its functions are, and the one check of what they return.</summary>
internal static unsafe class OnnxApi
{
    /// <summary>The version of the C API that <see cref="OnnxApiTable"/> is the head of.</summary>
    public const uint ApiVersion = 30;

    private static readonly Lazy<nint> Base = new(FindBase, LazyThreadSafetyMode.ExecutionAndPublication);
    private static readonly Lazy<nint> Api = new(FindTable, LazyThreadSafetyMode.ExecutionAndPublication);

    /// <summary>The functions.</summary>
    /// <exception cref="ImageEditException">The library is missing or older than 1.30; the message says how to mend it.</exception>
    public static ref readonly OnnxApiTable Table => ref *(OnnxApiTable*)Api.Value;

    /// <summary>The loaded library's version, as it says it: <c>1.30.0</c>.</summary>
    /// <exception cref="ImageEditException">The library is missing.</exception>
    public static string Version => Marshal.PtrToStringUTF8((nint)((ApiBase*)Base.Value)->GetVersionString()) ?? "";

    /// <summary>Raises what a function says went wrong, and frees it.</summary>
    /// <param name="status">What the function returned.</param>
    /// <exception cref="OnnxException">The status is not null.</exception>
    public static void Check(nint status)
    {
        if (status != 0)
        {
            throw Take(status);
        }
    }

    /// <summary>Makes of a status an exception, and frees the status.</summary>
    public static OnnxException Take(nint status)
    {
        var error = new OnnxException((OnnxError)Table.GetErrorCode(status), Marshal.PtrToStringUTF8((nint)Table.GetErrorMessage(status)) ?? "");
        Table.ReleaseStatus(status);
        return error;
    }

    private static nint FindBase()
    {
        var getBase = (delegate* unmanaged<nint>)NativeLibrary.GetExport(NativeLibraries.OnnxRuntime, "OrtGetApiBase");
        return getBase();
    }

    private static nint FindTable()
    {
        var table = ((ApiBase*)Base.Value)->GetApi(ApiVersion);
        return table != 0
            ? table
            : throw new ImageEditException(
                ImageEditFailure.NativeLibrary, $"ONNX Runtime {Version} is too old: 1.{ApiVersion} or newer is needed. Build once with npm installed to bring the right one.");
    }

    /// <summary>The C API's <c>struct OrtApiBase</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private readonly struct ApiBase
    {
        public readonly delegate* unmanaged<uint, nint> GetApi;
        public readonly delegate* unmanaged<byte*> GetVersionString;
    }
}
