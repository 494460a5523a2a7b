using Pentimento.Engine.Images;
using Pentimento.Engine.Operations.Kernels;

namespace Pentimento.Engine.Operations;

/// <summary>
/// The background as a lens shows it out of focus: the mean of linear light over a disc, each sample counting as much as it is
/// background (normalised convolution), so that the subject neither glows into the blur nor leaves a dark rim; the subject's own
/// colours are laid over it. At 100 % the disc's radius is 5 % of the shorter side.
/// </summary>
internal sealed class BlurBackground : BackgroundOperation
{
    private const double RadiusAtFull = 0.05;

    // Beyond this radius the disc is taken on a smaller picture: what it leaves has no detail.
    private const double LargestRadius = 14;

    public override string Name => "blur_background";

    public override string Summary =>
        "Blurs everything but the subject as a lens does (a disc, in linear light); the subject's colours never bleed into the blur. A mask marks the background.";

    public override AmountRange Amount => new(0, 100, 50);

    public override IReadOnlyList<string> Examples => ["blur the background", "blur the background a little"];

    public override string Describe(OperationArguments arguments) => Words.Amount(Name, this, arguments);

    protected override bool IsNeeded(OperationArguments arguments) => arguments.Amount > 0;

    protected override Image Compose(BackgroundScene scene, OperationArguments arguments, OperationContext context)
    {
        var radius = Math.Min(scene.Source.Width, scene.Source.Height) * RadiusAtFull * arguments.Amount / 100;
        var step = Math.Max(1, (int)(radius / LargestRadius));
        var weights = Reduce(scene, step, null);
        using (weights)
        {
            DiscBlur.Run(weights, radius / step, context.Cancellation);
            using var backdrop = scene.Background.Clone();
            for (var band = 0; band < 3; band++)
            {
                using var light = Reduce(scene, step, band);
                DiscBlur.Run(light, radius / step, context.Cancellation);
                Store(light, weights, backdrop, band);
            }

            return scene.Over(backdrop);
        }
    }

    /// <summary>Sums of the background's weight, or of its linear light times weight, over squares of pixels.</summary>
    private static Plane Reduce(BackgroundScene scene, int step, int? band)
    {
        var picture = scene.Background;
        var linear = SrgbTransfer.ToLinear;
        var plane = new Plane(ReducedPicture.Cells(picture.Width, step), ReducedPicture.Cells(picture.Height, step));
        plane.Values.Clear();
        for (var y = 0; y < picture.Height; y++)
        {
            var from = picture.Row(y);
            var weights = scene.Weights.Row(y);
            var to = plane.Row(y / step);
            for (var x = 0; x < weights.Length; x++)
            {
                var pixel = from.Slice(x * picture.Bands, picture.Bands);
                float weight = weights[x] * (picture.HasAlpha ? pixel[3] : 255);
                to[x / step] += weight * (band is { } b ? linear[pixel[b]] : 1);
            }
        }

        return plane;
    }

    private static void Store(Plane light, Plane weights, Image backdrop, int band)
    {
        var zoom = new Zoom((light.Width, light.Height), (backdrop.Width, backdrop.Height));
        var (lights, counts) = (new float[backdrop.Width], new float[backdrop.Width]);
        for (var y = 0; y < backdrop.Height; y++)
        {
            zoom.Read(light, y, lights);
            zoom.Read(weights, y, counts);
            var row = backdrop.Row(y);
            for (int x = 0, p = band; x < counts.Length; x++, p += backdrop.Bands)
            {
                if (counts[x] >= 1)
                {
                    row[p] = SrgbTransfer.ToByte(lights[x] / counts[x]);
                }
            }
        }
    }
}
