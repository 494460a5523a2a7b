using System.Globalization;
using Pentimento.Engine.Images;
using Pentimento.Engine.Native.Vips;
using Pentimento.Engine.Operations.Kernels;

namespace Pentimento.Engine.Operations;

/// <summary>
/// Turns clockwise. Quarter turns move pixels exactly; other angles interpolate (bicubic, premultiplied alpha) onto a canvas that
/// holds the whole turned picture, its corners transparent.
/// </summary>
internal sealed class Rotate : Operation
{
    public override string Name => "rotate";

    public override OperationGroup Group => OperationGroup.Geometry;

    public override string Summary => "Turns clockwise: quarter turns exactly, other angles bicubic on a larger canvas with transparent corners.";

    public override string ValueHelp => "degrees clockwise: 90, -90, 180, 7.5";

    public override bool NeedsValue => true;

    public override bool KeepsGeometry => false;

    public override IReadOnlyList<string> Examples => ["rotate it 90 degrees", "turn it to the left", "rotate by 7.5 degrees"];

    public override string? CheckValue(string? value) => TryParse(value, out _) ? null : $"takes {ValueHelp}";

    public override string Describe(OperationArguments arguments) => $"rotate {arguments.Value}°";

    public override Image Apply(Image source, OperationArguments arguments, OperationContext context)
    {
        if (!TryParse(arguments.Value, out var degrees))
        {
            throw new ArgumentException($"rotate {CheckValue(arguments.Value)}", nameof(arguments));
        }

        var angle = ((degrees % 360) + 360) % 360;
        if (angle % 90 != 0)
        {
            return Turn(source, angle, context.Limits);
        }

        using var view = source.ToVips();
        using var quarter = new VipsOperation("rot");
        using var turned = quarter.Set("in", view).Set("angle", $"d{angle:0}").Image();
        return Image.FromVips(turned, source.Profile);
    }

    private static Image Turn(Image source, double angle, DecodeLimits limits)
    {
        var (sin, cos) = Math.SinCos(double.DegreesToRadians(angle));
        limits.CheckSize(
            (long)Math.Ceiling((source.Width * Math.Abs(cos)) + (source.Height * Math.Abs(sin))),
            (long)Math.Ceiling((source.Width * Math.Abs(sin)) + (source.Height * Math.Abs(cos))),
            "The turned image",
            "prompt");
        using var solid = Canvas.WithAlpha(source);
        using var view = solid.ToVips();
        using var premultiply = new VipsOperation("premultiply");
        using var weighted = premultiply.Set("in", view).Set("max-alpha", 255d).Image();
        using var similarity = new VipsOperation("similarity");
        using var turned = similarity.Set("in", weighted).Set("angle", angle).SetInterpolator("interpolate", "bicubic").Image();
        using var unpremultiply = new VipsOperation("unpremultiply");
        using var straight = unpremultiply.Set("in", turned).Set("max-alpha", 255d).Image();
        using var round = new VipsOperation("round");
        using var whole = round.Set("in", straight).Set("round", "rint").Image();
        using var cast = new VipsOperation("cast");
        using var result = cast.Set("in", whole).Set("format", "uchar").Image();
        return Image.FromVips(result, source.Profile);
    }

    private static bool TryParse(string? value, out double degrees) =>
        double.TryParse(value, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out degrees)
        && Math.Abs(degrees) <= 3600;
}
