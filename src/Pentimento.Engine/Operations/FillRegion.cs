using Pentimento.Engine.Fill;
using Pentimento.Engine.Images;

namespace Pentimento.Engine.Operations;

/// <summary>What the filling operations take as their hole.</summary>
internal static class FillRegion
{
    // Cut-outs have a soft edge that shows what was cut away: so much of it belongs to the hole.
    private const int EdgeMargin = 2;
    private const int SoftestEdge = 8;

    /// <summary>Fills what the step may change; without a mask, what is transparent in the picture.</summary>
    /// <exception cref="ImageEditException">Neither a mask nor a transparent area; or the hole is too large.</exception>
    public static Image Fill(Image source, string name, OperationContext context)
    {
        var options = new FillOptions { Seed = context.Seed, Opaque = context.Region is null };
        var hole = context.Region ?? Transparent(source)
            ?? throw new ImageEditException(
                ImageEditFailure.UnsupportedInstruction,
                $"\"{name}\" does not know what to fill: send a mask whose transparent pixels mark it. Without a mask, the image's own transparent area is filled, and this image has none.",
                "mask");
        return Inpainting.Fill(source, hole, options, null, context.Cancellation, context.Staged);
    }

    /// <summary>The pixels with alpha 0, grown over the soft edge beside them; null when there are none.</summary>
    private static Mask? Transparent(Image source)
    {
        if (!source.HasAlpha)
        {
            return null;
        }

        var weights = new byte[source.Width * source.Height];
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = source.Pixels[(i * 4) + 3] == 0 ? (byte)255 : (byte)0;
        }

        if (!weights.AsSpan().Contains((byte)255))
        {
            return null;
        }

        for (var i = 0; i < SoftestEdge + EdgeMargin; i++)
        {
            Grow(weights, source, opaqueToo: i >= SoftestEdge);
        }

        return Mask.FromWeights(weights, source.Width, source.Height);
    }

    /// <summary>Grows by one pixel: into half-transparent pixels, or into every pixel.</summary>
    private static void Grow(byte[] weights, Image source, bool opaqueToo)
    {
        const byte Fresh = 1;
        for (var y = 0; y < source.Height; y++)
        {
            for (var x = 0; x < source.Width; x++)
            {
                var i = (y * source.Width) + x;
                var beside = (x > 0 && weights[i - 1] == 255) || (x < source.Width - 1 && weights[i + 1] == 255)
                    || (y > 0 && weights[i - source.Width] == 255) || (y < source.Height - 1 && weights[i + source.Width] == 255);
                weights[i] = weights[i] == 0 && beside && (opaqueToo || source.Pixels[(i * 4) + 3] < 255) ? Fresh : weights[i];
            }
        }

        weights.AsSpan().Replace(Fresh, (byte)255);
    }
}
