using System.Numerics;

namespace Pentimento.Engine.Operations.Kernels;

/// <summary>More chroma in OKLab for colours that have little, none for those that have much: dull pictures gain, vivid ones stay.</summary>
/// <param name="amount">0 changes nothing; 1 doubles the chroma of nearly grey colours.</param>
internal sealed class VibranceKernel(float amount) : VectorKernel
{
    // The chroma at which the effect has fallen to half; skin lies about here.
    private const float HalfEffect = 0.1f;

    protected override (Vector<float> R, Vector<float> G, Vector<float> B) Change(Vector<float> r, Vector<float> g, Vector<float> b)
    {
        var (l, u, v) = OkLab.FromRgb(r, g, b);
        var half = new Vector<float>(HalfEffect * HalfEffect);
        var factor = Vector<float>.One + (half * amount / (half + (u * u) + (v * v)));
        return OkLab.ToRgbInGamut(l, u * factor, v * factor);
    }
}
