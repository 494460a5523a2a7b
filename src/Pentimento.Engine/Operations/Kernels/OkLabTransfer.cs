using System.Numerics;

namespace Pentimento.Engine.Operations.Kernels;

/// <summary>
/// An affine change of OKLab (Ottosson 2020): lightness, a and b become a matrix of themselves plus an offset, held inside the gamut.
/// </summary>
/// <param name="matrix">Row-major 3x3 on (L, a, b).</param>
/// <param name="offset">Added after the matrix.</param>
/// <param name="strength">0 changes nothing, 1 is the whole change.</param>
internal sealed class OkLabTransfer(float[,] matrix, float[] offset, float strength = 1) : VectorKernel
{
    private readonly float[,] _m = Blend(matrix, strength);
    private readonly float[] _o = [.. offset.Select(o => o * strength)];

    protected override (Vector<float> R, Vector<float> G, Vector<float> B) Change(Vector<float> r, Vector<float> g, Vector<float> b)
    {
        var (l, u, v) = OkLab.FromRgb(r, g, b);
        var lightness = (l * _m[0, 0]) + (u * _m[0, 1]) + (v * _m[0, 2]) + new Vector<float>(_o[0]);
        return OkLab.ToRgbInGamut(
            Vector.Min(Vector.Max(lightness, Vector<float>.Zero), Vector<float>.One),
            (l * _m[1, 0]) + (u * _m[1, 1]) + (v * _m[1, 2]) + new Vector<float>(_o[1]),
            (l * _m[2, 0]) + (u * _m[2, 1]) + (v * _m[2, 2]) + new Vector<float>(_o[2]));
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
}
