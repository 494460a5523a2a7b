using Pentimento.Engine.Images;
using Pentimento.Engine.Operations.Kernels;

namespace Pentimento.Engine.Operations;

/// <summary>
/// Removes noise and grain: the noise is measured in the picture itself, frequency by frequency, then taken out of overlapping 8 x 8
/// patches by DCT thresholding and a Wiener filter (Yu and Sapiro 2011; Pierazzo, Morel and Facciolo 2017). Luma and chroma apart, in
/// orthonormal opponent colours of encoded values, where a photograph's noise is most even.
/// </summary>
internal sealed class Denoise : Operation
{
    public override string Name => "denoise";

    public override OperationGroup Group => OperationGroup.Detail;

    public override string Summary => "Removes noise and grain: measured in the picture, then taken out by DCT patches and a Wiener filter, luma and chroma apart.";

    public override AmountRange Amount => new(0, 100, 50);

    public override IReadOnlyList<string> Examples => ["remove the noise", "it is grainy", "denoise it strongly"];

    public override string Describe(OperationArguments arguments) => Words.Amount(Name, this, arguments);

    public override Image Apply(Image source, OperationArguments arguments, OperationContext context)
    {
        // 1 removes what was measured.
        var strength = (float)(arguments.Amount / Amount.Default);
        return strength == 0
            ? source.Clone()
            : TiledDenoise.Run(source, NoiseEstimate.Measure(source, context.Cancellation), strength, context.Cancellation);
    }
}
