using Pentimento.Engine.Images;
using Pentimento.Engine.Operations.Kernels;

namespace Pentimento.Engine.Operations;

/// <summary>Makes the background transparent; nothing of it is left in the soft edge, and nothing in the invisible pixels.</summary>
internal sealed class RemoveBackground : BackgroundOperation
{
    public override string Name => "remove_background";

    public override string Summary =>
        "Makes everything but the subject transparent: a soft alpha whose edge is cleaned of the old background's colour (multi-level foreground estimation). A mask marks the background.";

    public override IReadOnlyList<string> Examples => ["remove the background", "cut out the subject", "make the background transparent"];

    public override string Describe(OperationArguments arguments) => Name;

    protected override Image Compose(BackgroundScene scene, OperationArguments arguments, OperationContext context)
    {
        var result = Canvas.WithAlpha(scene.Source);
        for (var y = 0; y < result.Height; y++)
        {
            var front = scene.Foreground.Row(y);
            var weights = scene.Weights.Row(y);
            var to = result.Row(y);
            for (int x = 0, p = 0; x < weights.Length; x++, p += 4)
            {
                if (weights[x] == 0)
                {
                    continue;
                }

                var own = front.Slice(x * scene.Foreground.Bands, 3);
                var alpha = (((255 - weights[x]) * to[p + 3]) + 127) / 255;
                (to[p], to[p + 1], to[p + 2], to[p + 3]) = alpha == 0 ? default : (own[0], own[1], own[2], (byte)alpha);
            }
        }

        return result;
    }
}
