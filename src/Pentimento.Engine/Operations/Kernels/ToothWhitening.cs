namespace Pentimento.Engine.Operations.Kernels;

/// <summary>Whitens teeth: what is bright and hardly red in the region loses most of its yellow and gains a little light; lips and gums stay.</summary>
internal static class ToothWhitening
{
    private const float YellowLost = 0.9f;
    private const float Light = 0.35f;

    /// <param name="strength">0 nothing, 1 as white as is believed.</param>
    public static void Run(SkinPatch mouth, float strength, CancellationToken cancellation)
    {
        var bright = Brightest(mouth);
        for (var y = 0; y < mouth.Height; y++)
        {
            cancellation.ThrowIfCancellationRequested();
            var weights = mouth.Weights.Row(y);
            for (var x = 0; x < weights.Length; x++)
            {
                if (weights[x] > 0)
                {
                    var lab = mouth.Lab(x, y);
                    var tooth = weights[x] * Ramp.Rise(lab.X, 0.55f * bright, 0.8f * bright) * (1 - Ramp.Rise(lab.Y, 0.025f, 0.055f));
                    var share = strength * tooth;
                    lab.X += Light * share * (0.97f - Math.Min(0.97f, lab.X));
                    lab.Y *= 1 - (0.5f * share);
                    lab.Z *= 1 - (YellowLost * share);
                    mouth.Set(x, y, lab);
                }
            }
        }
    }

    private static float Brightest(SkinPatch mouth)
    {
        var lights = new List<float>();
        for (var y = 0; y < mouth.Height; y++)
        {
            for (var x = 0; x < mouth.Width; x++)
            {
                if (mouth.Weights.Row(y)[x] > 0.5f)
                {
                    lights.Add(mouth.Lab(x, y).X);
                }
            }
        }

        lights.Sort();
        return lights.Count == 0 ? 1 : lights[(int)(0.95 * (lights.Count - 1))];
    }
}
