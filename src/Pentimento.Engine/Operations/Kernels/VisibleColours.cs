using System.Numerics.Tensors;
using Pentimento.Engine.Images;

namespace Pentimento.Engine.Operations.Kernels;

/// <summary>
/// Gives invisible pixels the colours of the visible ones around them (normalised convolution, Knutsson and Westin 1993), so that filters
/// which look at neighbours find no edge at a cut-out and nothing of what its invisible part happens to hold.
/// </summary>
internal static class VisibleColours
{
    private const double SigmaShare = 0.01;

    // How much of the mean colour is mixed in: enough to decide where nothing visible is near.
    private const float MeanWeight = 1e-4f;

    /// <summary>Changes colours in place by how invisible they are; alpha stays. Opaque pictures are left alone.</summary>
    /// <exception cref="OperationCanceledException">Cancelled; checked each few rows.</exception>
    public static void Extend(Image image, CancellationToken cancellation)
    {
        if (!image.HasAlpha)
        {
            return;
        }

        var sigma = Math.Max(2, SigmaShare * Math.Min(image.Width, image.Height));
        using var alpha = EncodedPlanes.Load(image, 3);
        using var near = EncodedPlanes.Load(image, 3);
        var total = Math.Max(TensorPrimitives.Sum<float>(alpha.Values), 1e-3f);
        GaussianBlur.Run(near, sigma, cancellation);
        TensorPrimitives.Add(near.Values, MeanWeight, near.Values);
        for (var band = 0; band < 3; band++)
        {
            using var own = EncodedPlanes.Load(image, band);
            using var spread = new Plane(image.Width, image.Height);
            TensorPrimitives.Multiply(own.Values, alpha.Values, spread.Values);
            var mean = TensorPrimitives.Sum<float>(spread.Values) / total;
            GaussianBlur.Run(spread, sigma, cancellation);
            TensorPrimitives.Add(spread.Values, MeanWeight * mean, spread.Values);
            TensorPrimitives.Divide(spread.Values, near.Values, spread.Values);
            TensorPrimitives.Lerp(spread.Values, own.Values, alpha.Values, own.Values);
            EncodedPlanes.Store(own, image, band);
        }
    }
}
