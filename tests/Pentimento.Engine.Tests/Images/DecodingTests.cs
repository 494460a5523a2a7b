using System.Buffers.Binary;
using Pentimento.Engine.Images;

namespace Pentimento.Engine.Tests.Images;

public class DecodingTests
{
    private readonly ImageDecoder _decoder = new(new DecodeLimits());

    [Theory]
    [InlineData("coffee.png", 600, 400, 3)]
    [InlineData("cmyk.jpg", 60, 40, 3)]
    [InlineData("rgb16.png", 60, 40, 3)]
    [InlineData("grey16.png", 60, 40, 3)]
    [InlineData("palette.png", 60, 40, 3)]
    [InlineData("animation.gif", 60, 40, 3)]
    [InlineData("photo.avif", 60, 40, 3)]
    [InlineData("half-transparent.webp", 60, 40, 4)]
    public void Every_kind_of_file_becomes_8_bit_rgb_or_rgba(string file, int width, int height, int bands)
    {
        using var image = _decoder.Decode(Pictures.File(file));

        Assert.Equal((width, height, bands), (image.Width, image.Height, image.Bands));
    }

    [Theory]
    [InlineData("cmyk.jpg", 25)]
    [InlineData("rgb16.png", 1)]
    [InlineData("palette.png", 12)]
    [InlineData("animation.gif", 3)]
    [InlineData("photo.avif", 8)]
    public void The_colours_of_every_kind_are_those_of_the_photograph(string file, double tolerance)
    {
        using var reference = _decoder.Decode(Pictures.File("coffee-small.png"));
        using var image = _decoder.Decode(Pictures.File(file));

        Assert.InRange(Pictures.Difference(reference, image), 0, tolerance);
    }

    [Fact]
    public void A_profile_of_a_wide_gamut_survives_with_every_number()
    {
        using var image = _decoder.Decode(Pictures.File("display-p3.png"));
        using var again = _decoder.Decode(Pictures.Encode(image));

        Assert.NotNull(image.Profile);
        Assert.Equal(image.Profile, again.Profile);
        Assert.True(image.Pixels.SequenceEqual(again.Pixels));
    }

    [Fact]
    public void A_wide_gamut_is_converted_to_srgb_when_asked()
    {
        using var kept = _decoder.Decode(Pictures.File("display-p3.png"));
        using var converted = new ImageDecoder(new()) { ConvertToSrgb = true }.Decode(Pictures.File("display-p3.png"));
        using var reference = _decoder.Decode(Pictures.File("coffee-small.png"));

        Assert.Null(converted.Profile);
        Assert.True(Pictures.Difference(reference, converted) < Pictures.Difference(reference, kept));
        Assert.InRange(Pictures.Difference(reference, converted), 0, 3);
    }

    public static TheoryData<int> Orientations => [1, 2, 3, 4, 5, 6, 7, 8];

    [Theory]
    [MemberData(nameof(Orientations))]
    public void An_exif_orientation_is_applied(int orientation)
    {
        // Stored corners, clockwise from the top left: red, green, blue, white.
        using var stored = Corners();
        using var image = _decoder.Decode(WithOrientation(Pictures.Encode(stored, ImageFormat.Jpeg), orientation));
        string[] expected = ["RGBW", "GRWB", "BWRG", "WBGR", "RWBG", "WRGB", "BGRW", "GBWR"];

        Assert.Equal(orientation >= 5 ? (32, 48) : (48, 32), (image.Width, image.Height));
        Assert.Equal(expected[orientation - 1], Name(image, 4, 4) + Name(image, -5, 4) + Name(image, -5, -5) + Name(image, 4, -5));
    }

    [Theory]
    [InlineData("coffee.png")]
    [InlineData("cmyk.jpg")]
    [InlineData("still.gif")]
    [InlineData("photo.avif")]
    [InlineData("half-transparent.webp")]
    public void A_file_cut_off_anywhere_is_refused_as_unreadable(string name)
    {
        var file = Pictures.File(name);
        for (var cut = 0; cut < 20; cut++)
        {
            var part = file.AsMemory(0, file.Length * cut / 20);
            var error = Assert.Throws<ImageEditException>(() => _decoder.Decode(part, "image[]").Dispose());
            Assert.Equal(ImageEditFailure.InvalidImage, error.Failure);
            Assert.Equal("image[]", error.Field);
            Assert.Contains("image[]", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_png_over_the_pixel_limit_is_refused_before_decoding()
    {
        var error = Assert.Throws<ImageEditException>(() => _decoder.Decode(PngHeader(50_000, 50_000)));

        Assert.Equal(ImageEditFailure.ImageTooLarge, error.Failure);
        Assert.Contains("50000x50000", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_side_and_a_number_of_pixels_are_limited_apart()
    {
        var narrow = Assert.Throws<ImageEditException>(() => _decoder.Decode(PngHeader(20_000, 10)));
        var large = Assert.Throws<ImageEditException>(() => _decoder.Decode(PngHeader(9_000, 9_000)));

        Assert.Contains("16384", narrow.Message, StringComparison.Ordinal);
        Assert.Contains("64", large.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_over_the_byte_limit_is_refused()
    {
        var decoder = new ImageDecoder(new DecodeLimits { MaxBytes = 1000 });

        var error = Assert.Throws<ImageEditException>(() => decoder.Decode(Pictures.File("coffee.png")));

        Assert.Equal(ImageEditFailure.ImageTooLarge, error.Failure);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello, I am a text named photo.png")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg' width='10' height='10'/>")]
    public void Bytes_that_are_no_image_are_refused(string text)
    {
        var error = Assert.Throws<ImageEditException>(() => _decoder.Decode(System.Text.Encoding.UTF8.GetBytes(text), "image"));

        Assert.Equal(ImageEditFailure.InvalidImage, error.Failure);
    }

    /// <summary>A file of about 100 bytes whose header claims a size.</summary>
    private static byte[] PngHeader(int width, int height)
    {
        var file = new List<byte>([0x89, .. "PNG\r\n\x1a\n"u8]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 2);
        Chunk(file, "IHDR"u8, header);
        Chunk(file, "IDAT"u8, [0x78, 0x9c, 0x63, 0, 0, 0, 1, 0, 1]);
        Chunk(file, "IEND"u8, []);
        return [.. file];
    }

    private static void Chunk(List<byte> file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        byte[] body = [.. type, .. data];
        var number = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.AddRange(number);
        file.AddRange(body);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc(body));
        file.AddRange(number);
    }

    private static uint Crc(ReadOnlySpan<byte> data)
    {
        var crc = uint.MaxValue;
        foreach (var value in data)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320u);
            }
        }

        return ~crc;
    }

    private static Image Corners()
    {
        var image = Pictures.Flat(48, 32, 128, 128, 128);
        for (var y = 0; y < 32; y++)
        {
            for (var x = 0; x < 48; x++)
            {
                byte[]? colour = (x < 16, x >= 32, y < 16) switch
                {
                    (true, _, true) => [255, 0, 0],
                    (_, true, true) => [0, 255, 0],
                    (_, true, false) => [0, 0, 255],
                    (true, _, false) => [255, 255, 255],
                    _ => null,
                };
                colour?.CopyTo(image.Row(y).Slice(x * 3, 3));
            }
        }

        return image;
    }

    private static string Name(Image image, int x, int y)
    {
        var pixel = Pictures.Pixel(image, x < 0 ? image.Width + x : x, y < 0 ? image.Height + y : y);
        return (pixel[0] > 128, pixel[1] > 128, pixel[2] > 128) switch
        {
            (true, false, false) => "R",
            (false, true, false) => "G",
            (false, false, true) => "B",
            (true, true, true) => "W",
            _ => "?",
        };
    }

    private static byte[] WithOrientation(byte[] jpeg, int orientation)
    {
        // TIFF header, one entry: tag 0x0112, type SHORT, count 1.
        byte[] exif = [.. "Exif\0\0MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, 0, 0, 0, 0];
        byte[] segment = [0xFF, 0xE1, 0, (byte)(exif.Length + 2), .. exif];
        return [jpeg[0], jpeg[1], .. segment, .. jpeg[2..]];
    }
}
