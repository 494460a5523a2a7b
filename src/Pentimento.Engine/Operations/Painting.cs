using Pentimento.Engine.Images;
using Pentimento.Engine.Operations.Kernels;

namespace Pentimento.Engine.Operations;

/// <summary>
/// An oil painting: the anisotropic Kuwahara filter (<see cref="AnisotropicKuwahara"/>) lays even patches along the forms, and bristle
/// marks (noise drawn out along the same flow) catch light from the upper left. Painted at a size at which a brush is a dozen pixels
/// wide, then enlarged with edges kept crisp; encoded values, in which patches look even to the eye.
/// </summary>
internal sealed class Painting : Operation
{
    private const double WorkPixels = 1_300_000;
    private const double RadiusShare = 1 / 120.0;
    private const float LeastRadius = 3.5f;
    private const double EdgeEvenness = 2;
    private const float Relief = 7f;
    private const float Richness = 1.12f;

    public override string Name => "painting";

    public override OperationGroup Group => OperationGroup.Look;

    public override string Summary => "An oil painting: even patches along the forms (anisotropic Kuwahara filter) and bristle marks that catch the light.";

    public override AmountRange Amount => new(0, 100, 100);

    public override IReadOnlyList<string> Examples => ["make it look like an oil painting", "turn it into a painting", "paint it"];

    public override string Describe(OperationArguments arguments) => Words.Amount(Name, this, arguments);

    public override Image Apply(Image source, OperationArguments arguments, OperationContext context)
    {
        if (arguments.Amount <= 0)
        {
            return source.Clone();
        }

        var (width, height) = Zoom.SizeFor(source.Width, source.Height, WorkPixels);
        using var small = Resampling.Resize(source, width, height);
        Paint(small, context);
        var result = Enlarge(small, source, context.Cancellation);
        Blend.Towards(source, result, arguments.Amount / 100);
        return result;
    }

    private static void Paint(Image image, OperationContext context)
    {
        using var luma = LightPlanes.Luma(image);
        using var flow = FlowField.Of(luma, 2.5, context.Cancellation);
        var radius = Math.Max(LeastRadius, (float)(RadiusShare * Math.Min(image.Width, image.Height)));
        new AnisotropicKuwahara(radius).Run(image, flow, context.Cancellation);
        for (var band = 0; band < 3; band++)
        {
            // The filter's edges are stairs of pixels: averaging along them, and never across, makes brush strokes of them.
            using var plane = EncodedPlanes.Load(image, band);
            using var even = flow.Along(plane, EdgeEvenness, context.Cancellation);
            EncodedPlanes.Store(even, image, band);
        }

        using var noise = NoiseField.Create(image.Width, image.Height, 0.7, context.Seed, context.Cancellation);
        using var bristles = flow.Along(noise, 0.7 * radius, context.Cancellation);
        for (var y = 0; y < image.Height; y++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            Light(image.Row(y), image.Bands, bristles.Row(y), bristles.Row(Math.Max(0, y - 1)));
        }
    }

    /// <summary>Lights the marks and enriches the colour a little, as oil does.</summary>
    private static void Light(Span<byte> row, int bands, ReadOnlySpan<float> here, ReadOnlySpan<float> above)
    {
        for (int x = 0, p = 0; x < here.Length; x++, p += bands)
        {
            var slope = Relief * (here[x] - above[Math.Max(0, x - 1)]);
            var luma = (0.2126f * row[p]) + (0.7152f * row[p + 1]) + (0.0722f * row[p + 2]);

            // Thick paint is bright paint; black is thin and shows no marks.
            slope *= 0.35f + (luma / 255);
            for (var band = 0; band < 3; band++)
            {
                row[p + band] = (byte)Math.Clamp(luma + (Richness * (row[p + band] - luma)) + slope + 0.5f, 0, 255);
            }
        }
    }

    /// <summary>The painting in the source's size, with the source's alpha.</summary>
    private static Image Enlarge(Image small, Image source, CancellationToken cancellation)
    {
        var result = Resampling.Resize(small, source.Width, source.Height);
        try
        {
            if (source.Width > small.Width)
            {
                using var bounds = new LumaBounds(small);
                EdgeSharpening.Run(result, bounds, 0.6 * source.Width / small.Width, gain: 1.2f, slack: 0, cancellation);
            }

            for (var p = 3; source.HasAlpha && p < result.Pixels.Length; p += 4)
            {
                result.Pixels[p] = source.Pixels[p];
            }

            return result;
        }
        catch
        {
            result.Dispose();
            throw;
        }
    }
}
