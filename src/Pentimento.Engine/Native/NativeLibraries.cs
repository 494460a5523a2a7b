using System.Reflection;
using System.Runtime.InteropServices;

namespace Pentimento.Engine.Native;

/// <summary>The one place that turns a library name into a file: the copy beside the program first, the system's second.</summary>
public static class NativeLibraries
{
    internal const string Vips = "vips";
    internal const string GObject = "gobject";
    internal const string GLib = "glib";

    private const string HowToFixOnnxRuntime =
        "Build once with npm installed (the build brings it for Linux x64 and arm64, macOS arm64 and Windows), or install ONNX Runtime 1.30 or newer from your system.";

    private const string HowToFix =
        "Build once with npm installed (the build brings libvips), or install libvips 8.14 or newer from your system (Debian: apt-get install libvips42).";

    // The runtime asks once for each imported function, so the answer is kept.
    private static readonly Lazy<LoadedLibrary> Bundled = new(LoadBundledOrSystem, LazyThreadSafetyMode.ExecutionAndPublication);

    private static readonly Lazy<(nint Handle, string Origin)> Onnx = new(LoadOnnxRuntime, LazyThreadSafetyMode.ExecutionAndPublication);

    /// <summary>The file or system name that ONNX Runtime was loaded from.</summary>
    /// <exception cref="ImageEditException">It was not found; the message says how to bring it.</exception>
    public static string OnnxRuntimeOrigin => Onnx.Value.Origin;

    /// <summary>The loaded library, whose one export leads to all functions: <see cref="Native.Onnx.OnnxApi"/>.</summary>
    internal static nint OnnxRuntime => Onnx.Value.Handle;

    /// <summary>The file or system name that libvips was loaded from.</summary>
    /// <exception cref="ImageEditException">No usable libvips was found; the message says how to bring it.</exception>
    public static string VipsOrigin => Bundled.Value.Origin;

    internal static void Register()
    {
        NativeLibrary.SetDllImportResolver(typeof(NativeLibraries).Assembly, static (name, _, _) => name switch
        {
            Vips => Bundled.Value.Vips,
            GObject => Bundled.Value.GObject,
            GLib => Bundled.Value.GLib,
            _ => 0,
        });
    }

    private static LoadedLibrary LoadBundledOrSystem()
    {
        if (LoadBundled("libvips-cpp*") is { } all)
        {
            // sharp-libvips links GLib and GObject into the one file.
            return new(all.Handle, all.Handle, all.Handle, all.Origin);
        }

        foreach (var (vips, gobject, glib) in SystemNames)
        {
            if (NativeLibrary.TryLoad(vips, Assembly.GetExecutingAssembly(), null, out var vipsHandle)
                && NativeLibrary.TryLoad(gobject, Assembly.GetExecutingAssembly(), null, out var gobjectHandle)
                && NativeLibrary.TryLoad(glib, Assembly.GetExecutingAssembly(), null, out var glibHandle))
            {
                return new(vipsHandle, gobjectHandle, glibHandle, vips);
            }
        }

        throw new ImageEditException(ImageEditFailure.NativeLibrary, $"libvips was not found. {HowToFix}");
    }

    private static (nint Handle, string Origin) LoadOnnxRuntime()
    {
        if (LoadBundled("*onnxruntime.*") is { } bundled)
        {
            return bundled;
        }

        foreach (var name in OnnxRuntimeSystemNames)
        {
            if (NativeLibrary.TryLoad(name, Assembly.GetExecutingAssembly(), null, out var handle))
            {
                return (handle, name);
            }
        }

        throw new ImageEditException(ImageEditFailure.NativeLibrary, $"ONNX Runtime was not found: edits of things by name need it. {HowToFixOnnxRuntime}");
    }

    private static (nint Handle, string Origin)? LoadBundled(string pattern)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "native");
        if (Directory.Exists(folder))
        {
            foreach (var file in Directory.EnumerateFiles(folder, pattern))
            {
                if (NativeLibrary.TryLoad(file, out var handle))
                {
                    return (handle, file);
                }
            }
        }

        return null;
    }

    private static IEnumerable<string> OnnxRuntimeSystemNames => ["libonnxruntime.so.1", "libonnxruntime.dylib", "onnxruntime.dll"];

    private static IEnumerable<(string Vips, string GObject, string GLib)> SystemNames =>
    [
        ("libvips.so.42", "libgobject-2.0.so.0", "libglib-2.0.so.0"),
        ("libvips.42.dylib", "libgobject-2.0.0.dylib", "libglib-2.0.0.dylib"),
        ("libvips-42.dll", "libgobject-2.0-0.dll", "libglib-2.0-0.dll"),
    ];

    private sealed record LoadedLibrary(nint Vips, nint GObject, nint GLib, string Origin);
}
