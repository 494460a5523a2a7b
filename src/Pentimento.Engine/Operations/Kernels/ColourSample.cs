using System.Numerics;
using Pentimento.Engine.Images;

namespace Pentimento.Engine.Operations.Kernels;

/// <summary>Pixels on an even grid, enough to measure a picture's colours by.</summary>
internal sealed class ColourSample
{
    private const int About = 60_000;
    private const byte Visible = 128;

    private ColourSample(List<Rgb> pixels) => Pixels = pixels;

    /// <summary>Encoded pixels, row by row; empty when all is transparent.</summary>
    public IReadOnlyList<Rgb> Pixels { get; }

    /// <summary>Takes about 60 000 pixels; those that are mostly transparent are left out.</summary>
    public static ColourSample Of(Image image)
    {
        var step = Math.Max(1, (int)Math.Sqrt((double)image.Width * image.Height / About));
        var pixels = new List<Rgb>((image.Width / step + 1) * (image.Height / step + 1));
        for (var y = step / 2; y < image.Height; y += step)
        {
            var row = image.Row(y);
            for (var p = step / 2 * image.Bands; p < row.Length; p += step * image.Bands)
            {
                if (!image.HasAlpha || row[p + 3] >= Visible)
                {
                    pixels.Add(new(row[p], row[p + 1], row[p + 2]));
                }
            }
        }

        return new(pixels);
    }

    /// <summary>Linear light of a pixel.</summary>
    public static Vector3 Linear(Rgb pixel) =>
        new(SrgbTransfer.ToLinear[pixel.R], SrgbTransfer.ToLinear[pixel.G], SrgbTransfer.ToLinear[pixel.B]);

    /// <summary>OKLab of linear sRGB as (L, a, b).</summary>
    public static Vector3 ToOkLab(Vector3 linear)
    {
        var l = MathF.Cbrt(Vector3.Dot(linear, new(0.4122214708f, 0.5363325363f, 0.0514459929f)));
        var m = MathF.Cbrt(Vector3.Dot(linear, new(0.2119034982f, 0.6806995451f, 0.1073969566f)));
        var s = MathF.Cbrt(Vector3.Dot(linear, new(0.0883024619f, 0.2817188376f, 0.6299787005f)));
        return new(
            (0.2104542553f * l) + (0.7936177850f * m) - (0.0040720468f * s),
            (1.9779984951f * l) - (2.4285922050f * m) + (0.4505937099f * s),
            (0.0259040371f * l) + (0.7827717662f * m) - (0.8086757660f * s));
    }
}
