using Pentimento.Engine.Images;
using Pentimento.Engine.Operations.Kernels;

namespace Pentimento.Engine.Operations;

/// <summary>
/// Writes text, legible without being asked: the size follows the picture and shrinks until the text fits, lines wrap, the colour
/// is white or black, whichever stands off from what lies under it, and an outline of the other one carries it over mixed ground.
/// </summary>
internal sealed class AddText : Operation
{
    private const double SizeShare = 0.075;
    private const double MarginShare = 0.04;
    private const double OutlineShare = 0.06;
    private const double Shrink = 0.85;

    // White on mid grey reads better than black: the outline helps dark ink less.
    private const float LightGround = 0.6f;

    public override string Name => "add_text";

    public override OperationGroup Group => OperationGroup.Finish;

    public override string Summary => "Writes text on the picture: sized to it, wrapped, white or black by what lies under it, with an outline.";

    public override string ValueHelp =>
        "the text (up to 500 characters), or the text in quotes and after it a place, a font size and a colour, each optional: \"Hello\" bottom right 8% #ff0000";

    public override bool NeedsValue => true;

    public override IReadOnlyList<string> Examples =>
        ["add the text \"Hello\" at the bottom", "write \"Happy birthday\" at the top", "put the caption \"Summer 2024\" in the bottom right corner"];

    public override string? CheckValue(string? value) => TextValue.TryParse(value, out _) ? null : $"takes {ValueHelp}";

    public override string Describe(OperationArguments arguments) => $"add_text {arguments.Value}";

    public override Image Apply(Image source, OperationArguments arguments, OperationContext context)
    {
        if (!TextValue.TryParse(arguments.Value, out var value))
        {
            throw new ArgumentException($"add_text {CheckValue(arguments.Value)}", nameof(arguments));
        }

        TextMask.CheckFonts(value.Text);
        var shorter = Math.Min(source.Width, source.Height);
        var place = value.Place ?? new Place(0.5, 1);
        var margin = (int)Math.Round(MarginShare * shorter);
        var size = value.Size is { } given ? (given.IsPercent ? shorter * given.Number / 100 : given.Number) : SizeShare * shorter;
        size = Math.Max(1, Math.Min(size, TextMask.LargestSize(value.Text, source.Width, source.Height)));
        using var mask = Fit(value.Text, size, place, source.Width - (2 * margin), source.Height - (2 * margin), context.Cancellation);
        var left = margin + (int)Math.Round((source.Width - (2 * margin) - mask.Width) * place.X);
        var top = margin + (int)Math.Round((source.Height - (2 * margin) - mask.Height) * place.Y);
        var result = source.Clone();
        try
        {
            var ink = value.Colour ?? (MeanLuma(source, left, top, mask.Width, mask.Height) > LightGround ? Rgb.Black : Rgb.White);
            var reach = Math.Max(1, OutlineShare * size);
            using var ring = TextOutline.Around(mask, reach, out var room, context.Cancellation);
            TextOutline.Draw(result, ring, left - room, top - room, TextOutline.Against(ink));
            Draw(result, mask, left, top, ink);
            return result;
        }
        catch
        {
            result.Dispose();
            throw;
        }
    }

    /// <summary>The text at the wanted size, or smaller when it would not fit into the room.</summary>
    private static TextMask Fit(string text, double size, Place place, int width, int height, CancellationToken cancellation)
    {
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var mask = TextMask.Render(text, size, Math.Max(1, width), place.X);
            if ((mask.Width <= width && mask.Height <= height) || size < 2)
            {
                return mask;
            }

            mask.Dispose();
            size *= Shrink;
        }
    }

    private static void Draw(Image image, TextMask mask, int left, int top, Rgb ink)
    {
        for (var y = Math.Max(0, -top); y < mask.Height && y + top < image.Height; y++)
        {
            var from = mask.Row(y);
            var to = image.Row(y + top);
            for (var x = Math.Max(0, -left); x < mask.Width && x + left < image.Width; x++)
            {
                Compositing.Blend(to.Slice((x + left) * image.Bands, image.Bands), ink.R, ink.G, ink.B, from[x]);
            }
        }
    }

    /// <summary>Mean encoded luma of the visible pixels of a rectangle, 0..1; 1 when none is visible, as pages are white.</summary>
    private static float MeanLuma(Image image, int left, int top, int width, int height)
    {
        var (sum, weight) = (0.0, 0.0);
        for (var y = Math.Max(0, top); y < Math.Min(image.Height, top + height); y++)
        {
            var row = image.Row(y);
            for (var x = Math.Max(0, left); x < Math.Min(image.Width, left + width); x++)
            {
                var pixel = row.Slice(x * image.Bands, image.Bands);
                var alpha = image.HasAlpha ? pixel[3] : 255;
                sum += alpha * ((0.2126 * pixel[0]) + (0.7152 * pixel[1]) + (0.0722 * pixel[2]));
                weight += alpha * 255;
            }
        }

        return weight > 0 ? (float)(sum / weight) : 1;
    }
}
