using System.Numerics;
using Pentimento.Engine.Images;
using Pentimento.Engine.Operations.Kernels;

namespace Pentimento.Engine.Operations;

/// <summary>
/// Removes a colour cast: the light is estimated by shades of grey (Finlayson and Trezzi 2004) with guards for skin and saturated
/// things, then linear light is adapted from it to D65 (Bradford), as a camera's white balance does. A picture without a cast
/// hardly changes.
/// </summary>
internal sealed class WhiteBalance : Operation
{
    public override string Name => "white_balance";

    public override OperationGroup Group => OperationGroup.Colour;

    public override string Summary => "Removes a colour cast: light estimated by shades of grey, skin and saturated things guarded, adapted to neutral in linear light.";

    public override AmountRange Amount => new(0, 100, 100);

    public override IReadOnlyList<string> Examples => ["fix the white balance", "remove the colour cast", "it is too yellow"];

    public override string Describe(OperationArguments arguments) => Words.Amount(Name, this, arguments);

    public override Image Apply(Image source, OperationArguments arguments, OperationContext context) =>
        Kernel(ColourSample.Of(source), arguments.Amount / 100) is { } kernel
            ? PointPipeline.Run(source, [kernel], context.Cancellation)
            : source.Clone();

    /// <summary>The correction for what a picture's pixels show; null when there is nothing to correct.</summary>
    internal static PointKernel? Kernel(ColourSample sample, double strength)
    {
        var light = Illuminant.Estimate(sample);
        if (strength <= 0 || (Vector3.One - (light / light.Y)).Length() < 1e-3f)
        {
            return null;
        }

        var (neutral, cast) = (ChromaticAdaptation.Chromaticity(1, 1, 1), ChromaticAdaptation.Chromaticity(light.X, light.Y, light.Z));
        return new MatrixKernel(ChromaticAdaptation.ToD65(
            (neutral.X + ((cast.X - neutral.X) * strength), neutral.Y + ((cast.Y - neutral.Y) * strength))));
    }
}
