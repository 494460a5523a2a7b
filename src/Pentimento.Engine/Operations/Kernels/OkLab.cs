using System.Numerics;
using System.Runtime.InteropServices;

namespace Pentimento.Engine.Operations.Kernels;

/// <summary>
/// OKLab (B. Ottosson 2020, "A perceptual color space for image processing") over linear sRGB, on planar blocks with SIMD.
/// </summary>
internal static class OkLab
{
    private const int BisectionSteps = 7;

    // A thousandth of a level: rounding must not push a colour at the very edge back.
    private const float GamutTolerance = 4e-6f;

    /// <summary>
    /// Multiplies chroma by a factor at constant lightness and hue. A colour that would leave the gamut gets the largest factor that
    /// keeps it inside (found by bisection), so that no channel clips and no hue turns.
    /// </summary>
    /// <remarks>
    /// In OKLab's own cone space (l', m', s') lightness adds equally to all three, so scaling chroma is a blend towards L: no need
    /// to go through a and b.
    /// </remarks>
    /// <param name="r">Linear red, 0..1; changed in place, as are the others.</param>
    /// <param name="chroma">0 makes grey of the same lightness, 1 changes nothing, 2 doubles.</param>
    public static void ScaleChroma(Span<float> r, Span<float> g, Span<float> b, float chroma)
    {
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(r);
        var greens = MemoryMarshal.Cast<float, Vector<float>>(g);
        var blues = MemoryMarshal.Cast<float, Vector<float>>(b);
        var k = new Vector<float>(chroma);
        for (var i = 0; i < vectors.Length; i++)
        {
            (vectors[i], greens[i], blues[i]) = ScaleChroma(vectors[i], greens[i], blues[i], k);
        }

        for (var i = vectors.Length * Vector<float>.Count; i < r.Length; i++)
        {
            var (x, y, z) = ScaleChroma(new Vector<float>(r[i]), new Vector<float>(g[i]), new Vector<float>(b[i]), k);
            (r[i], g[i], b[i]) = (x[0], y[0], z[0]);
        }
    }

    /// <summary>Linear sRGB to OKLab.</summary>
    public static (Vector<float> L, Vector<float> A, Vector<float> B) FromRgb(Vector<float> r, Vector<float> g, Vector<float> b)
    {
        var l = CubeRoot((r * 0.4122214708f) + (g * 0.5363325363f) + (b * 0.0514459929f));
        var m = CubeRoot((r * 0.2119034982f) + (g * 0.6806995451f) + (b * 0.1073969566f));
        var s = CubeRoot((r * 0.0883024619f) + (g * 0.2817188376f) + (b * 0.6299787005f));
        return (
            (l * 0.2104542553f) + (m * 0.7936177850f) - (s * 0.0040720468f),
            (l * 1.9779984951f) - (m * 2.4285922050f) + (s * 0.4505937099f),
            (l * 0.0259040371f) + (m * 0.7827717662f) - (s * 0.8086757660f));
    }

    /// <summary>One colour of linear sRGB to OKLab, as (L, a, b).</summary>
    public static Vector3 FromRgb(Vector3 linear)
    {
        var l = MathF.Cbrt(Vector3.Dot(linear, new(0.4122214708f, 0.5363325363f, 0.0514459929f)));
        var m = MathF.Cbrt(Vector3.Dot(linear, new(0.2119034982f, 0.6806995451f, 0.1073969566f)));
        var s = MathF.Cbrt(Vector3.Dot(linear, new(0.0883024619f, 0.2817188376f, 0.6299787005f)));
        return new(
            (0.2104542553f * l) + (0.7936177850f * m) - (0.0040720468f * s),
            (1.9779984951f * l) - (2.4285922050f * m) + (0.4505937099f * s),
            (0.0259040371f * l) + (0.7827717662f * m) - (0.8086757660f * s));
    }

    /// <summary>
    /// OKLab to linear sRGB. A colour outside the gamut loses chroma until it fits (by bisection at constant lightness and hue), so no
    /// channel clips and no hue turns.
    /// </summary>
    public static (Vector<float> R, Vector<float> G, Vector<float> B) ToRgbInGamut(Vector<float> lightness, Vector<float> a, Vector<float> b)
    {
        var colour = ToRgb(lightness, a, b);
        var fits = InGamut(colour);
        if (Vector.EqualsAll(fits, new Vector<int>(-1)))
        {
            return colour;
        }

        var (low, high) = (Vector<float>.Zero, Vector<float>.One);
        for (var step = 0; step < BisectionSteps; step++)
        {
            var middle = (low + high) * 0.5f;
            var inside = InGamut(ToRgb(lightness, a * middle, b * middle));
            low = Vector.ConditionalSelect(inside, middle, low);
            high = Vector.ConditionalSelect(inside, high, middle);
        }

        var chroma = Vector.ConditionalSelect(fits, Vector<float>.One, low);
        return ToRgb(lightness, a * chroma, b * chroma);
    }

    private static (Vector<float> R, Vector<float> G, Vector<float> B) ToRgb(Vector<float> lightness, Vector<float> a, Vector<float> b)
    {
        var l = lightness + (a * 0.3963377774f) + (b * 0.2158037573f);
        var m = lightness - (a * 0.1055613458f) - (b * 0.0638541728f);
        var s = lightness - (a * 0.0894841775f) - (b * 1.2914855480f);
        (l, m, s) = (Cube(l), Cube(m), Cube(s));
        return (
            (l * 4.0767416621f) - (m * 3.3077115913f) + (s * 0.2309699292f),
            (l * -1.2684380046f) + (m * 2.6097574011f) - (s * 0.3413193965f),
            (l * -0.0041960863f) - (m * 0.7034186147f) + (s * 1.7076147010f));
    }

    private static (Vector<float> R, Vector<float> G, Vector<float> B) ScaleChroma(Vector<float> r, Vector<float> g, Vector<float> b, Vector<float> chroma)
    {
        var l = CubeRoot((r * 0.4122214708f) + (g * 0.5363325363f) + (b * 0.0514459929f));
        var m = CubeRoot((r * 0.2119034982f) + (g * 0.6806995451f) + (b * 0.1073969566f));
        var s = CubeRoot((r * 0.0883024619f) + (g * 0.2817188376f) + (b * 0.6299787005f));
        var lightness = (l * 0.2104542553f) + (m * 0.7936177850f) - (s * 0.0040720468f);
        var best = ToRgb(lightness, l, m, s, chroma);
        var fits = InGamut(best);
        if (Vector.EqualsAll(fits, new Vector<int>(-1)))
        {
            return best;
        }

        // The colour itself fits, the wanted one may not.
        var (low, high) = (Vector.Min(Vector<float>.One, chroma), chroma);
        for (var step = 0; step < BisectionSteps; step++)
        {
            var middle = (low + high) * 0.5f;
            var inside = InGamut(ToRgb(lightness, l, m, s, middle));
            low = Vector.ConditionalSelect(inside, middle, low);
            high = Vector.ConditionalSelect(inside, high, middle);
        }

        return ToRgb(lightness, l, m, s, Vector.ConditionalSelect(fits, chroma, low));
    }

    private static (Vector<float> R, Vector<float> G, Vector<float> B) ToRgb(
        Vector<float> lightness, Vector<float> l, Vector<float> m, Vector<float> s, Vector<float> chroma)
    {
        l = Cube(lightness + ((l - lightness) * chroma));
        m = Cube(lightness + ((m - lightness) * chroma));
        s = Cube(lightness + ((s - lightness) * chroma));
        return (
            (l * 4.0767416621f) - (m * 3.3077115913f) + (s * 0.2309699292f),
            (l * -1.2684380046f) + (m * 2.6097574011f) - (s * 0.3413193965f),
            (l * -0.0041960863f) - (m * 0.7034186147f) + (s * 1.7076147010f));
    }

    private static Vector<int> InGamut((Vector<float> R, Vector<float> G, Vector<float> B) colour)
    {
        var least = Vector.Min(colour.R, Vector.Min(colour.G, colour.B));
        var most = Vector.Max(colour.R, Vector.Max(colour.G, colour.B));
        return Vector.GreaterThanOrEqual(least, new Vector<float>(-GamutTolerance)) & Vector.LessThanOrEqual(most, new Vector<float>(1 + GamutTolerance));
    }

    private static Vector<float> Cube(Vector<float> x) => x * x * x;

    /// <summary>Cube root of values from 0 up: an estimate from the exponent bits, then two steps of Halley's method (error below 1e-6).</summary>
    internal static Vector<float> CubeRoot(Vector<float> x)
    {
        var positive = Vector.Max(x, new Vector<float>(1e-12f));
        // Dividing the exponent by three is a multiplication in floats: the bits are read as a number.
        var bits = Vector.ConvertToSingle(Vector.AsVectorInt32(positive));
        var y = Vector.AsVectorSingle(Vector.ConvertToInt32((bits * (1 / 3f)) + new Vector<float>(709921077f)));
        for (var step = 0; step < 2; step++)
        {
            var cube = y * y * y;
            y *= (cube + positive + positive) / (cube + cube + positive);
        }

        return y;
    }
}
