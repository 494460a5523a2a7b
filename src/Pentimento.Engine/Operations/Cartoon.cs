using System.Buffers;
using Pentimento.Engine.Images;
using Pentimento.Engine.Operations.Kernels;

namespace Pentimento.Engine.Operations;

/// <summary>
/// A cartoon (Winnemöller, Olsen and Gooch 2006, "Real-time video abstraction"): colours flattened by an edge-preserving filter
/// (<see cref="DomainTransform"/>), luma drawn to a few steps with soft edges, and ink where an extended difference of Gaussians along
/// the flow says so (XDoG: Winnemöller, Kyprianidis and Olsen 2012). Filters run on a smaller picture; steps and lines are cut at full
/// size, which is what makes them crisp. Encoded values, as steps should look even.
/// </summary>
internal sealed class Cartoon : CopyOperation
{
    private const double WorkPixels = 1_000_000;
    private const double SpaceShare = 0.03;
    private const double Range = 0.35;
    private const int Levels = 7;
    private const float StepSharpness = 5f;
    private const float Richness = 1.3f;
    private const double LineShare = 1 / 900.0;
    private const double LineRatio = 1.6;
    private const float LineThreshold = 0.0075f;
    private const float LineSharpness = 200f;

    public override string Name => "cartoon";

    public override OperationGroup Group => OperationGroup.Look;

    public override string Summary => "A cartoon: colours flattened within their edges, a few steps of light, and black outlines (XDoG).";

    public override AmountRange Amount => new(0, 100, 100);

    public override IReadOnlyList<string> Examples => ["make it a cartoon", "cartoonify it", "turn it into a comic"];

    protected override void Edit(Image source, Image result, OperationArguments arguments, OperationContext context)
    {
        var size = Zoom.SizeFor(source.Width, source.Height, WorkPixels);
        using var small = Resampling.Resize(source, size.Width, size.Height);
        VisibleColours.Extend(small, context.Cancellation);
        using var lines = Lines(small, context.Cancellation);
        using var red = EncodedPlanes.Load(small, 0);
        using var green = EncodedPlanes.Load(small, 1);
        using var blue = EncodedPlanes.Load(small, 2);
        Plane[] planes = [red, green, blue];
        DomainTransform.Run(planes, SpaceShare * Math.Min(size.Width, size.Height), Range, context.Cancellation);
        Draw(result, [red, green, blue, lines], context.Cancellation);
        Blend.Towards(source, result, arguments.Amount / 100);
    }

    /// <summary>The difference of Gaussians across edges, evened along them: below 0 on the dark side of an edge.</summary>
    private static Plane Lines(Image small, CancellationToken cancellation)
    {
        var sigma = Math.Max(0.9, LineShare * Math.Min(small.Width, small.Height));
        using var narrow = LightPlanes.Luma(small);
        using var flow = FlowField.Of(narrow, 3 * sigma, cancellation);
        using var wide = LightPlanes.Luma(small);
        GaussianBlur.Run(narrow, sigma, cancellation);
        GaussianBlur.Run(wide, LineRatio * sigma, cancellation);
        System.Numerics.Tensors.TensorPrimitives.Subtract(narrow.Values, wide.Values, narrow.Values);
        return flow.Along(narrow, 3 * sigma, cancellation);
    }

    private static void Draw(Image image, ReadOnlySpan<Plane> planes, CancellationToken cancellation)
    {
        var zoom = new Zoom((planes[0].Width, planes[0].Height), (image.Width, image.Height));
        var steps = new CurveTable(Step, LightSpace.Encoded);
        var width = image.Width;
        var buffer = ArrayPool<float>.Shared.Rent(4 * width);
        try
        {
            for (var y = 0; y < image.Height; y++)
            {
                cancellation.ThrowIfCancellationRequested();
                for (var i = 0; i < planes.Length; i++)
                {
                    zoom.Read(planes[i], y, buffer.AsSpan(i * width, width));
                }

                Row(image.Row(y), image.Bands, steps, buffer.AsSpan(0, 4 * width));
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(buffer);
        }
    }

    private static void Row(Span<byte> row, int bands, CurveTable steps, ReadOnlySpan<float> planes)
    {
        var width = planes.Length / 4;
        for (int x = 0, p = 0; x < width; x++, p += bands)
        {
            var (r, g, b) = (planes[x], planes[width + x], planes[(2 * width) + x]);
            var luma = (0.2126f * r) + (0.7152f * g) + (0.0722f * b);

            // 1 is no line; beyond the threshold it falls steeply.
            var over = (planes[(3 * width) + x] + LineThreshold) * LineSharpness;
            var ink = over >= 0 ? 1 : Math.Max(0, 1 + over);
            var step = steps.At(luma);
            row[p] = SrgbTransfer.UnitToByte(ink * (step + (Richness * (r - luma))));
            row[p + 1] = SrgbTransfer.UnitToByte(ink * (step + (Richness * (g - luma))));
            row[p + 2] = SrgbTransfer.UnitToByte(ink * (step + (Richness * (b - luma))));
        }
    }

    /// <summary>The nearest step, reached by a hyperbolic tangent (Winnemöller et al. 2006, eq. 6).</summary>
    private static double Step(double luma)
    {
        var scaled = luma * Levels;
        var edge = Math.Round(scaled);
        return (edge + (0.5 * Math.Tanh(StepSharpness * (scaled - edge)) / Math.Tanh(StepSharpness * 0.5))) / Levels;
    }
}
