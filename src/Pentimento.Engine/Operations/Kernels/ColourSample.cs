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
}
