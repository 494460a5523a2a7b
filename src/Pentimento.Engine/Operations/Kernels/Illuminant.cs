using System.Numerics;
using Pentimento.Engine.Images;

namespace Pentimento.Engine.Operations.Kernels;

/// <summary>
/// The colour of the light in a picture by shades of grey (Finlayson and Trezzi 2004): a Minkowski mean of linear light with p = 6,
/// over pixels weighted by how neutral they are under the estimate so far, so that a large coloured thing is not taken for the light.
/// Skin counts less, as it is never grey; clipped and nearly black pixels do not count.
/// </summary>
internal static class Illuminant
{
    private const int Norm = 6;
    private const int Rounds = 6;
    private const byte Clipped = 250;
    private const byte Dark = 20;
    private const float NeutralChroma = 0.05f;
    private const float SkinWeight = 0.25f;

    // Of OKLab: a light is hardly ever more coloured than this, and strays less towards green and magenta than towards yellow and blue.
    private const float MostChroma = 0.13f;
    private const float MostGreenMagenta = 0.05f;
    private const float Unnoticeable = 0.008f;

    // Share of pixels that must come out neutral: the stronger the cast, the more it takes to believe in it.
    private const float LeastSupport = 0.05f;
    private const float SupportForChroma = 3.5f;

    /// <summary>The light's colour in linear sRGB, its greatest channel 1; white when the picture does not tell.</summary>
    public static Vector3 Estimate(ColourSample sample)
    {
        var pixels = new List<Vector3>(sample.Pixels.Count);
        foreach (var pixel in sample.Pixels)
        {
            if (Math.Max(pixel.R, Math.Max(pixel.G, pixel.B)) is > Dark and < Clipped)
            {
                pixels.Add(ColourSample.Linear(pixel));
            }
        }

        if (pixels.Count == 0)
        {
            return Vector3.One;
        }

        var light = Vector3.One;
        double neutral = 0;
        for (var round = 0; round < Rounds; round++)
        {
            (light, neutral) = Refine(pixels, light);
        }

        return Plausible(light, (float)neutral);
    }

    private static (Vector3 Light, double Neutral) Refine(List<Vector3> pixels, Vector3 light)
    {
        double r = 0, g = 0, b = 0, weights = 0;
        foreach (var pixel in pixels)
        {
            var lab = OkLab.FromRgb(pixel / light);
            var weight = Math.Exp(-((lab.Y * lab.Y) + (lab.Z * lab.Z)) / (NeutralChroma * NeutralChroma)) * (IsSkin(lab) ? SkinWeight : 1);
            weights += weight;
            r += weight * Power(pixel.X);
            g += weight * Power(pixel.Y);
            b += weight * Power(pixel.Z);
        }

        if (weights < 1e-6)
        {
            return (light, 0);
        }

        var next = new Vector3((float)Math.Pow(r, 1.0 / Norm), (float)Math.Pow(g, 1.0 / Norm), (float)Math.Pow(b, 1.0 / Norm));
        var most = Math.Max(next.X, Math.Max(next.Y, next.Z));
        return (Vector3.Max(next / most, new(0.05f)), weights / pixels.Count);
    }

    private static double Power(float x)
    {
        double square = x * x;
        return square * square * square;
    }

    // The wedge of OKLab where skin of every complexion lies.
    private static bool IsSkin(Vector3 lab)
    {
        var hue = MathF.Atan2(lab.Z, lab.Y) * 180 / MathF.PI;
        var chroma = MathF.Sqrt((lab.Y * lab.Y) + (lab.Z * lab.Z));
        return hue is > 25 and < 80 && chroma is > 0.03f and < 0.16f && lab.X > 0.25f;
    }

    // Holds the estimate within what lights are, shrinks it where few pixels support it, and leaves out what nobody sees.
    private static Vector3 Plausible(Vector3 light, float neutral)
    {
        var lab = OkLab.FromRgb(light);
        var green = Math.Clamp(lab.Y, -MostGreenMagenta, MostGreenMagenta);
        var chroma = MathF.Sqrt((green * green) + (lab.Z * lab.Z));
        var seen = chroma * chroma / ((chroma * chroma) + (Unnoticeable * Unnoticeable));
        var support = Math.Min(1, neutral / (LeastSupport + (SupportForChroma * chroma)));

        // What is more coloured than any light is a thing that fills the picture; the further beyond, the less is believed.
        var beyond = Math.Min(1, MostChroma / Math.Max(1e-6f, MathF.Sqrt((lab.Y * lab.Y) + (lab.Z * lab.Z))));
        var scale = beyond * beyond * beyond * seen * support;
        var (r, g, b) = OkLab.ToRgbInGamut(new(0.8f), new(green * scale), new(lab.Z * scale));
        return new(r[0], g[0], b[0]);
    }
}
