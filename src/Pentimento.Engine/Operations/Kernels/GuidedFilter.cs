using System.Numerics.Tensors;

namespace Pentimento.Engine.Operations.Kernels;

/// <summary>
/// Edge-preserving smoothing by a local linear model of a guide: in each window the output is a x guide + b (He, Sun and Tang 2013,
/// "Guided Image Filtering"). The model is fitted on reduced planes and read at full resolution (He and Sun 2015, "Fast Guided
/// Filter"), so it costs little memory at any radius, and edges stay as sharp as the guide's. Windows with an edge are smoothed less
/// (edge-aware weighting as in Li et al. 2015, "Weighted Guided Image Filtering"), which takes away what halos are left.
/// </summary>
internal sealed class GuidedFilter : IDisposable
{
    private const float LeastWeight = 1e-4f;

    private readonly Plane _a;
    private readonly Plane _b;
    private readonly int _step;
    private readonly float[] _rowA;
    private readonly float[] _rowB;

    private GuidedFilter(Plane a, Plane b, int step)
    {
        (_a, _b, _step) = (a, b, step);
        _rowA = new float[a.Width + 1];
        _rowB = new float[b.Width + 1];
    }

    /// <summary>Fits the model.</summary>
    /// <param name="guide">Reduced guide, 0..1.</param>
    /// <param name="input">What to smooth, of the same size; the guide itself for an edge-preserving base layer.</param>
    /// <param name="weights">How much each sample counts (alpha); null for all the same.</param>
    /// <param name="step">Full-size pixels to a sample.</param>
    /// <param name="radius">Of the windows, in samples.</param>
    /// <param name="epsilon">Variance of the guide below which a window counts as flat and is smoothed.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static GuidedFilter Fit(Plane guide, Plane input, Plane? weights, int step, int radius, float epsilon, CancellationToken cancellation)
    {
        using var scratch = new Plane(guide.Width, guide.Height);
        using var density = weights is null ? null : Mean(weights, null);
        Plane Mean(Plane p, Plane? q)
        {
            var mean = new Plane(p.Width, p.Height);
            if (q is null)
            {
                p.Values.CopyTo(mean.Values);
            }
            else
            {
                TensorPrimitives.Multiply(p.Values, q.Values, mean.Values);
            }

            BoxFilter.Mean(mean, scratch, radius, cancellation);
            return mean;
        }

        Plane Weighted(Plane p)
        {
            if (weights is null)
            {
                return Mean(p, null);
            }

            var mean = Mean(p, weights);
            var values = mean.Values;
            var counts = density!.Values;
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = counts[i] > LeastWeight ? values[i] / counts[i] : 0;
            }

            return mean;
        }

        Plane Product(Plane p, Plane q)
        {
            using var product = new Plane(p.Width, p.Height);
            TensorPrimitives.Multiply(p.Values, q.Values, product.Values);
            return Weighted(product);
        }

        using var meanGuide = Weighted(guide);
        using var meanInput = Weighted(input);
        using var squares = Product(guide, guide);
        using var products = Product(guide, input);
        using var slope = new Plane(guide.Width, guide.Height);
        using var offset = new Plane(guide.Width, guide.Height);
        Solve(meanGuide.Values, meanInput.Values, squares.Values, products.Values, epsilon, slope.Values, offset.Values);
        return new(Weighted(slope), Weighted(offset), step);
    }

    /// <summary>The model's values along a full-size row. Not for several threads at once.</summary>
    /// <param name="guide">The guide at full resolution.</param>
    /// <param name="output">Of the same length; may be the guide.</param>
    public void Row(int y, ReadOnlySpan<float> guide, Span<float> output)
    {
        var position = Math.Clamp(((y + 0.5f) / _step) - 0.5f, 0, _a.Height - 1);
        var above = (int)position;
        Blend(_a, above, position - above, _rowA);
        Blend(_b, above, position - above, _rowB);
        var scale = 1f / _step;
        for (var x = 0; x < output.Length; x++)
        {
            var at = float.ClampNative(((x + 0.5f) * scale) - 0.5f, 0, _a.Width - 1);
            var left = (int)at;
            var t = at - left;
            var a = _rowA[left] + ((_rowA[left + 1] - _rowA[left]) * t);
            var b = _rowB[left] + ((_rowB[left + 1] - _rowB[left]) * t);
            output[x] = (a * guide[x]) + b;
        }
    }

    public void Dispose()
    {
        _a.Dispose();
        _b.Dispose();
    }

    private static void Solve(
        ReadOnlySpan<float> guide, ReadOnlySpan<float> input, ReadOnlySpan<float> squares, ReadOnlySpan<float> products,
        float epsilon, Span<float> slope, Span<float> offset)
    {
        for (var i = 0; i < slope.Length; i++)
        {
            var variance = Math.Max(0, squares[i] - (guide[i] * guide[i]));
            var covariance = products[i] - (guide[i] * input[i]);

            // The stronger the edge, the less smoothing: eps falls with the window's own variance.
            slope[i] = covariance / (variance + (epsilon * epsilon / (variance + epsilon)));
            offset[i] = input[i] - (slope[i] * guide[i]);
        }
    }

    // One sample more than the plane has, so that the last one has a right neighbour.
    private static void Blend(Plane plane, int above, float t, float[] row)
    {
        var upper = plane.Row(above);
        var lower = plane.Row(Math.Min(above + 1, plane.Height - 1));
        TensorPrimitives.Lerp(upper, lower, t, row);
        row[^1] = row[^2];
    }
}
