using Pentimento.Engine.Images;

namespace Pentimento.Engine.Tests;

/// <summary>Pictures for tests: files from tests/assets and synthetic ones.</summary>
internal static class Pictures
{
    public static byte[] File(string name) => System.IO.File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "assets", name));

    public static Image Coffee() => Load("coffee.png");

    public static Image Load(string name) => new ImageDecoder(new()).Decode(File(name));

    /// <summary>Every sample differs from its neighbours, alpha runs from transparent to opaque.</summary>
    public static Image Varied(int width, int height, int bands = 3)
    {
        var image = Image.Create(width, height, bands);
        for (var y = 0; y < height; y++)
        {
            var row = image.Row(y);
            for (var x = 0; x < width; x++)
            {
                row[x * bands] = (byte)((x * 7) + (y * 3));
                row[(x * bands) + 1] = (byte)((x * 5) + (y * 11) + 40);
                row[(x * bands) + 2] = (byte)((x * 2) + (y * 13) + 90);
                if (bands == 4)
                {
                    row[(x * bands) + 3] = (byte)((x + y) * 255 / Math.Max(1, width + height - 2));
                }
            }
        }

        return image;
    }

    public static Image Flat(int width, int height, params byte[] colour)
    {
        var image = Image.Create(width, height, colour.Length);
        for (var i = 0; i < image.Pixels.Length; i++)
        {
            image.Pixels[i] = colour[i % colour.Length];
        }

        return image;
    }

    public static byte[] Encode(Image image, ImageFormat format = ImageFormat.Png, int quality = 100)
    {
        using var encoded = new ImageEncoder().Encode(image, new() { Format = format, Quality = quality });
        return encoded.Bytes.ToArray();
    }

    public static byte[] Pixel(Image image, int x, int y) => image.Row(y).Slice(x * image.Bands, image.Bands).ToArray();

    /// <summary>Mean absolute difference of samples, in levels.</summary>
    public static double Difference(Image a, Image b)
    {
        Assert.Equal((a.Width, a.Height, a.Bands), (b.Width, b.Height, b.Bands));
        long sum = 0;
        for (var i = 0; i < a.Pixels.Length; i++)
        {
            sum += Math.Abs(a.Pixels[i] - b.Pixels[i]);
        }

        return (double)sum / a.Pixels.Length;
    }
}
