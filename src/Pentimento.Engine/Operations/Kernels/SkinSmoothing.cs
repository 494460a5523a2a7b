using System.Numerics.Tensors;

namespace Pentimento.Engine.Operations.Kernels;

/// <summary>
/// Retouching of skin by frequency separation: what is smaller than a pore and what is larger than a blotch stays, the band between
/// is softened where it is weak (blotches, shine, fine unevenness) and left where it is strong (the shape of the face). Blurs see
/// skin only, so nothing of eyes or hair bleeds in.
/// </summary>
internal static class SkinSmoothing
{
    private const double PoreShare = 0.006;
    private const double BlotchShare = 0.05;
    private const float Strong = 0.07f;

    /// <param name="strength">0 nothing, 1 all of the band.</param>
    public static void Run(SkinPatch skin, float strength, CancellationToken cancellation)
    {
        for (var band = 0; band < 3; band++)
        {
            var plane = skin.Band(band);
            using var fine = skin.Smooth(plane, Math.Max(0.8, PoreShare * skin.Scale), cancellation);
            using var broad = skin.Smooth(plane, Math.Max(1.6, BlotchShare * skin.Scale), cancellation);
            TensorPrimitives.Subtract(fine.Values, broad.Values, fine.Values);
            var values = plane.Values;
            var middle = fine.Values;
            var weights = skin.Weights.Values;
            for (var i = 0; i < values.Length; i++)
            {
                var relative = middle[i] / Strong;
                values[i] -= strength * weights[i] * middle[i] * MathF.Exp(-relative * relative);
            }
        }
    }
}
