using System.Buffers;
using Pentimento.Engine.Images;
using Pentimento.Engine.Operations.Kernels;

namespace Pentimento.Engine.Operations;

/// <summary>
/// A pencil drawing. Lines by the darkroom's colour dodge: luma divided by its own blur is white except just inside the dark side of an
/// edge; a fine and a wide blur give lines and the shading beside them. Tone comes from how far a part is below the picture's own
/// light. Both are laid down as graphite on toothed paper (after Lu, Xu and Jia 2012, "Combining sketch and tone for pencil drawing
/// production"). Encoded values: graphite is judged by eye. Where the picture is even the paper stays white.
/// </summary>
internal sealed class Sketch : CopyOperation
{
    private const double FineShare = 1 / 260.0;
    private const double WideShare = 1 / 45.0;
    private const double WorkPixels = 900_000;
    private const double LightShare = 0.85;
    private const float Floor = 0.06f;
    private const float LeastInk = 0.035f;
    private const float ToneStrength = 0.58f;
    private const float Tooth = 0.42f;
    private const float Darkest = 0.93f;

    public override string Name => "sketch";

    public override OperationGroup Group => OperationGroup.Look;

    public override string Summary => "A pencil drawing: lines by colour dodge, shading by hatching, on toothed white paper.";

    public override AmountRange Amount => new(0, 100, 100);

    public override IReadOnlyList<string> Examples => ["turn it into a pencil sketch", "make it a drawing", "sketch it"];

    protected override void Edit(Image source, Image result, OperationArguments arguments, OperationContext context)
    {
        var size = Zoom.SizeFor(source.Width, source.Height, WorkPixels);
        using var small = Resampling.Resize(source, size.Width, size.Height);
        VisibleColours.Extend(small, context.Cancellation);
        var shorter = Math.Min(size.Width, size.Height);
        using var fine = Soft(small, Math.Max(1.2, FineShare * shorter), context.Cancellation);
        using var wide = Soft(small, Math.Max(3, WideShare * shorter), context.Cancellation);
        using var texture = new PencilTexture(Math.Max(1, Math.Min(source.Width, source.Height) / 900.0), context.Seed, context.Cancellation);
        Draw(result, fine, wide, Light(fine), texture, context.Cancellation);
        Blend.Towards(source, result, arguments.Amount / 100);
    }

    private static Plane Soft(Image image, double sigma, CancellationToken cancellation)
    {
        var luma = LightPlanes.Luma(image);
        GaussianBlur.Run(luma, sigma, cancellation);
        return luma;
    }

    /// <summary>The luma that the picture's lighter parts have: the paper of the drawing.</summary>
    private static float Light(Plane luma)
    {
        Span<int> counts = stackalloc int[256];
        foreach (var value in luma.Values)
        {
            counts[(int)(255 * Math.Clamp(value, 0, 1))]++;
        }

        var (left, level) = ((long)(LightShare * luma.Values.Length), 0);
        while (level < 255 && (left -= counts[level]) > 0)
        {
            level++;
        }

        return level / 255f;
    }

    private static void Draw(Image image, Plane fine, Plane wide, float light, PencilTexture texture, CancellationToken cancellation)
    {
        var zoom = new Zoom((fine.Width, fine.Height), (image.Width, image.Height));
        var width = image.Width;
        var buffer = ArrayPool<float>.Shared.Rent(3 * width);
        try
        {
            for (var y = 0; y < image.Height; y++)
            {
                cancellation.ThrowIfCancellationRequested();
                zoom.Read(fine, y, buffer.AsSpan(0, width));
                zoom.Read(wide, y, buffer.AsSpan(width, width));
                texture.Read(y, buffer.AsSpan(2 * width, width));
                Row(image.Row(y), image.Bands, light, buffer.AsSpan(0, width), buffer.AsSpan(width, width), buffer.AsSpan(2 * width, width));
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(buffer);
        }
    }

    private static void Row(Span<byte> row, int bands, float light, ReadOnlySpan<float> fine, ReadOnlySpan<float> wide, ReadOnlySpan<float> paper)
    {
        for (int x = 0, p = 0; x < fine.Length; x++, p += bands)
        {
            var luma = ((0.2126f * row[p]) + (0.7152f * row[p + 1]) + (0.0722f * row[p + 2])) * (1 / 255f);
            var line = Dodge(luma, fine[x]);
            var shade = Dodge(fine[x], wide[x]);
            var below = Math.Max(0, light - fine[x] - 0.05f);
            var tone = ToneStrength * below * (1 + below);

            // Each is a share of paper that stays white, and the shares multiply.
            var soft = 1 - ((1 - Math.Min(1, 0.8f * shade)) * (1 - Math.Min(1, tone)));
            var laid = Lay(soft, paper[x], Tooth);
            var drawn = Lay(Math.Min(1, 1.7f * line), paper[x], 0.5f * Tooth);
            var ink = Darkest * (1 - ((1 - laid) * (1 - drawn)));
            row[p] = row[p + 1] = row[p + 2] = (byte)((255 * (1 - ink)) + 0.5f);
        }
    }

    /// <summary>Ink by which a value stays under its surroundings: 0 in even parts, where grain and noise are too small to count.</summary>
    private static float Dodge(float value, float surroundings) =>
        Math.Max(0, 1 - ((value + Floor) / (surroundings + Floor)) - LeastInk);

    /// <summary>Ink as it is seen: little of it stays on the heights of the paper only, much of it fills everything.</summary>
    private static float Lay(float ink, float height, float tooth) =>
        Math.Clamp(ink * (1 + (tooth * (1 - ink) * 2 * ((2 * height) - 1))), 0, 1);
}
