using System.Globalization;
using Pentimento.Engine.Images;
using Pentimento.Engine.Operations.Kernels;

namespace Pentimento.Engine.Operations;

/// <summary>
/// Lays the second image over the first ("over", Porter and Duff 1984); where the second is clear or absent, the first stays bit
/// for bit. Its size: the asked share of the width; else, at a named place, at most a third of the picture (a logo, an inset);
/// else its own, shrunk until it fits.
/// </summary>
internal sealed class Overlay : Operation
{
    private const double InsetShare = 1.0 / 3;
    private const double MarginShare = 0.025;

    public override string Name => "overlay";

    public override OperationGroup Group => OperationGroup.Finish;

    public override bool UsesOtherImages => true;

    public override string Summary => "Lays the second image over the first, at a place and at a share of its width; its transparency counts.";

    public override string ValueHelp => "a place (bottom right, top, center) and a width in percent of the picture's (25%), each optional";

    public override IReadOnlyList<string> Examples =>
        ["put the second image in the bottom right corner", "overlay the second image at the top left"];

    public override string? CheckValue(string? value) => TryParse(value, out _, out _) ? null : $"takes {ValueHelp}";

    public override string Describe(OperationArguments arguments) => arguments.Value is null ? Name : $"{Name} {arguments.Value}";

    public override Image Apply(Image source, OperationArguments arguments, OperationContext context)
    {
        if (!TryParse(arguments.Value, out var place, out var percent))
        {
            throw new ArgumentException($"overlay {CheckValue(arguments.Value)}", nameof(arguments));
        }

        if (context.Images.Count < 2)
        {
            throw new ImageEditException(
                ImageEditFailure.UnsupportedInstruction, "An overlay needs a second image: send both, the one underneath first.", "image");
        }

        var second = context.Images[1];
        var (width, height) = SizeOf(second, source, place, percent);
        context.Limits.CheckSize(width, height, "The overlaid image", "prompt");
        using var upper = Resampling.Resize(second, (int)width, (int)height);
        context.Cancellation.ThrowIfCancellationRequested();
        var at = place ?? new Place(0.5, 0.5);
        var margin = MarginShare * Math.Min(source.Width, source.Height);
        var result = source.Clone();
        Compositing.Over(result, upper, Start(source.Width - upper.Width, margin, at.X), Start(source.Height - upper.Height, margin, at.Y));
        return result;
    }

    private static (long Width, long Height) SizeOf(Image second, Image source, Place? place, double? percent)
    {
        var scale = percent is { } share ? source.Width * share / 100 / second.Width : 1;
        if (percent is null)
        {
            var most = place is null || place == new Place(0.5, 0.5) ? 1 : InsetShare;
            scale = Math.Min(1, Math.Min(most * source.Width / second.Width, most * source.Height / second.Height));
        }

        return (Math.Max(1, (long)Math.Round(second.Width * scale)), Math.Max(1, (long)Math.Round(second.Height * scale)));
    }

    /// <summary>Where it begins in the free length; a margin is kept at a side as far as there is room for one.</summary>
    private static int Start(int free, double margin, double place)
    {
        var kept = Math.Clamp(margin, 0, Math.Max(0, free / 2.0));
        return (int)Math.Round(kept + ((free - (2 * kept)) * place));
    }

    private static bool TryParse(string? value, out Place? place, out double? percent)
    {
        (place, percent) = (null, null);
        var places = new List<string>();
        foreach (var word in (value ?? "").Split([' ', ','], StringSplitOptions.RemoveEmptyEntries))
        {
            if (!word.EndsWith('%'))
            {
                places.Add(word);
            }
            else if (percent is not null || !double.TryParse(word[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                || number is <= 0 or > 1000)
            {
                return false;
            }
            else
            {
                percent = number;
            }
        }

        place = places.Count > 0 ? Place.Read(places.ToArray()) : null;
        return value is null || place is not null || (places.Count == 0 && percent is not null);
    }
}
