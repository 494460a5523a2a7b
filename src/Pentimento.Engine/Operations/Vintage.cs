using System.Numerics.Tensors;
using Pentimento.Engine.Images;
using Pentimento.Engine.Operations.Kernels;

namespace Pentimento.Engine.Operations;

/// <summary>
/// A faded print: each dye layer gets the curve that ageing leaves it (black lifted towards blue, white yellowed), colours lose some
/// chroma, and a slight falloff and grain are added. The curves work on encoded values, where print density is near even.
/// </summary>
internal sealed class Vintage : Operation
{
    private const float CornerAtFull = 1.2f;
    private const float GrainAtFull = 0.035f;

    public override string Name => "vintage";

    public override OperationGroup Group => OperationGroup.Look;

    public override string Summary => "A faded print: lifted bluish blacks, creamy whites, paler colours, a slight vignette and grain.";

    public override AmountRange Amount => new(0, 100, 60);

    public override IReadOnlyList<string> Examples => ["make it look vintage", "give it a retro film look", "make it look like an old photo"];

    public override string Describe(OperationArguments arguments) => Words.Amount(Name, this, arguments);

    public override Image Apply(Image source, OperationArguments arguments, OperationContext context)
    {
        var strength = (float)(arguments.Amount / 100);
        if (strength <= 0)
        {
            return source.Clone();
        }

        // In the order of the real thing: the lens loses light, then the print fades, and its grain is seen through all.
        using var shaded = source.Clone();
        Falloff.Run(shaded, CornerAtFull * strength, context.Cancellation);
        var result = PointPipeline.Run(shaded, [new FadedPrint(strength)], context.Cancellation);
        try
        {
            FilmGrain.Run(result, GrainAtFull * strength, context.Seed, context.Cancellation);
            return result;
        }
        catch
        {
            result.Dispose();
            throw;
        }
    }

    private sealed class FadedPrint(float strength) : PointKernel
    {
        private const float ChromaLossAtFull = 0.35f;

        // Black, white and contrast of each layer after full ageing.
        private readonly CurveTable _red = Layer(0.10, 1.0, 0.5, strength);
        private readonly CurveTable _green = Layer(0.09, 0.945, 0.25, strength);
        private readonly CurveTable _blue = Layer(0.20, 0.80, -0.1, strength);

        public override LightSpace Space => LightSpace.Encoded;

        public override void Apply(Span<float> r, Span<float> g, Span<float> b)
        {
            Span<float> grey = stackalloc float[r.Length];
            TensorPrimitives.Multiply(r, 0.2126f, grey);
            TensorPrimitives.MultiplyAdd(g, 0.7152f, grey, grey);
            TensorPrimitives.MultiplyAdd(b, 0.0722f, grey, grey);
            var loss = ChromaLossAtFull * strength;
            TensorPrimitives.Lerp<float>(r, grey, loss, r);
            TensorPrimitives.Lerp<float>(g, grey, loss, g);
            TensorPrimitives.Lerp<float>(b, grey, loss, b);
            _red.Apply(r);
            _green.Apply(g);
            _blue.Apply(b);
        }

        private static CurveTable Layer(double black, double white, double contrast, double strength) => new(
            x =>
            {
                var curved = x + (contrast * ((x * x * (3 - (2 * x))) - x));
                var aged = black + ((white - black) * curved);
                return x + (strength * (aged - x));
            },
            LightSpace.Encoded);
    }
}
