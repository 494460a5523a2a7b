using Pentimento.Engine.Images;
using Pentimento.Engine.Operations;
using Pentimento.Engine.Operations.Kernels;

namespace Pentimento.Engine.Tests.Operations;

/// <summary>Pictures for tests, and what can be measured in them.</summary>
internal static class Pictures
{
    /// <summary>A part of a photograph in tests/assets.</summary>
    public static Image Photo(string name, int width = 240, int height = 160)
    {
        using var whole = new ImageDecoder(new DecodeLimits()).Decode(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "assets", name)));
        return Resampling.Crop(whole, (whole.Width - width) / 2, (whole.Height - height) / 2, width, height);
    }

    /// <summary>A picture made pixel by pixel; alpha makes it RGBA.</summary>
    public static Image Make(int width, int height, Func<int, int, Rgb> colour, Func<int, int, byte>? alpha = null)
    {
        var image = Image.Create(width, height, alpha is null ? 3 : 4);
        for (var y = 0; y < height; y++)
        {
            var row = image.Row(y);
            for (int x = 0, p = 0; x < width; x++, p += image.Bands)
            {
                var c = colour(x, y);
                (row[p], row[p + 1], row[p + 2]) = (c.R, c.G, c.B);
                if (alpha is not null)
                {
                    row[p + 3] = alpha(x, y);
                }
            }
        }

        return image;
    }

    public static Image Flat(int width, int height, Rgb colour) => Make(width, height, (_, _) => colour);

    public static Rgb Grey(double level) => new((byte)Math.Clamp(Math.Round(level), 0, 255), (byte)Math.Clamp(Math.Round(level), 0, 255), (byte)Math.Clamp(Math.Round(level), 0, 255));

    /// <summary>The photograph with the same change for every pixel.</summary>
    public static Image Changed(Image image, Func<Rgb, Rgb> change) => Make(image.Width, image.Height, (x, y) => change(At(image, x, y)));

    /// <summary>The photograph with Gaussian noise, the same each time.</summary>
    public static Image Noisy(Image image, double sigma)
    {
        var random = new Random(1);
        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        byte Add(byte value) => (byte)Math.Clamp(Math.Round(value + (sigma * Normal())), 0, 255);
        return Changed(image, c => new(Add(c.R), Add(c.G), Add(c.B)));
    }

    public static Rgb At(Image image, int x, int y)
    {
        var p = image.Row(y)[(x * image.Bands)..];
        return new(p[0], p[1], p[2]);
    }

    public static double Luma(Image image, int x, int y)
    {
        var c = At(image, x, y);
        return (0.2126 * c.R) + (0.7152 * c.G) + (0.0722 * c.B);
    }

    public static double MeanLuma(Image image) =>
        Enumerable.Range(0, image.Height).Average(y => Enumerable.Range(0, image.Width).Average(x => Luma(image, x, y)));

    /// <summary>Standard deviation of luma.</summary>
    public static double Spread(Image image)
    {
        var mean = MeanLuma(image);
        return Math.Sqrt(Enumerable.Range(0, image.Height).Average(y => Enumerable.Range(0, image.Width).Average(x => Math.Pow(Luma(image, x, y) - mean, 2))));
    }

    /// <summary>Mean chroma in OKLab.</summary>
    public static double MeanChroma(Image image) => Enumerable.Range(0, image.Height).Average(y => Enumerable.Range(0, image.Width).Average(x =>
    {
        var lab = OkLab.FromRgb(ColourSample.Linear(At(image, x, y)));
        return Math.Sqrt((lab.Y * lab.Y) + (lab.Z * lab.Z));
    }));

    /// <summary>Mean absolute difference of samples, in levels.</summary>
    public static double Difference(Image a, Image b)
    {
        var (sum, left, right) = (0L, a.Pixels.ToArray(), b.Pixels.ToArray());
        for (var i = 0; i < left.Length; i++)
        {
            sum += Math.Abs(left[i] - right[i]);
        }

        return (double)sum / left.Length;
    }

    /// <summary>What operations on a background or on skin are about, when the whole picture is it.</summary>
    public static Mask Everything(Image image) =>
        Mask.FromWeights([.. Enumerable.Repeat(byte.MaxValue, image.Width * image.Height)], image.Width, image.Height);

    /// <summary>Runs one operation.</summary>
    public static Image Run(string operation, Image image, double? amount = null, string? value = null, Image? second = null)
    {
        var found = OperationCatalog.Find(operation)!;
        var context = new OperationContext(second is null ? [image] : [image, second], new DecodeLimits(), 0, TestContext.Current.CancellationToken)
        {
            Select = _ => Everything(image),
        };
        return found.Apply(image, new(amount ?? found.Amount?.Default ?? 0, value), context);
    }
}
