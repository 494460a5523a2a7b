using Pentimento.Engine.Native;
using Pentimento.Engine.Native.Vips;

namespace Pentimento.Engine.Images;

/// <summary>
/// An upright picture in memory and its owner: 8 bits a sample, RGB or RGBA interleaved (alpha not premultiplied), rows top down
/// without padding, sRGB-encoded values of the RGB space that <see cref="Profile"/> describes (sRGB when it is null).
/// </summary>
public sealed class Image : IDisposable
{
    private readonly PixelMemory _memory;

    private Image(PixelMemory memory, int width, int height, int bands, byte[]? profile)
    {
        _memory = memory;
        Width = width;
        Height = height;
        Bands = bands;
        Profile = profile;
    }

    /// <summary>Pixels in a row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Samples a pixel: 3 (RGB) or 4 (RGBA).</summary>
    public int Bands { get; }

    public bool HasAlpha => Bands == 4;

    /// <summary>Bytes in a row.</summary>
    public int Stride => Width * Bands;

    /// <summary>The ICC profile of the RGB values; null means sRGB.</summary>
    public byte[]? Profile { get; }

    /// <summary>Every sample, <see cref="Height"/> x <see cref="Stride"/> bytes.</summary>
    public Span<byte> Pixels => _memory.GetSpan();

    internal ReadOnlyMemory<byte> Memory => _memory.Memory;

    /// <summary>An image with undefined (or black transparent) content.</summary>
    /// <param name="bands">3 or 4.</param>
    public static Image Create(int width, int height, int bands, byte[]? profile = null, bool clear = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfNotEqual(bands is 3 or 4, true, nameof(bands));
        return new(PixelMemory.Allocate(checked(width * height * bands), clear), width, height, bands, profile);
    }

    /// <summary>An image of the same size, bands and profile, with undefined content.</summary>
    public Image CreateLike() => Create(Width, Height, Bands, Profile);

    /// <summary>A copy with pixels of its own.</summary>
    public Image Clone()
    {
        var copy = CreateLike();
        Pixels.CopyTo(copy.Pixels);
        return copy;
    }

    /// <summary>The samples of row <paramref name="y"/>.</summary>
    public Span<byte> Row(int y) => Pixels.Slice(y * Stride, Stride);

    /// <summary>Views the pixels in libvips without copying; this image must outlive the view.</summary>
    public VipsImage ToVips() => VipsImage.FromPixels(Memory, Width, Height, Bands);

    /// <summary>Runs a pipeline whose result is 8-bit RGB or RGBA and takes its pixels.</summary>
    /// <exception cref="VipsException">The pipeline failed.</exception>
    public static Image FromVips(VipsImage result, byte[]? profile = null)
    {
        if (result.Format != "uchar" || result.Bands is not (3 or 4))
        {
            throw new ArgumentException($"The pipeline gives {result.Bands} bands of {result.Format}, not 8-bit RGB or RGBA", nameof(result));
        }

        return new(result.ToMemory(), result.Width, result.Height, result.Bands, profile);
    }

    /// <inheritdoc/>
    public void Dispose() => ((IDisposable)_memory).Dispose();
}
