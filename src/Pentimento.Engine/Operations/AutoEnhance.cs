using Pentimento.Engine.Images;
using Pentimento.Engine.Operations.Kernels;

namespace Pentimento.Engine.Operations;

/// <summary>
/// What a careful editor would do first, as far as the picture's own histogram calls for it: half of a colour cast removed, levels
/// stretched to what is there (no channel clips), too dark or too bright middle tones moved, flat contrast raised around the median,
/// local contrast on a guided-filter base layer (He, Sun and Tang 2013), vibrance in OKLab and mild sharpening. A good photograph
/// measures well and stays almost as it is.
/// </summary>
internal sealed class AutoEnhance : Operation
{
    private const double RadiusShare = 1 / 30.0;
    private const float EdgeContrast = 0.14f;
    private const double CastRemoved = 0.5;
    private const double SharpenAtDefault = 12;
    private const float CurvePerChannel = 0.4f;

    public override string Name => "auto_enhance";

    public override OperationGroup Group => OperationGroup.Tone;

    public override string Summary => "Measures the picture and improves levels, exposure, local contrast, colour and sharpness as far as it needs them.";

    public override AmountRange Amount => new(0, 100, 50);

    public override IReadOnlyList<string> Examples => ["make it look better", "enhance this photo", "make it pop", "do your magic"];

    public override string Describe(OperationArguments arguments) => Words.Amount(Name, this, arguments);

    public override Image Apply(Image source, OperationArguments arguments, OperationContext context)
    {
        // 1 is the recommended strength, the default.
        var strength = arguments.Amount / Amount.Default;
        if (strength == 0)
        {
            return source.Clone();
        }

        var sample = ColourSample.Of(source);
        var plan = EnhancePlan.For(PhotoMeasure.Of(sample), strength);
        var kernels = new List<PointKernel>();
        if (WhiteBalance.Kernel(sample, Math.Min(1, strength * CastRemoved)) is { } balance)
        {
            kernels.Add(balance);
        }

        kernels.Add(new ToneCurveKernel(plan.Curve, CurvePerChannel));
        kernels.Add(new VibranceKernel((float)plan.Vibrance));
        var lift = new CurveTable(x => 1 + (plan.ShadowLift * Math.Pow(1 - x, 4)), LightSpace.Encoded);
        using var regions = LocalTone.BaseLayer(source, RadiusShare, EdgeContrast, context.Cancellation);
        using var toned = LocalTone.Run(source, regions, Gain, kernels, context.Cancellation);
        return new Sharpen().Apply(toned, new(Math.Min(100, SharpenAtDefault * strength), null), context);

        void Gain(ReadOnlySpan<float> luma, ReadOnlySpan<float> smooth, Span<float> gain)
        {
            LocalContrast.Gain(luma, smooth, gain, (float)plan.LocalContrast);
            for (var x = 0; x < gain.Length; x++)
            {
                gain[x] *= lift.At(smooth[x]);
            }
        }
    }
}
