using System.Globalization;
using Pentimento.Engine.Images;
using Pentimento.Engine.Operations.Kernels;

namespace Pentimento.Engine.Operations;

/// <summary>
/// Changes the number of pixels with a Lanczos kernel, shrinking in linear light. A size of another aspect is filled from the part
/// that draws most attention: nothing is stretched.
/// </summary>
internal sealed class Resize : Operation
{
    public override string Name => "resize";

    public override OperationGroup Group => OperationGroup.Geometry;

    public override string Summary => "Changes the number of pixels (Lanczos, shrinking in linear light); another aspect is cropped around what draws most attention, never stretched.";

    public override string ValueHelp => "a size (1920x1080), a factor (50%, 2x), a width (1920w) or a height (1080h)";

    public override bool NeedsValue => true;

    public override bool KeepsGeometry => false;

    public override IReadOnlyList<string> Examples => ["resize to 1920x1080", "make it half the size", "resize to 50%"];

    public override string? CheckValue(string? value) => Target(value, 1000, 1000) is null ? $"takes {ValueHelp}" : null;

    public override string Describe(OperationArguments arguments) => $"resize to {arguments.Value}";

    public override Image Apply(Image source, OperationArguments arguments, OperationContext context)
    {
        var (width, height) = Target(arguments.Value, source.Width, source.Height)
            ?? throw new ArgumentException($"resize {CheckValue(arguments.Value)}", nameof(arguments));
        context.Limits.CheckSize(width, height, "The resized image", "prompt");
        return PixelExtent.TryParse(arguments.Value, out _)
            ? Resampling.Cover(source, (int)width, (int)height)
            : Resampling.Resize(source, (int)width, (int)height);
    }

    private static (long Width, long Height)? Target(string? value, int width, int height)
    {
        if (PixelExtent.TryParse(value, out var extent))
        {
            return (extent.Width, extent.Height);
        }

        if (value is null || value.Length < 2
            || !double.TryParse(value[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            || number is <= 0 or > 65535)
        {
            return null;
        }

        double? factor = value[^1] switch
        {
            '%' => number / 100,
            'x' => number,
            'w' => number / width,
            'h' => number / height,
            _ => null,
        };
        return factor is { } f ? (Math.Max(1, (long)Math.Round(width * f)), Math.Max(1, (long)Math.Round(height * f))) : null;
    }
}
