using System.Numerics;
using System.Runtime.InteropServices;

namespace Pentimento.Engine.Operations.Kernels;

/// <summary>Gain that strengthens or weakens detail around a base layer.</summary>
internal static class LocalContrast
{
    private const float NoiseFloor = 2f / 255;
    private const float EdgeRest = 0.12f;

    // Below this luma a factor would have to be large to add little; the tone is nearly black anyway.
    private const float Black = 4f / 255;

    /// <summary>The gain that adds <paramref name="boost"/> times the detail, weighted to the middle tones.</summary>
    /// <param name="boost">-1 takes all detail away, 1 doubles it.</param>
    public static void Gain(ReadOnlySpan<float> luma, ReadOnlySpan<float> baseLayer, Span<float> gain, float boost)
    {
        var lumas = MemoryMarshal.Cast<float, Vector<float>>(luma);
        var bases = MemoryMarshal.Cast<float, Vector<float>>(baseLayer);
        var gains = MemoryMarshal.Cast<float, Vector<float>>(gain);
        for (var i = 0; i < gains.Length; i++)
        {
            gains[i] = Gain(lumas[i], bases[i], boost);
        }

        for (var i = gains.Length * Vector<float>.Count; i < gain.Length; i++)
        {
            gain[i] = Gain(new Vector<float>(luma[i]), new Vector<float>(baseLayer[i]), boost)[0];
        }
    }

    private static Vector<float> Gain(Vector<float> luma, Vector<float> smooth, float boost)
    {
        var one = Vector<float>.One;
        var detail = luma - smooth;
        var size = Vector.Abs(detail);

        // Coring for more; less takes the noise away as well. What is left of a strong edge is no detail: more of it would be a halo.
        var edge = size / new Vector<float>(EdgeRest);
        var wanted = boost > 0 ? detail * size / ((size + new Vector<float>(NoiseFloor)) * (one + (edge * edge))) : detail;
        var far = (smooth + smooth) - one;
        var middle = one - (far * far * far * far);
        var change = wanted * middle * boost;

        // Darkening is the reciprocal of brightening by as much: dark detail comes close to black and is never crushed.
        var tone = luma + new Vector<float>(Black);
        return (tone + Vector.Max(change, Vector<float>.Zero)) / (tone - Vector.Min(change, Vector<float>.Zero));
    }
}
