using System.Numerics;
using System.Runtime.InteropServices;

namespace Pentimento.Engine.Operations.Kernels;

/// <summary>More chroma in OKLab for colours that have little, none for those that have much: dull pictures gain, vivid ones stay.</summary>
/// <param name="amount">0 changes nothing; 1 doubles the chroma of nearly grey colours.</param>
internal sealed class VibranceKernel(float amount) : PointKernel
{
    // The chroma at which the effect has fallen to half; skin lies about here.
    private const float HalfEffect = 0.1f;

    public override LightSpace Space => LightSpace.Linear;

    public override void Apply(Span<float> r, Span<float> g, Span<float> b)
    {
        var reds = MemoryMarshal.Cast<float, Vector<float>>(r);
        var greens = MemoryMarshal.Cast<float, Vector<float>>(g);
        var blues = MemoryMarshal.Cast<float, Vector<float>>(b);
        for (var i = 0; i < reds.Length; i++)
        {
            (reds[i], greens[i], blues[i]) = Raise(reds[i], greens[i], blues[i]);
        }

        for (var i = reds.Length * Vector<float>.Count; i < r.Length; i++)
        {
            var (x, y, z) = Raise(new Vector<float>(r[i]), new Vector<float>(g[i]), new Vector<float>(b[i]));
            (r[i], g[i], b[i]) = (x[0], y[0], z[0]);
        }
    }

    private (Vector<float> R, Vector<float> G, Vector<float> B) Raise(Vector<float> r, Vector<float> g, Vector<float> b)
    {
        var (l, u, v) = OkLabTransfer.FromRgb(r, g, b);
        var half = new Vector<float>(HalfEffect * HalfEffect);
        var factor = Vector<float>.One + (half * amount / (half + (u * u) + (v * v)));
        return OkLabTransfer.ToRgbInGamut(l, u * factor, v * factor);
    }
}
