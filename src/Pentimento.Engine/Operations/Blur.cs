using System.Globalization;
using Pentimento.Engine.Images;
using Pentimento.Engine.Operations.Kernels;

namespace Pentimento.Engine.Operations;

/// <summary>
/// Gaussian blur of linear light, weighted by alpha, so that bright points spread as light does and invisible colours never bleed
/// into visible ones. The strength is relative to the picture: 100 % is a sigma of 3 % of the shorter side.
/// </summary>
internal sealed class Blur : Operation
{
    private const double SigmaAtFull = 0.03;

    public override string Name => "blur";

    public override OperationGroup Group => OperationGroup.Detail;

    public override string Summary => "Gaussian blur of linear light, weighted by alpha; the strength is relative to the picture's size.";

    public override AmountRange Amount => new(0, 100, 30);

    public override string ValueHelp => "a radius (sigma) in pixels: 5px";

    public override IReadOnlyList<string> Examples => ["blur it", "blur it a little", "blur by 5px"];

    public override string? CheckValue(string? value) =>
        value is null || Length.TryParse(value, out var length) && !length.IsPercent && length.Number is > 0 and <= 1000
            ? null
            : $"takes {ValueHelp}, more than 0 and up to 1000px";

    public override string Describe(OperationArguments arguments) =>
        arguments.Value is null ? Words.Amount(Name, this, arguments) : $"{Name} {arguments.Value}";

    public override Image Apply(Image source, OperationArguments arguments, OperationContext context)
    {
        var sigma = Length.TryParse(arguments.Value, out var given)
            ? given.Number
            : Math.Min(source.Width, source.Height) * SigmaAtFull * arguments.Amount / 100;
        if (sigma <= 0)
        {
            return source.Clone();
        }

        var result = source.CreateLike();
        try
        {
            using var weights = source.HasAlpha ? LightPlanes.Alpha(source) : null;
            using var soft = weights is null ? null : LightPlanes.Alpha(source);
            if (soft is not null)
            {
                GaussianBlur.Run(soft, sigma, context.Cancellation);
                LightPlanes.StoreAlpha(soft, result);
            }

            for (var band = 0; band < 3; band++)
            {
                using var plane = LightPlanes.Linear(source, band, weights);
                GaussianBlur.Run(plane, sigma, context.Cancellation);
                LightPlanes.StoreLinear(plane, soft, result, band);
            }

            return result;
        }
        catch
        {
            result.Dispose();
            throw;
        }
    }
}
