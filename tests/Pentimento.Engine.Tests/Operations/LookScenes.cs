using Pentimento.Engine.Images;
using Pentimento.Engine.Operations;

namespace Pentimento.Engine.Tests.Operations;

/// <summary>Pictures made in code, and the way to run one operation on them.</summary>
internal static class LookScenes
{
    public static Image Photo(string name) => new ImageDecoder(new DecodeLimits()).Decode(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "assets", name)));

    /// <summary>A picture from a function of the pixel; colours and alpha 0..255.</summary>
    public static Image Draw(int width, int height, int bands, Func<int, int, (int R, int G, int B, int A)> pixel)
    {
        var image = Image.Create(width, height, bands);
        for (var y = 0; y < height; y++)
        {
            var row = image.Row(y);
            for (var x = 0; x < width; x++)
            {
                var (r, g, b, a) = pixel(x, y);
                (row[x * bands], row[(x * bands) + 1], row[(x * bands) + 2]) = ((byte)r, (byte)g, (byte)b);
                if (bands == 4)
                {
                    row[(x * bands) + 3] = (byte)a;
                }
            }
        }

        return image;
    }

    public static Image Flat(int width, int height, int level, int bands = 3) => Draw(width, height, bands, (_, _) => (level, level, level, 255));

    /// <summary>A picture whose grey is a function of the plane, sampled four by four times a pixel.</summary>
    public static Image Smooth(int width, int height, Func<double, double, double> grey) => Draw(width, height, 3, (x, y) =>
    {
        var sum = 0.0;
        for (var i = 0; i < 16; i++)
        {
            sum += grey(x + (((i % 4) - 1.5) / 4), y + (((i / 4) - 1.5) / 4));
        }

        var level = (int)Math.Round(sum / 16);
        return (level, level, level, 255);
    });

    public static Image Run(string operation, Image source, double? amount = null, string? value = null, int seed = 0, params Image[] others)
    {
        var found = OperationCatalog.Find(operation)!;
        Assert.Null(found.CheckValue(value));
        return found.Apply(source, new(amount ?? found.Amount?.Default ?? 0, value), Context(source, seed, others));
    }

    public static OperationContext Context(Image source, int seed = 0, Image[]? others = null, CancellationToken cancellation = default) =>
        new([source, .. others ?? []], new DecodeLimits(), seed, cancellation);

    public static (int R, int G, int B) At(Image image, int x, int y)
    {
        var pixel = image.Row(y).Slice(x * image.Bands, 3);
        return (pixel[0], pixel[1], pixel[2]);
    }

    public static int AlphaAt(Image image, int x, int y) => image.Row(y)[(x * 4) + 3];

    /// <summary>Mean of the absolute differences of all samples.</summary>
    public static double Change(Image a, Image b)
    {
        var sum = 0L;
        for (var i = 0; i < a.Pixels.Length; i++)
        {
            sum += Math.Abs(a.Pixels[i] - b.Pixels[i]);
        }

        return (double)sum / a.Pixels.Length;
    }

    /// <summary>The rectangle of all pixels that differ; null when none does.</summary>
    public static (int Left, int Top, int Right, int Bottom)? Changed(Image a, Image b)
    {
        var (left, top, right, bottom) = (int.MaxValue, int.MaxValue, -1, -1);
        for (var y = 0; y < a.Height; y++)
        {
            for (var x = 0; x < a.Width; x++)
            {
                if (!a.Row(y).Slice(x * a.Bands, a.Bands).SequenceEqual(b.Row(y).Slice(x * b.Bands, b.Bands)))
                {
                    (left, top, right, bottom) = (Math.Min(left, x), Math.Min(top, y), Math.Max(right, x), Math.Max(bottom, y));
                }
            }
        }

        return right < 0 ? null : (left, top, right, bottom);
    }
}
