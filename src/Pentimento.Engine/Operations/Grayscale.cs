using Pentimento.Engine.Operations.Kernels;

namespace Pentimento.Engine.Operations;

/// <summary>Black and white by luminance: the weights of ITU-R BT.709 on linear light, so that each colour becomes the grey of its own brightness.</summary>
internal sealed class Grayscale : PointOperation
{
    public override string Name => "grayscale";

    public override OperationGroup Group => OperationGroup.Colour;

    public override string Summary => "Black and white: luminance of linear light (ITU-R BT.709), so each colour becomes the grey of its own brightness.";

    public override AmountRange Amount => new(0, 100, 100);

    public override IReadOnlyList<string> Examples => ["make it black and white", "convert to grayscale", "monochrome please"];

    public override PointKernel? Kernel(OperationArguments arguments) =>
        arguments.Amount == 0 ? null : new LuminanceKernel((float)(arguments.Amount / 100));

    private sealed class LuminanceKernel(float strength) : PointKernel
    {
        public override LightSpace Space => LightSpace.Linear;

        public override void Apply(Span<float> r, Span<float> g, Span<float> b)
        {
            for (var i = 0; i < r.Length; i++)
            {
                var luminance = (0.2126f * r[i]) + (0.7152f * g[i]) + (0.0722f * b[i]);
                if (strength == 1)
                {
                    (r[i], g[i], b[i]) = (luminance, luminance, luminance);
                    continue;
                }

                r[i] += (luminance - r[i]) * strength;
                g[i] += (luminance - g[i]) * strength;
                b[i] += (luminance - b[i]) * strength;
            }
        }
    }
}
