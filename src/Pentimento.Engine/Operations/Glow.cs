using System.Buffers;
using System.Numerics.Tensors;
using Pentimento.Engine.Images;
using Pentimento.Engine.Operations.Kernels;

namespace Pentimento.Engine.Operations;

/// <summary>
/// The look of Michael Orton's sandwiched slides: a sharp picture under a soft, overexposed one. The soft light is the picture's own,
/// spread by a wide Gaussian in linear light, as a diffusion filter spreads it, and added as light adds under a limit (screen).
/// Bright parts shine most: shadows keep their depth.
/// </summary>
internal sealed class Glow : CopyOperation
{
    private const double SigmaShare = 0.025;
    private const float Softness = 0.25f;
    private const float Knee = 0.25f;

    // The glow is smooth: a small picture carries all of it.
    private const double WorkPixels = 400_000;

    public override string Name => "glow";

    public override OperationGroup Group => OperationGroup.Look;

    public override string Summary => "A soft bright glow (Orton): the picture's own light, spread wide in linear light and added to it; bright parts shine most.";

    public override AmountRange Amount => new(0, 100, 40);

    public override IReadOnlyList<string> Examples => ["add a soft glow", "make it dreamy and glowing", "add a bit of glow"];

    protected override void Edit(Image source, Image result, OperationArguments arguments, OperationContext context)
    {
        var strength = (float)(arguments.Amount / 100);
        var size = Zoom.SizeFor(source.Width, source.Height, WorkPixels);
        using var small = Resampling.Resize(source, size.Width, size.Height);
        var sigma = SigmaShare * Math.Min(size.Width, size.Height);
        using var weights = small.HasAlpha ? LightPlanes.Alpha(small) : null;
        using var cover = small.HasAlpha ? Soft(LightPlanes.Alpha(small), sigma, context) : null;
        using var red = Spread(small, 0, weights, cover, sigma, context);
        using var green = Spread(small, 1, weights, cover, sigma, context);
        using var blue = Spread(small, 2, weights, cover, sigma, context);
        Shine(result, [red, green, blue], strength, context.Cancellation);
    }

    /// <summary>The soft light of one band, per visible pixel: invisible colours give none.</summary>
    private static Plane Spread(Image small, int band, Plane? weights, Plane? cover, double sigma, OperationContext context)
    {
        var plane = Soft(LightPlanes.Linear(small, band, weights), sigma, context);
        if (cover is not null)
        {
            for (var i = 0; i < plane.Values.Length; i++)
            {
                plane.Values[i] /= Math.Max(cover.Values[i], 1e-4f);
            }
        }

        return plane;
    }

    private static Plane Soft(Plane plane, double sigma, OperationContext context)
    {
        GaussianBlur.Run(plane, sigma, context.Cancellation);
        return plane;
    }

    private static void Shine(Image image, ReadOnlySpan<Plane> light, float strength, CancellationToken cancellation)
    {
        var zoom = new Zoom((light[0].Width, light[0].Height), (image.Width, image.Height));
        var buffer = ArrayPool<float>.Shared.Rent(2 * image.Width);
        try
        {
            var soft = buffer.AsSpan(0, image.Width);
            var shine = buffer.AsSpan(image.Width, image.Width);
            for (var y = 0; y < image.Height; y++)
            {
                cancellation.ThrowIfCancellationRequested();
                for (var band = 0; band < 3; band++)
                {
                    zoom.Read(light[band], y, soft);

                    // Half of the light at the knee, next to none in the shadows: l² / (l + knee).
                    TensorPrimitives.Add(soft, Knee, shine);
                    TensorPrimitives.Divide(soft, shine, shine);
                    TensorPrimitives.Multiply(shine, soft, shine);
                    Screen(image.Row(y), band, image.Bands, soft, shine, strength);
                }
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(buffer);
        }
    }

    private static void Screen(Span<byte> row, int band, int bands, ReadOnlySpan<float> soft, ReadOnlySpan<float> shine, float strength)
    {
        var linear = SrgbTransfer.ToLinear;
        for (int x = 0, p = band; x < soft.Length; x++, p += bands)
        {
            var light = linear[row[p]];
            var veiled = light + (Softness * (soft[x] - light));
            var full = 1 - ((1 - veiled) * (1 - Math.Min(1, shine[x])));
            row[p] = SrgbTransfer.ToByte(light + (strength * (full - light)));
        }
    }
}
