using System.Numerics;
using System.Runtime.CompilerServices;

namespace Pentimento.Engine.Operations.Kernels;

/// <summary>The orthonormal discrete cosine transform of eight samples, a vector of transforms at a time.</summary>
internal static class Dct8
{
    // cos(k pi / 16) / 2; C4 is also the scale of the mean.
    private const float C1 = 0.49039264f;
    private const float C2 = 0.46193977f;
    private const float C3 = 0.41573481f;
    private const float C4 = 0.35355339f;
    private const float C5 = 0.27778512f;
    private const float C6 = 0.19134172f;
    private const float C7 = 0.09754516f;

    /// <summary>Samples to coefficients, in place.</summary>
    /// <param name="v">Eight vectors.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Forward(Span<Vector<float>> v)
    {
        v = v[..8];
        var (s0, s1, s2, s3) = (v[0] + v[7], v[1] + v[6], v[2] + v[5], v[3] + v[4]);
        var (d0, d1, d2, d3) = (v[0] - v[7], v[1] - v[6], v[2] - v[5], v[3] - v[4]);
        var (a0, a1, a2, a3) = (s0 + s3, s1 + s2, s0 - s3, s1 - s2);
        v[0] = (a0 + a1) * C4;
        v[4] = (a0 - a1) * C4;
        v[2] = (a2 * C2) + (a3 * C6);
        v[6] = (a2 * C6) - (a3 * C2);
        v[1] = (d0 * C1) + (d1 * C3) + (d2 * C5) + (d3 * C7);
        v[3] = (d0 * C3) - (d1 * C7) - (d2 * C1) - (d3 * C5);
        v[5] = (d0 * C5) - (d1 * C1) + (d2 * C7) + (d3 * C3);
        v[7] = (d0 * C7) - (d1 * C5) + (d2 * C3) - (d3 * C1);
    }

    /// <summary>Coefficients to samples, in place.</summary>
    /// <param name="v">Eight vectors.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Inverse(Span<Vector<float>> v)
    {
        v = v[..8];
        var (a0, a1) = ((v[0] + v[4]) * C4, (v[0] - v[4]) * C4);
        var (a2, a3) = ((v[2] * C2) + (v[6] * C6), (v[2] * C6) - (v[6] * C2));
        var (s0, s1, s2, s3) = (a0 + a2, a1 + a3, a1 - a3, a0 - a2);
        var d0 = (v[1] * C1) + (v[3] * C3) + (v[5] * C5) + (v[7] * C7);
        var d1 = (v[1] * C3) - (v[3] * C7) - (v[5] * C1) - (v[7] * C5);
        var d2 = (v[1] * C5) - (v[3] * C1) + (v[5] * C7) + (v[7] * C3);
        var d3 = (v[1] * C7) - (v[3] * C5) + (v[5] * C3) - (v[7] * C1);
        (v[0], v[7]) = (s0 + d0, s0 - d0);
        (v[1], v[6]) = (s1 + d1, s1 - d1);
        (v[2], v[5]) = (s2 + d2, s2 - d2);
        (v[3], v[4]) = (s3 + d3, s3 - d3);
    }
}
