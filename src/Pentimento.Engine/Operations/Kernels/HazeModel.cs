using System.Numerics;
using System.Numerics.Tensors;
using Pentimento.Engine.Images;

namespace Pentimento.Engine.Operations.Kernels;

/// <summary>
/// How much haze lies over each part of a picture and which colour it has (He, Sun and Tang 2009, "Single Image Haze Removal Using
/// Dark Channel Prior"): without haze, every neighbourhood has something dark in some channel. Measured on a reduced picture; the
/// transmission is refined by a guided filter, so that it follows edges at full resolution.
/// </summary>
internal sealed class HazeModel : IDisposable
{
    // The paper's pictures are about 600 x 400, its patches 15 x 15.
    private const int ReducedSide = 400;
    private const int PatchRadius = 7;
    private const int RefineRadius = 24;
    private const float RefineEpsilon = 1e-3f;
    private const double BrightestShare = 0.001;

    // The air is bright: a dark scene without any haze would otherwise be measured against its own greys.
    private const float LeastAir = 0.3f;

    private HazeModel(GuidedFilter haze, Vector3 air, Image small)
    {
        Haze = haze;
        Air = air;
        Small = small;
    }

    /// <summary>Share of the light that is haze, 0..1, as a model over encoded luma.</summary>
    public GuidedFilter Haze { get; }

    /// <summary>Encoded colour of the haze itself.</summary>
    public Vector3 Air { get; }

    /// <summary>The reduced picture that was measured.</summary>
    public Image Small { get; }

    /// <summary>Full-size pixels to a pixel of <see cref="Small"/>.</summary>
    public int Step { get; private init; }

    /// <summary>Measures the picture.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static HazeModel Measure(Image source, CancellationToken cancellation)
    {
        var step = Math.Max(1, Math.Min(source.Width, source.Height) / ReducedSide);
        var small = ReducedPicture.Mean(source, step, cancellation);
        try
        {
            return Measure(small, step, cancellation);
        }
        catch
        {
            small.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        Haze.Dispose();
        Small.Dispose();
    }

    private static HazeModel Measure(Image small, int step, CancellationToken cancellation)
    {
        using var dark = new Plane(small.Width, small.Height);
        using var scratch = new Plane(small.Width, small.Height);
        DarkChannel(small, Vector3.One, dark);
        BoxFilter.Minimum(dark, scratch, PatchRadius, cancellation);
        var air = AirLight(small, dark);
        DarkChannel(small, air, dark);
        BoxFilter.Minimum(dark, scratch, PatchRadius, cancellation);

        // The minimum spreads dark things by the patch's radius, which would leave a rim of haze around them: an opening takes it back.
        TensorPrimitives.Negate(dark.Values, dark.Values);
        BoxFilter.Minimum(dark, scratch, PatchRadius, cancellation);
        TensorPrimitives.Negate(dark.Values, dark.Values);
        using var luma = LightPlanes.Luma(small);
        using var weights = small.HasAlpha ? LightPlanes.Alpha(small) : null;
        return new(GuidedFilter.Fit(luma, dark, weights, step, RefineRadius, RefineEpsilon, cancellation), air, small) { Step = step };
    }

    private static void DarkChannel(Image small, Vector3 air, Plane dark)
    {
        var values = dark.Values;
        var pixels = small.Pixels;
        var (r, g, b) = (1 / (255 * air.X), 1 / (255 * air.Y), 1 / (255 * air.Z));
        for (int i = 0, p = 0; i < values.Length; i++, p += small.Bands)
        {
            var least = Math.Min(pixels[p] * r, Math.Min(pixels[p + 1] * g, pixels[p + 2] * b));
            values[i] = small.HasAlpha && pixels[p + 3] == 0 ? 1 : Math.Min(1, least);
        }
    }

    // The mean colour of the pixels where the dark channel is brightest.
    private static Vector3 AirLight(Image small, Plane dark)
    {
        var sorted = dark.Values.ToArray();
        Array.Sort(sorted);
        var threshold = sorted[^Math.Max(1, (int)(sorted.Length * BrightestShare))];
        Vector3 sum = default;
        var count = 0;
        var values = dark.Values;
        var pixels = small.Pixels;
        for (int i = 0, p = 0; i < values.Length; i++, p += small.Bands)
        {
            if (values[i] >= threshold && (!small.HasAlpha || pixels[p + 3] > 0))
            {
                sum += new Vector3(pixels[p], pixels[p + 1], pixels[p + 2]);
                count++;
            }
        }

        return count == 0 ? Vector3.One : Vector3.Max(sum / (255 * count), new(LeastAir));
    }
}
