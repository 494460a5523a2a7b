using System.Numerics.Tensors;

namespace Pentimento.Engine.Operations.Kernels;

/// <summary>
/// Softens wrinkles: thin dark lines, found as what a morphological closing fills (the black top-hat, Meyer 1978), are lightened by a
/// part of their depth. They stay visible; deep shadows are no wrinkles and stay.
/// </summary>
internal static class WrinkleSoftening
{
    private const double WidthShare = 0.018;
    private const float Deepest = 0.1f;
    private const float Noise = 0.012f;

    /// <param name="strength">0 nothing, 1 the whole depth.</param>
    public static void Run(SkinPatch skin, float strength, CancellationToken cancellation)
    {
        using var luma = skin.Luma();
        GaussianBlur.Run(luma, Math.Max(0.6, 0.004 * skin.Scale), cancellation);
        using var depth = TopHat.Dark(luma, Math.Max(1, (int)Math.Round(WidthShare * skin.Scale)), cancellation);
        GaussianBlur.Run(depth, Math.Max(0.6, 0.003 * skin.Scale), cancellation);
        var depths = depth.Values;
        var weights = skin.Weights.Values;
        for (var i = 0; i < depths.Length; i++)
        {
            depths[i] = strength * weights[i] * Math.Min(depths[i], Deepest) * Ramp.Rise(depths[i], 0, Noise);
        }

        for (var band = 0; band < 3; band++)
        {
            TensorPrimitives.Add(skin.Band(band).Values, depths, skin.Band(band).Values);
        }
    }
}
