namespace Pentimento.Engine.Operations.Kernels;

/// <summary>
/// Takes the flash's red out of pupils: where red is far above both other channels it becomes their mean, which leaves the pupil as
/// dark as it is without the reflex; the white glint has no such excess and stays.
/// </summary>
internal static class RedEyes
{
    // Skin has up to 1.6 times as much encoded red as green, a lit pupil 2 and more.
    private const float LeastRatio = 1.65f;
    private const float SureRatio = 2.1f;
    private const float LeastRed = 0.2f;

    /// <param name="strength">0 nothing, 1 all of the red.</param>
    public static void Run(SkinPatch eyes, float strength, CancellationToken cancellation)
    {
        using var red = new Plane(eyes.Width, eyes.Height);
        for (var y = 0; y < eyes.Height; y++)
        {
            var to = red.Row(y);
            var r = eyes.Band(0).Row(y);
            var g = eyes.Band(1).Row(y);
            var b = eyes.Band(2).Row(y);
            for (var x = 0; x < to.Length; x++)
            {
                var ratio = r[x] / Math.Max(Math.Max(g[x], b[x]), 0.02f);
                to[x] = Ramp.Rise(ratio, LeastRatio, SureRatio) * Ramp.Rise(r[x], LeastRed, LeastRed + 0.1f);
            }
        }

        GaussianBlur.Run(red, 0.7, cancellation);
        for (var y = 0; y < eyes.Height; y++)
        {
            var share = red.Row(y);
            var weights = eyes.Weights.Row(y);
            var r = eyes.Band(0).Row(y);
            var g = eyes.Band(1).Row(y);
            var b = eyes.Band(2).Row(y);
            for (var x = 0; x < share.Length; x++)
            {
                var pupil = (g[x] + b[x]) / 2;
                r[x] += (Math.Min(pupil, r[x]) - r[x]) * Math.Min(1, 1.3f * share[x]) * weights[x] * strength;
            }
        }
    }
}
