using System.Buffers;
using System.Runtime.InteropServices;

namespace Pentimento.Engine.Native.Vips;

/// <summary>
/// A <c>VipsImage</c>: a description of pixels that are computed when asked for. Owns one reference, and keeps alive (pinned)
/// the memory that its pixels are read from.
/// </summary>
public sealed partial class VipsImage : SafeHandle
{
    private const int FormatUChar = 0;
    private const int FormatUShort = 2;

    private MemoryHandle _source;

    /// <summary>For the marshaller.</summary>
    public VipsImage()
        : base(0, ownsHandle: true)
    {
    }

    internal VipsImage(nint handle, MemoryHandle source = default)
        : this()
    {
        SetHandle(handle);
        _source = source;
    }

    public override bool IsInvalid => handle == 0;

    public int Width => With(GetWidth);

    public int Height => With(GetHeight);

    public int Bands => With(GetBands);

    /// <summary>libvips' <c>VipsBandFormat</c> as its nickname: <c>uchar</c>, <c>ushort</c>, <c>float</c> …</summary>
    public string Format => Marshal.PtrToStringUTF8(With(h => EnumNick(FormatType(), GetFormat(h)))) ?? "";

    /// <summary>libvips' <c>VipsInterpretation</c> as its nickname: <c>srgb</c>, <c>b-w</c>, <c>cmyk</c>, <c>rgb16</c> …</summary>
    public string Interpretation => Marshal.PtrToStringUTF8(With(h => EnumNick(InterpretationType(), GetInterpretation(h)))) ?? "";

    /// <summary>Whether the last band is alpha.</summary>
    public bool HasAlpha => With(GetHasAlpha) != 0;

    /// <summary>EXIF orientation, 1 to 8; 1 is upright.</summary>
    public int Orientation => With(GetOrientation);

    /// <summary>Frames in the file, at least 1.</summary>
    public int Frames => With(GetFrames);

    /// <summary>Views interleaved pixels as an image without copying. The memory must outlive every use of the image.</summary>
    /// <param name="pixels">width x height x bands samples, rows top down, no padding.</param>
    /// <param name="sixteenBit">Samples are 16-bit words of this machine's byte order instead of bytes.</param>
    public static VipsImage FromPixels(ReadOnlyMemory<byte> pixels, int width, int height, int bands, bool sixteenBit = false)
    {
        VipsRuntime.Start();
        ArgumentOutOfRangeException.ThrowIfLessThan(pixels.Length, (long)width * height * bands * (sixteenBit ? 2 : 1));
        var pin = pixels.Pin();
        nint image;
        unsafe
        {
            image = NewFromMemory((nint)pin.Pointer, (nuint)pixels.Length, width, height, bands, sixteenBit ? FormatUShort : FormatUChar);
        }

        if (image == 0)
        {
            pin.Dispose();
            throw VipsException.Take();
        }

        return new(image, pin);
    }

    /// <summary>A blob of the image's metadata, such as <c>icc-profile-data</c>; null when absent.</summary>
    public byte[]? Blob(string name) => With(h =>
    {
        if (GetTypeOf(h, name) == 0 || GetBlob(h, name, out var data, out var length) != 0 || data == 0)
        {
            return null;
        }

        var copy = new byte[(int)length];
        Marshal.Copy(data, copy, 0, copy.Length);
        return copy;
    });

    /// <summary>Attaches a copy of <paramref name="data"/> as metadata. Only on an image that nobody else uses.</summary>
    public void SetBlob(string name, ReadOnlySpan<byte> data)
    {
        var copy = data.ToArray();
        _ = With(h =>
        {
            unsafe
            {
                fixed (byte* p = copy)
                {
                    SetBlobCopy(h, name, (nint)p, (nuint)copy.Length);
                }
            }

            return 0;
        });
    }

    /// <summary>Runs the pipeline and returns the pixels as one block in unmanaged memory.</summary>
    /// <exception cref="VipsException">The pipeline failed, for example on a truncated file.</exception>
    internal PixelMemory ToMemory() => With(h =>
    {
        var pixels = WriteToMemory(h, out var size);
        return pixels == 0 ? throw VipsException.Take() : PixelMemory.Adopt(pixels, checked((int)size));
    });

    protected override bool ReleaseHandle()
    {
        Unref(handle);
        _source.Dispose();
        return true;
    }

    private T With<T>(Func<nint, T> use)
    {
        var held = false;
        try
        {
            DangerousAddRef(ref held);
            return use(handle);
        }
        finally
        {
            if (held)
            {
                DangerousRelease();
            }
        }
    }

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_image_new_from_memory")]
    private static partial nint NewFromMemory(nint data, nuint size, int width, int height, int bands, int format);

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_image_write_to_memory")]
    private static partial nint WriteToMemory(nint image, out nuint size);

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_image_get_width")]
    private static partial int GetWidth(nint image);

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_image_get_height")]
    private static partial int GetHeight(nint image);

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_image_get_bands")]
    private static partial int GetBands(nint image);

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_image_get_format")]
    private static partial int GetFormat(nint image);

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_band_format_get_type")]
    private static partial nuint FormatType();

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_image_get_interpretation")]
    private static partial int GetInterpretation(nint image);

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_interpretation_get_type")]
    private static partial nuint InterpretationType();

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_enum_nick")]
    private static partial nint EnumNick(nuint type, int value);

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_image_hasalpha")]
    private static partial int GetHasAlpha(nint image);

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_image_get_orientation")]
    private static partial int GetOrientation(nint image);

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_image_get_n_pages")]
    private static partial int GetFrames(nint image);

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_image_get_typeof", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nuint GetTypeOf(nint image, string name);

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_image_get_blob", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int GetBlob(nint image, string name, out nint data, out nuint length);

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_image_set_blob_copy", StringMarshalling = StringMarshalling.Utf8)]
    private static partial void SetBlobCopy(nint image, string name, nint data, nuint length);

    [LibraryImport(NativeLibraries.GObject, EntryPoint = "g_object_unref")]
    private static partial void Unref(nint instance);
}
