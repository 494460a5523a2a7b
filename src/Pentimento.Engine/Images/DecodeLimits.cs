namespace Pentimento.Engine.Images;

/// <summary>What a file may claim of itself before a pixel of it is decoded. Every limit is an option.</summary>
public sealed class DecodeLimits
{
    /// <summary>Bytes of one file. Default 50 MB (50 000 000), the contract's.</summary>
    public long MaxBytes { get; set; } = 50_000_000;

    /// <summary>Pixels of the longer side. Default 16 384.</summary>
    public int MaxSide { get; set; } = 16_384;

    /// <summary>Pixels of one image, in millions. Default 64.</summary>
    public int MaxMegapixels { get; set; } = 64;

    /// <summary>Images of one request. Default 16, the contract's.</summary>
    public int MaxImages { get; set; } = 16;

    /// <summary>Refuses a size that is over a limit; the sums are made in 64 bits.</summary>
    /// <param name="what">The thing in words, for the message: <c>The image</c>.</param>
    /// <param name="field">The request field.</param>
    /// <exception cref="ImageEditException"><see cref="ImageEditFailure.ImageTooLarge"/>.</exception>
    public void CheckSize(long width, long height, string what, string field)
    {
        if (width > MaxSide || height > MaxSide)
        {
            throw new ImageEditException(
                ImageEditFailure.ImageTooLarge, $"{what} is {width}x{height} pixels; a side may have at most {MaxSide}.", field);
        }

        if (width * height > MaxMegapixels * 1_000_000L)
        {
            throw new ImageEditException(
                ImageEditFailure.ImageTooLarge,
                FormattableString.Invariant($"{what} is {width}x{height} pixels, {width * height / 1e6:0.#} megapixels; at most {MaxMegapixels} are handled."),
                field);
        }
    }
}
