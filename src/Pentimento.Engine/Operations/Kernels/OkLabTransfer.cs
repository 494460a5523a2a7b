using System.Numerics;
using System.Runtime.InteropServices;

namespace Pentimento.Engine.Operations.Kernels;

/// <summary>
/// An affine change of OKLab (Ottosson 2020): lightness, a and b become a matrix of themselves plus an offset. Colours that would
/// leave the gamut lose as much chroma as it takes (by bisection at constant lightness and hue), so no channel clips and no hue turns.
/// </summary>
/// <param name="matrix">Row-major 3x3 on (L, a, b).</param>
/// <param name="offset">Added after the matrix.</param>
/// <param name="strength">0 changes nothing, 1 is the whole change.</param>
internal sealed class OkLabTransfer(float[,] matrix, float[] offset, float strength = 1) : PointKernel
{
    private const int BisectionSteps = 7;

    // A thousandth of a level: rounding must not push a colour at the very edge back.
    private const float GamutTolerance = 4e-6f;

    private readonly float[,] _m = Blend(matrix, strength);
    private readonly float[] _o = [.. offset.Select(o => o * strength)];

    public override LightSpace Space => LightSpace.Linear;

    public override void Apply(Span<float> r, Span<float> g, Span<float> b)
    {
        var reds = MemoryMarshal.Cast<float, Vector<float>>(r);
        var greens = MemoryMarshal.Cast<float, Vector<float>>(g);
        var blues = MemoryMarshal.Cast<float, Vector<float>>(b);
        for (var i = 0; i < reds.Length; i++)
        {
            (reds[i], greens[i], blues[i]) = Change(reds[i], greens[i], blues[i]);
        }

        for (var i = reds.Length * Vector<float>.Count; i < r.Length; i++)
        {
            var (x, y, z) = Change(new Vector<float>(r[i]), new Vector<float>(g[i]), new Vector<float>(b[i]));
            (r[i], g[i], b[i]) = (x[0], y[0], z[0]);
        }
    }

    private static float[,] Blend(float[,] matrix, float strength)
    {
        var blended = new float[3, 3];
        for (var i = 0; i < 9; i++)
        {
            var identity = i % 4 == 0 ? 1 : 0;
            blended[i / 3, i % 3] = identity + ((matrix[i / 3, i % 3] - identity) * strength);
        }

        return blended;
    }

    private (Vector<float> R, Vector<float> G, Vector<float> B) Change(Vector<float> r, Vector<float> g, Vector<float> b)
    {
        var (l, u, v) = FromRgb(r, g, b);
        var lightness = Vector.Min(Vector.Max((l * _m[0, 0]) + (u * _m[0, 1]) + (v * _m[0, 2]) + new Vector<float>(_o[0]), Vector<float>.Zero), Vector<float>.One);
        return ToRgbInGamut(
            lightness,
            (l * _m[1, 0]) + (u * _m[1, 1]) + (v * _m[1, 2]) + new Vector<float>(_o[1]),
            (l * _m[2, 0]) + (u * _m[2, 1]) + (v * _m[2, 2]) + new Vector<float>(_o[2]));
    }

    /// <summary>Linear sRGB to OKLab.</summary>
    public static (Vector<float> L, Vector<float> A, Vector<float> B) FromRgb(Vector<float> r, Vector<float> g, Vector<float> b)
    {
        var l = OkLab.CubeRoot((r * 0.4122214708f) + (g * 0.5363325363f) + (b * 0.0514459929f));
        var m = OkLab.CubeRoot((r * 0.2119034982f) + (g * 0.6806995451f) + (b * 0.1073969566f));
        var s = OkLab.CubeRoot((r * 0.0883024619f) + (g * 0.2817188376f) + (b * 0.6299787005f));
        return (
            (l * 0.2104542553f) + (m * 0.7936177850f) - (s * 0.0040720468f),
            (l * 1.9779984951f) - (m * 2.4285922050f) + (s * 0.4505937099f),
            (l * 0.0259040371f) + (m * 0.7827717662f) - (s * 0.8086757660f));
    }

    /// <summary>OKLab to linear sRGB; chroma shrinks until the colour fits.</summary>
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
        (l, m, s) = (l * l * l, m * m * m, s * s * s);
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
}
