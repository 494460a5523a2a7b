using System.Numerics;
using Pentimento.Engine.Images;

namespace Pentimento.Engine.Operations.Kernels;

/// <summary>The colour of a thing, measured in OKLab over the pixels of its region.</summary>
/// <param name="Low">Lightness that 5 % of it lie below.</param>
/// <param name="Middle">Median lightness of what has the thing's own colour.</param>
/// <param name="High">Lightness that 90 % of it lie below: its lit side without the highlights.</param>
/// <param name="Chroma">Typical chroma of the thing's own colour.</param>
/// <param name="Hue">In radians; of no meaning when <see cref="Chroma"/> is near 0.</param>
/// <param name="Unity">The share of its chroma that is of this hue: 1 when it has a single one.</param>
internal sealed record RegionColour(float Low, float Middle, float High, float Chroma, float Hue, float Unity)
{
    private const int About = 40_000;
    private const byte Inside = 200;
    private const float Colourless = 0.04f;
    private const float StrongChroma = 0.1f;
    private const float White = 0.75f;
    private const double LeastPainted = 0.08;
    private const int Bins = 72;
    private const int NearBins = 6;
    private const float NearHue = (NearBins + 0.5f) * MathF.Tau / Bins;

    /// <summary>Measures about 40 000 pixels; null when the region is empty.</summary>
    public static RegionColour? Measure(Image image, Mask? region)
    {
        var pixels = Sample(image, region);
        if (pixels.Count == 0)
        {
            return null;
        }

        var (hue, unity) = MainHue(pixels);
        var coloured = pixels.Where(p => HueDistance(p, hue) < NearHue).ToList();

        // A thing's own colour is its more colourful half: highlights, dark gaps and metal parts have less chroma.
        // A thing with a little colour somewhere is colourless: the half is that of the whole, too.
        var chroma = IsPainted(pixels, coloured) ? Typical(Strong(coloured)) : Math.Min(Typical(coloured.Count > 0 ? coloured : pixels), Typical(pixels));
        var own = (chroma >= Colourless && coloured.Count > 0 ? coloured.Where(p => Length(p) >= chroma / 2) : pixels).Select(p => p.X).Order().ToArray();
        float Quantile(double share) => own[(int)(share * (own.Length - 1))];
        return new(Quantile(0.05), Quantile(0.5), Quantile(0.9), chroma, hue, unity);
    }

    /// <summary>
    /// Whether a thing is called by the colour of a smaller part of it: a red motorcycle is mostly tyres, chrome and shadow. What is
    /// white is paint of its own, so that a white cup is white however much coffee is in it.
    /// </summary>
    private static bool IsPainted(List<Vector3> pixels, List<Vector3> coloured)
    {
        var painted = Strong(coloured).Count / (double)pixels.Count;
        var white = pixels.Count(p => p.X > White && Length(p) < Colourless) / (double)pixels.Count;
        return painted >= LeastPainted && painted > white / 2;
    }

    private static List<Vector3> Strong(List<Vector3> coloured) => [.. coloured.Where(p => Length(p) >= StrongChroma)];

    private static float Typical(List<Vector3> pixels)
    {
        var chromas = pixels.Select(Length).Order().ToArray();
        return chromas[(int)(0.65 * (chromas.Length - 1))];
    }

    /// <summary>The angle between a pixel's hue and another, 0 to pi.</summary>
    public static float HueDistance(Vector3 lab, float hue) => MathF.Abs(MathF.IEEERemainder(MathF.Atan2(lab.Z, lab.Y) - hue, MathF.Tau));

    /// <summary>The hue around which most chroma lies, and the share of all chroma that lies near it.</summary>
    private static (float Hue, float Unity) MainHue(List<Vector3> pixels)
    {
        var histogram = new double[Bins];
        foreach (var pixel in pixels)
        {
            var turn = (MathF.Atan2(pixel.Z, pixel.Y) / MathF.Tau) + 1;
            histogram[(int)(turn * Bins) % Bins] += Length(pixel);
        }

        var total = histogram.Sum();
        double Near(int bin) => Enumerable.Range(-NearBins, (2 * NearBins) + 1).Sum(d => histogram[(bin + d + Bins) % Bins]);
        var best = Enumerable.Range(0, Bins).MaxBy(Near);
        var about = (best + 0.5f) * MathF.Tau / Bins;
        var sum = pixels.Where(p => HueDistance(p, about) < NearHue).Aggregate(Vector2.Zero, (s, p) => s + new Vector2(p.Y, p.Z));
        return (MathF.Atan2(sum.Y, sum.X), total > 1e-6 ? (float)(Near(best) / total) : 0);
    }

    private static float Length(Vector3 lab) => MathF.Sqrt((lab.Y * lab.Y) + (lab.Z * lab.Z));

    private static List<Vector3> Sample(Image image, Mask? region)
    {
        // A region may be a small part: the grid is as fine as its own size allows.
        var area = region is null ? (double)image.Width * image.Height : region.Weights.Count(w => w > 0);
        var step = Math.Max(1, (int)Math.Sqrt(area / About));
        var (sure, any) = (new List<Vector3>(), new List<Vector3>());
        for (var y = 0; y < image.Height; y += step)
        {
            var row = image.Row(y);
            for (var x = 0; x < image.Width; x += step)
            {
                var weight = region is null ? byte.MaxValue : region.Row(y)[x];
                var pixel = row.Slice(x * image.Bands, image.Bands);
                if (weight > 0 && (!image.HasAlpha || pixel[3] > 0))
                {
                    var lab = OkLab.FromRgb(ColourSample.Linear(new(pixel[0], pixel[1], pixel[2])));
                    any.Add(lab);
                    if (weight >= Inside)
                    {
                        sure.Add(lab);
                    }
                }
            }
        }

        return sure.Count > 0 ? sure : any;
    }
}
