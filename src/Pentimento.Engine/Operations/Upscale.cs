using System.Globalization;
using Pentimento.Engine.Images;
using Pentimento.Engine.Operations.Kernels;

namespace Pentimento.Engine.Operations;

/// <summary>
/// Enlarges with a Lanczos kernel of three lobes on encoded values, then makes edges as steep again as they were: an unsharp mask on
/// luma whose result may not leave the range of the source's 3x3 neighbours (Irani and Peleg's demand that the small picture be
/// explained, reduced to its bounds). The same bounds take the kernel's ringing away. No detail is invented.
/// </summary>
internal sealed class Upscale : Operation
{
    private const double MostFactor = 16;
    private const float Gain = 2.2f;
    private const float Slack = 2f / 255;

    public override string Name => "upscale";

    public override OperationGroup Group => OperationGroup.Geometry;

    public override string Summary => "Enlarges (Lanczos) and sharpens edges within the range of the source's neighbours: crisp, without halos or ringing; default twice.";

    public override string ValueHelp => "a factor from 1 to 16 (2x, 4x, 1.5x) or a size not smaller than the picture (3840x2160); 2x when none is given";

    public override bool KeepsGeometry => false;

    public override IReadOnlyList<string> Examples => ["upscale it", "upscale it 4x", "make it higher resolution"];

    public override string? CheckValue(string? value) =>
        value is null || PixelExtent.TryParse(value, out _) || Factor(value) is not null ? null : $"takes {ValueHelp}";

    public override string Describe(OperationArguments arguments) => $"upscale {arguments.Value ?? "2x"}";

    public override Image Apply(Image source, OperationArguments arguments, OperationContext context)
    {
        if (PixelExtent.TryParse(arguments.Value, out var extent))
        {
            return ToExtent(source, extent, context);
        }

        var factor = Factor(arguments.Value ?? "2x") ?? throw new ArgumentException($"upscale {CheckValue(arguments.Value)}", nameof(arguments));
        return Enlarge(source, (long)Math.Round(source.Width * factor), (long)Math.Round(source.Height * factor), context);
    }

    private static double? Factor(string value) =>
        value.Length > 1 && value[^1] is 'x' or 'X' or '×'
        && double.TryParse(value[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var factor) && factor is >= 1 and <= MostFactor
            ? factor
            : null;

    private static Image ToExtent(Image source, PixelExtent extent, OperationContext context)
    {
        var (width, height) = new Aspect(extent.Width, extent.Height).Inside(source.Width, source.Height);
        if (extent.Width < width || extent.Height < height)
        {
            throw new ImageEditException(
                ImageEditFailure.UnsupportedInstruction,
                $"The image is {source.Width}x{source.Height} at this point: {extent.Width}x{extent.Height} would not enlarge it. Resize it instead.",
                "prompt");
        }

        if ((width, height) == (source.Width, source.Height))
        {
            return Enlarge(source, extent.Width, extent.Height, context);
        }

        using var part = Resampling.CropToAttention(source, width, height);
        return Enlarge(part, extent.Width, extent.Height, context);
    }

    private static Image Enlarge(Image source, long width, long height, OperationContext context)
    {
        context.Limits.CheckSize(width, height, "The enlarged image", "prompt");
        var result = Resampling.Resize(source, (int)width, (int)height);
        if ((result.Width, result.Height) == (source.Width, source.Height))
        {
            return result;
        }

        try
        {
            using var bounds = new LumaBounds(source);
            EdgeSharpening.Run(result, bounds, 0.45 * width / source.Width, Gain, Slack, context.Cancellation);
            return result;
        }
        catch
        {
            result.Dispose();
            throw;
        }
    }
}
