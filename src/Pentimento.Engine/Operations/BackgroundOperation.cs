using Pentimento.Engine.Images;
using Pentimento.Engine.Operations.Kernels;

namespace Pentimento.Engine.Operations;

/// <summary>
/// An operation on what stands behind the subject: the step's region is the background (with a mask, what the mask marks), softly
/// where hair or fur lets it through. There the subject's own colours are estimated, so that nothing of the old background stays
/// in the edge; where the region's weight is 0 the picture stays bit for bit.
/// </summary>
internal abstract class BackgroundOperation : Operation
{
    public sealed override OperationGroup Group => OperationGroup.Repair;

    public sealed override Image Apply(Image source, OperationArguments arguments, OperationContext context) =>
        Edit(source, arguments, context).Picture;

    public sealed override EditedPicture Edit(Image source, OperationArguments arguments, OperationContext context)
    {
        var background = context.Region ?? context.Select("background");
        if (!IsNeeded(arguments))
        {
            return new(source.Clone(), background.Hull());
        }

        using var layers = LayerColours.Estimate(source, background.Complement(), context.Cancellation);
        return new(Compose(new(source, background, layers.Foreground, layers.Background), arguments, context), background.Hull());
    }

    /// <summary>Whether these arguments change anything.</summary>
    protected virtual bool IsNeeded(OperationArguments arguments) => true;

    /// <summary>Makes the picture with its new background.</summary>
    protected abstract Image Compose(BackgroundScene scene, OperationArguments arguments, OperationContext context);
}

/// <summary>A picture taken apart.</summary>
/// <param name="Source">The picture as it is.</param>
/// <param name="Weights">How much of each pixel is background.</param>
/// <param name="Foreground">The subject's own colours.</param>
/// <param name="Background">The background's own colours.</param>
internal sealed record BackgroundScene(Image Source, Mask Weights, Image Foreground, Image Background)
{
    /// <summary>The subject over another background.</summary>
    /// <param name="backdrop">Of the same size; its alpha, if it has any, becomes the picture's where the background was.</param>
    /// <returns>A new picture; the caller owns it.</returns>
    public Image Over(Image backdrop)
    {
        var withAlpha = Source.HasAlpha || backdrop.HasAlpha;
        var result = withAlpha ? Canvas.WithAlpha(Source) : Source.Clone();
        for (var y = 0; y < result.Height; y++)
        {
            var front = Foreground.Row(y);
            var back = backdrop.Row(y);
            var weights = Weights.Row(y);
            var to = result.Row(y);
            for (var x = 0; x < weights.Length; x++)
            {
                if (weights[x] == 0)
                {
                    continue;
                }

                var pixel = to.Slice(x * result.Bands, result.Bands);
                back.Slice(x * backdrop.Bands, 3).CopyTo(pixel);
                var own = front.Slice(x * Foreground.Bands, Foreground.Bands);
                var share = 255 - weights[x];
                if (withAlpha)
                {
                    pixel[3] = backdrop.HasAlpha ? back[(x * 4) + 3] : (byte)255;
                    share = Foreground.HasAlpha ? ((share * own[3]) + 127) / 255 : share;
                }

                Compositing.Blend(pixel, own[0], own[1], own[2], share);
            }
        }

        return result;
    }
}
