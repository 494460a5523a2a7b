namespace Pentimento.Engine.Operations.Kernels;

/// <summary>
/// How the lightness of a repainted thing follows from what it was: the thing's middle tone becomes the paint's, its shading keeps
/// its contrast as far as there is room (a diffuse surface scales with its albedo), black stays black, and highlights, which are
/// light and not paint, stay as bright as the steepest allowed slope carries them.
/// </summary>
/// <remarks>Monotone cubic between four points (Fritsch and Carlson 1980), so no shade turns around.</remarks>
internal static class LightnessMap
{
    private const float SteepestHighlights = 2.2f;
    private const float LeastContrast = 0.4f;
    private const float MostContrast = 1.4f;

    /// <param name="from">What the thing looks like.</param>
    /// <param name="to">Lightness of the paint, 0..1.</param>
    public static CurveTable Make(RegionColour from, float to)
    {
        var middle = Math.Clamp(from.Middle, 0.05f, 0.95f);
        var contrast = Math.Clamp(to / middle, LeastContrast, MostContrast);
        var high = Math.Clamp(from.High, middle + 0.02f, 0.98f);

        // The lit side must not reach white before the highlights do.
        var lit = Math.Min(to + (contrast * (high - middle)), to + ((1 - to) * 0.7f));
        var top = Math.Clamp(lit + ((1 - high) * SteepestHighlights), lit, 1);
        var low = Math.Clamp(from.Low, 0.01f, middle - 0.02f);
        var shade = Math.Max(to - (contrast * (middle - low)), to * low / middle * 0.5f);
        float[] xs = low < 0.03f ? [0, middle, high, 1] : [0, low, middle, high, 1];
        float[] ys = low < 0.03f ? [0, to, lit, top] : [0, Math.Min(shade, to * 0.98f), to, lit, top];
        var slopes = Slopes(xs, ys);
        return new(x => Value(xs, ys, slopes, (float)x), LightSpace.Encoded);
    }

    private static float[] Slopes(float[] xs, float[] ys)
    {
        var secants = new float[xs.Length - 1];
        for (var i = 0; i < secants.Length; i++)
        {
            secants[i] = (ys[i + 1] - ys[i]) / (xs[i + 1] - xs[i]);
        }

        var slopes = new float[xs.Length];
        (slopes[0], slopes[^1]) = (secants[0], secants[^1]);
        for (var i = 1; i < secants.Length; i++)
        {
            var (before, after) = (secants[i - 1], secants[i]);
            slopes[i] = before * after <= 0 ? 0 : 2 * before * after / (before + after);
        }

        return slopes;
    }

    private static float Value(float[] xs, float[] ys, float[] slopes, float x)
    {
        var i = 0;
        while (i < xs.Length - 2 && x > xs[i + 1])
        {
            i++;
        }

        var width = xs[i + 1] - xs[i];
        var t = (x - xs[i]) / width;
        var (t2, t3) = (t * t, t * t * t);
        return (ys[i] * ((2 * t3) - (3 * t2) + 1)) + (slopes[i] * width * (t3 - (2 * t2) + t))
            + (ys[i + 1] * ((3 * t2) - (2 * t3))) + (slopes[i + 1] * width * (t3 - t2));
    }
}
