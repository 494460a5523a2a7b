using System.Numerics;
using System.Runtime.InteropServices;
using Pentimento.Engine.Images;

namespace Pentimento.Engine.Operations.Kernels;

/// <summary>How much a row's pixels are to be brightened or darkened.</summary>
/// <param name="luma">Encoded luma, 0..1.</param>
/// <param name="baseLayer">The same without detail.</param>
/// <param name="gain">Filled with a factor for each pixel, above 0; 1 changes nothing.</param>
internal delegate void ToneGain(ReadOnlySpan<float> luma, ReadOnlySpan<float> baseLayer, Span<float> gain);

/// <summary>
/// Tone by regions: a gain that depends on an edge-preserving base layer, so that regions change and their detail stays (base and
/// detail as in Durand and Dorsey 2002, with the guided filter of He, Sun and Tang 2013 in place of the bilateral one: no reversed
/// edges). The three channels get one factor, so hue stays.
/// </summary>
internal static class LocalTone
{
    private const int RadiusInSamples = 6;

    /// <summary>The base layer of a picture's luma.</summary>
    /// <param name="share">Radius as a share of the shorter side.</param>
    /// <param name="contrast">Differences of encoded luma well below this count as detail, well above as edges.</param>
    public static GuidedFilter BaseLayer(Image source, double share, float contrast, CancellationToken cancellation)
    {
        var step = Math.Max(1, (int)Math.Round(Math.Min(source.Width, source.Height) * share / RadiusInSamples));
        var (luma, weights) = ReducedPicture.Luma(source, step, cancellation);
        using (luma)
        using (weights)
        {
            return GuidedFilter.Fit(luma, luma, weights, step, RadiusInSamples, contrast * contrast, cancellation);
        }
    }

    /// <summary>Applies a gain, then point kernels in the same pass.</summary>
    /// <returns>A new image; the caller owns it.</returns>
    /// <exception cref="OperationCanceledException">Cancelled; checked each row.</exception>
    public static Image Run(Image source, GuidedFilter baseLayer, ToneGain tone, IReadOnlyList<PointKernel> then, CancellationToken cancellation)
    {
        var result = source.CreateLike();
        try
        {
            var row = new PixelRow(source.Width);
            var smooth = new float[source.Width];
            var gain = new float[source.Width];
            for (var y = 0; y < source.Height; y++)
            {
                cancellation.ThrowIfCancellationRequested();
                row.Load(source, y);
                baseLayer.Row(y, row.Luma, smooth);
                tone(row.Luma, smooth, gain);
                Scale(row.R, row.G, row.B, gain);
                row.Apply(then);
                row.Store(source, result, y);
            }

            return result;
        }
        catch
        {
            result.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Multiplies pixels by a gain. A gain above 1 bends into white by the largest channel, m' = g m / (1 + (g - 1) m), the other
    /// channels in proportion: nothing clips, and hue and saturation stay.
    /// </summary>
    private static void Scale(Span<float> r, Span<float> g, Span<float> b, Span<float> gain)
    {
        var reds = MemoryMarshal.Cast<float, Vector<float>>(r);
        var greens = MemoryMarshal.Cast<float, Vector<float>>(g);
        var blues = MemoryMarshal.Cast<float, Vector<float>>(b);
        var gains = MemoryMarshal.Cast<float, Vector<float>>(gain);
        for (var i = 0; i < reds.Length; i++)
        {
            var most = Vector.Max(reds[i], Vector.Max(greens[i], blues[i]));
            var bend = Vector<float>.One + (Vector.Max(gains[i] - Vector<float>.One, Vector<float>.Zero) * most);
            var factor = gains[i] / bend;
            reds[i] *= factor;
            greens[i] *= factor;
            blues[i] *= factor;
        }

        for (var i = reds.Length * Vector<float>.Count; i < r.Length; i++)
        {
            var most = Math.Max(r[i], Math.Max(g[i], b[i]));
            var factor = gain[i] / (1 + (Math.Max(gain[i] - 1, 0) * most));
            r[i] *= factor;
            g[i] *= factor;
            b[i] *= factor;
        }
    }
}
