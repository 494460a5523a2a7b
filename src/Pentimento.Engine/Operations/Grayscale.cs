using System.Numerics.Tensors;
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

        public override bool MakesGrey => strength == 1;

        public override void Apply(Span<float> r, Span<float> g, Span<float> b)
        {
            Span<float> luminance = stackalloc float[r.Length];
            TensorPrimitives.Multiply(r, 0.2126f, luminance);
            TensorPrimitives.MultiplyAdd(g, 0.7152f, luminance, luminance);
            TensorPrimitives.MultiplyAdd(b, 0.0722f, luminance, luminance);
            Blend(r, luminance);
            Blend(g, luminance);
            Blend(b, luminance);
        }

        private void Blend(Span<float> channel, ReadOnlySpan<float> luminance)
        {
            if (MakesGrey)
            {
                luminance.CopyTo(channel);
            }
            else
            {
                TensorPrimitives.Lerp(channel, luminance, strength, channel);
            }
        }
    }
}
