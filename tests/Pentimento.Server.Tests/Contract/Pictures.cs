using Pentimento.Engine.Images;

namespace Pentimento.Server.Tests.Contract;

/// <summary>Small pictures made for a test.</summary>
internal static class Pictures
{
    /// <summary>A picture in which no two pixels of a row are alike.</summary>
    /// <param name="alpha">Alpha of a pixel; null makes a picture without an alpha channel.</param>
    public static byte[] Make(int width, int height, ImageFormat format = ImageFormat.Png, Func<int, int, byte>? alpha = null)
    {
        using var image = Image.Create(width, height, alpha is null ? 3 : 4);
        for (var y = 0; y < height; y++)
        {
            var row = image.Row(y);
            for (var x = 0; x < width; x++)
            {
                var pixel = row[(x * image.Bands)..];
                (pixel[0], pixel[1], pixel[2]) = ((byte)(40 + (x * 3)), (byte)(200 - (y * 2)), (byte)(60 + x + y));
                if (alpha is not null)
                {
                    pixel[3] = alpha(x, y);
                }
            }
        }

        using var encoded = new ImageEncoder().Encode(image, new EncodeOptions { Format = format });
        return encoded.Bytes.ToArray();
    }

    /// <summary>A mask that marks the left half.</summary>
    public static byte[] LeftHalf(int width, int height) => Make(width, height, alpha: (x, _) => x < width / 2 ? (byte)0 : (byte)255);

    /// <summary>A JPEG file with an Exif orientation of 6 put in: to be seen a quarter turn clockwise.</summary>
    public static byte[] Turned(byte[] jpeg) =>
    [
        .. jpeg[..2], 0xFF, 0xE1, 0, 34, .. "Exif\0\0MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0, .. jpeg[2..],
    ];

    public static Image Decode(byte[] file) => new ImageDecoder(new DecodeLimits()).Decode(file);
}
