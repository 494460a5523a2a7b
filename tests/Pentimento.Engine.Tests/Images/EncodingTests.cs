using Pentimento.Engine.Images;

namespace Pentimento.Engine.Tests.Images;

public class EncodingTests
{
    private readonly ImageDecoder _decoder = new(new DecodeLimits());

    [Theory]
    [InlineData(ImageFormat.Png, 3)]
    [InlineData(ImageFormat.Png, 4)]
    [InlineData(ImageFormat.Webp, 3)]
    [InlineData(ImageFormat.Webp, 4)]
    public void Png_and_full_quality_webp_keep_every_sample(ImageFormat format, int bands)
    {
        using var image = Pictures.Varied(37, 23, bands);

        using var again = _decoder.Decode(Pictures.Encode(image, format));

        Assert.True(image.Pixels.SequenceEqual(again.Pixels));
    }

    [Fact]
    public void Jpeg_stays_close_and_lower_quality_is_smaller()
    {
        using var image = Pictures.Coffee();
        var best = Pictures.Encode(image, ImageFormat.Jpeg);
        var small = Pictures.Encode(image, ImageFormat.Jpeg, quality: 40);

        using var again = _decoder.Decode(best);

        Assert.InRange(Pictures.Difference(image, again), 0, 1.5);
        Assert.True(small.Length < best.Length / 4);
    }

    [Theory]
    [InlineData(ImageFormat.Png)]
    [InlineData(ImageFormat.Jpeg)]
    [InlineData(ImageFormat.Webp)]
    public void A_file_carries_no_metadata_but_the_colour_profile(ImageFormat format)
    {
        using var image = _decoder.Decode(Pictures.File("display-p3.png"));

        var file = Pictures.Encode(image, format);

        Assert.True(file.AsSpan().IndexOf("eXIf"u8) < 0 && file.AsSpan().IndexOf("Exif"u8) < 0 && file.AsSpan().IndexOf("EXIF"u8) < 0);
        using var again = _decoder.Decode(file);
        Assert.Equal(image.Profile, again.Profile);
    }

    [Fact]
    public void Jpeg_lays_alpha_on_white()
    {
        using var image = Pictures.Flat(16, 16, 200, 0, 0, 0);

        using var again = _decoder.Decode(Pictures.Encode(image, ImageFormat.Jpeg));

        Assert.Equal(3, again.Bands);
        Assert.All(Pictures.Pixel(again, 8, 8), sample => Assert.InRange(sample, 253, 255));
    }

    [Fact]
    public void A_background_colour_can_be_chosen_for_flattening()
    {
        using var image = Pictures.Flat(16, 16, 200, 0, 0, 0);

        using var encoded = new ImageEncoder().Encode(image, new() { Opaque = true, Background = new Rgb(0, 0, 255) });
        using var again = _decoder.Decode(encoded.Bytes);

        Assert.False(encoded.HasTransparency);
        Assert.Equal([0, 0, 255], Pictures.Pixel(again, 3, 3));
    }

    [Fact]
    public void A_grey_picture_becomes_a_jpeg_of_one_component_that_reads_the_same()
    {
        using var grey = Pictures.Flat(64, 64, 90, 90, 90);
        using var nearly = Pictures.Flat(64, 64, 90, 90, 91);

        using var again = _decoder.Decode(Pictures.Encode(grey, ImageFormat.Jpeg));

        Assert.Equal([90, 90, 90], Pictures.Pixel(again, 10, 10));
        Assert.True(Pictures.Encode(grey, ImageFormat.Jpeg).Length < Pictures.Encode(nearly, ImageFormat.Jpeg).Length);
    }

    [Theory]
    [InlineData((byte)255, false)]
    [InlineData((byte)254, true)]
    public void Transparency_is_reported_as_it_is(byte alpha, bool expected)
    {
        using var image = Pictures.Flat(8, 8, 10, 20, 30, alpha);

        using var encoded = new ImageEncoder().Encode(image, new());

        Assert.Equal(expected, encoded.HasTransparency);
    }
}
