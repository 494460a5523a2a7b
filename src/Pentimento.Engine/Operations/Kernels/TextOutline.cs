using Pentimento.Engine.Images;

namespace Pentimento.Engine.Operations.Kernels;

/// <summary>The soft outline that makes text legible on any ground.</summary>
internal static class TextOutline
{
    private const float Gain = 4;
    private const float Opacity = 0.9f;

    /// <summary>Coverage of the text grown by about <paramref name="reach"/> pixels, with a soft edge.</summary>
    /// <param name="room">Pixels that the plane is larger than the text on each side.</param>
    public static Plane Around(TextMask mask, double reach, out int room, CancellationToken cancellation)
    {
        room = (int)Math.Ceiling(2 * reach) + 1;
        var plane = mask.ToPlane(room);
        GaussianBlur.Run(plane, 0.7 * reach, cancellation);
        foreach (ref var value in plane.Values)
        {
            value = Opacity * Math.Min(1, Gain * value);
        }

        return plane;
    }

    /// <summary>The colour that stands off from an ink.</summary>
    public static Rgb Against(Rgb ink) => ((2126 * ink.R) + (7152 * ink.G) + (722 * ink.B)) > 1_100_000 ? Rgb.Black : Rgb.White;

    /// <summary>Puts a colour over a picture by coverage, cut off at the borders.</summary>
    public static void Draw(Image image, Plane coverage, int left, int top, Rgb colour)
    {
        for (var y = Math.Max(0, -top); y < coverage.Height && y + top < image.Height; y++)
        {
            var from = coverage.Row(y);
            var to = image.Row(y + top);
            for (var x = Math.Max(0, -left); x < coverage.Width && x + left < image.Width; x++)
            {
                Compositing.Blend(to.Slice((x + left) * image.Bands, image.Bands), colour.R, colour.G, colour.B, (int)((255 * from[x]) + 0.5f));
            }
        }
    }
}
