using System.Numerics;

namespace Pentimento.Engine.Operations.Kernels;

/// <summary>Lightens dark circles: the broad light and colour of the region move towards the skin's around it; its fine detail stays.</summary>
internal static class UnderEyes
{
    private const float MostLight = 0.12f;

    /// <param name="skin">The skin around, in OKLab.</param>
    /// <param name="strength">0 nothing, 1 as the skin around.</param>
    public static void Run(SkinPatch circles, Vector3 skin, float strength, CancellationToken cancellation)
    {
        var sigma = Math.Max(1, 0.15 * circles.Scale);
        using var r = circles.Smooth(circles.Band(0), sigma, cancellation);
        using var g = circles.Smooth(circles.Band(1), sigma, cancellation);
        using var b = circles.Smooth(circles.Band(2), sigma, cancellation);
        GaussianBlur.Run(circles.Weights, Math.Max(0.7, 0.05 * circles.Scale), cancellation);
        for (var y = 0; y < circles.Height; y++)
        {
            cancellation.ThrowIfCancellationRequested();
            var weights = circles.Weights.Row(y);
            for (var x = 0; x < weights.Length; x++)
            {
                if (weights[x] > 0)
                {
                    var broad = OkLab.FromRgb(new Vector3(
                        (float)SrgbTransfer.Decode(r.Row(y)[x]), (float)SrgbTransfer.Decode(g.Row(y)[x]), (float)SrgbTransfer.Decode(b.Row(y)[x])));
                    var way = skin - broad;
                    way.X = Math.Clamp(way.X, 0, MostLight);
                    circles.Set(x, y, circles.Lab(x, y) + (way * new Vector3(1, 0.7f, 0.7f) * strength * weights[x]));
                }
            }
        }
    }
}
