using Pentimento.Engine.Images;
using Pentimento.Engine.Operations.Kernels;

namespace Pentimento.Engine.Operations;

/// <summary>
/// Blur of linear light, weighted by alpha, so that bright points spread as light does and invisible colours never bleed into visible
/// ones: Gaussian (a lens out of focus), motion (a sideways movement) or radial (a zoom). The strength is relative to the picture:
/// 100 % is a sigma of 3 % of the shorter side, a movement of 12 %, or a zoom by 35 %.
/// </summary>
internal sealed class Blur : Operation
{
    private const double SigmaAtFull = 0.03;
    private const double MotionAtFull = 0.12;
    private const double ZoomAtFull = 0.35;

    public override string Name => "blur";

    public override OperationGroup Group => OperationGroup.Detail;

    public override string Summary => "Gaussian, motion or radial blur of linear light, weighted by alpha; the strength is relative to the picture's size.";

    public override AmountRange Amount => new(0, 100, 30);

    public override string ValueHelp => "gaussian, motion or radial, and a radius (sigma or length) in pixels: 5px, or motion 20px";

    public override IReadOnlyList<string> Examples => ["blur it", "blur it a little", "blur by 5px", "add motion blur"];

    public override string? CheckValue(string? value) =>
        BlurValue.Parse(value) is not null ? null : $"takes {ValueHelp}, more than 0 and up to 1000px";

    public override string Describe(OperationArguments arguments)
    {
        var value = BlurValue.Parse(arguments.Value) ?? default;
        return value.Pixels is not null ? $"{Name} {arguments.Value}"
            : value.Kind == BlurKind.Gaussian ? Words.Amount(Name, this, arguments)
            : $"{value.Kind.ToString().ToLowerInvariant()} {Words.Amount(Name, this, arguments)}";
    }

    public override Image Apply(Image source, OperationArguments arguments, OperationContext context)
    {
        var value = BlurValue.Parse(arguments.Value) ?? default;
        var strength = arguments.Amount / 100;
        if (strength <= 0 && value.Pixels is null)
        {
            return source.Clone();
        }

        var side = Math.Min(source.Width, source.Height);
        if (value.Kind == BlurKind.Motion)
        {
            return MotionBlur.Run(source, value.Pixels ?? side * MotionAtFull * strength, context.Cancellation);
        }

        if (value.Kind == BlurKind.Radial)
        {
            // In pixels: the longest line, at the corners.
            var corner = Math.Sqrt(((double)source.Width * source.Width) + ((double)source.Height * source.Height)) / 2;
            var zoom = value.Pixels is { } longest ? longest / corner : ZoomAtFull * strength;
            return Spread(source, plane => ZoomBlur.Run(plane, zoom, context.Cancellation));
        }

        var sigma = value.Pixels ?? side * SigmaAtFull * strength;
        return Spread(source, plane => GaussianBlur.Run(plane, sigma, context.Cancellation));
    }

    private static Image Spread(Image source, Action<Plane> blur)
    {
        var result = source.CreateLike();
        try
        {
            using var weights = source.HasAlpha ? LightPlanes.Alpha(source) : null;
            using var soft = weights is null ? null : LightPlanes.Alpha(source);
            if (soft is not null)
            {
                blur(soft);
                LightPlanes.StoreAlpha(soft, result);
            }

            for (var band = 0; band < 3; band++)
            {
                using var plane = LightPlanes.Linear(source, band, weights);
                blur(plane);
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
