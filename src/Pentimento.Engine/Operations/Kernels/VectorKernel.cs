using System.Numerics;
using System.Runtime.InteropServices;

namespace Pentimento.Engine.Operations.Kernels;

/// <summary>A kernel on linear light that changes a vector of pixels at a time.</summary>
internal abstract class VectorKernel : PointKernel
{
    public sealed override LightSpace Space => LightSpace.Linear;

    public sealed override void Apply(Span<float> r, Span<float> g, Span<float> b)
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

    /// <summary>The new colours of some pixels, linear; they may leave 0..1.</summary>
    protected abstract (Vector<float> R, Vector<float> G, Vector<float> B) Change(Vector<float> r, Vector<float> g, Vector<float> b);
}
