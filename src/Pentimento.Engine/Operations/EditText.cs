using System.Buffers;
using Pentimento.Engine.Fill;
using Pentimento.Engine.Images;
using Pentimento.Engine.Operations.Kernels;

namespace Pentimento.Engine.Operations;

/// <summary>
/// Replaces a line of text: its letters are filled from their ground, and the new ones are set in its place in its colour, height
/// and weight, in the server's sans-serif font. Text that this would spoil (several lines, at an angle, hardly there, far shorter
/// than the new one) is refused with the reason.
/// </summary>
internal sealed class EditText : Operation
{
    // Wider than the old text by at most this, when no mask limits it, and smaller by at most that.
    private const double MostWider = 1.25;
    private const double LeastSize = 0.6;

    private static readonly SearchValues<char> Descenders = SearchValues.Create("gjpqyQ,;()[]{}@$|_");

    public override string Name => "edit_text";

    public override OperationGroup Group => OperationGroup.Repair;

    public override string Summary =>
        "Replaces one level line of text: the letters are filled, the new ones set in their colour, height and weight in a sans-serif font. A mask marks the line. Text that cannot be set believably is refused with the reason.";

    public override string ValueHelp => "the new text (up to 500 characters)";

    public override bool NeedsValue => true;

    public override IReadOnlyList<string> Examples => ["change SALE to SOLD", "replace the text \"SALE\" with \"SOLD\""];

    public override string? CheckValue(string? value) => TextValue.TryParse(value, out _) ? null : $"needs {ValueHelp}";

    public override string Describe(OperationArguments arguments) => $"{Name} to \"{arguments.Value}\"";

    public override Image Apply(Image source, OperationArguments arguments, OperationContext context) =>
        Edit(source, arguments, context).Picture;

    public override EditedPicture Edit(Image source, OperationArguments arguments, OperationContext context)
    {
        if (!TextValue.TryParse(arguments.Value, out var value))
        {
            throw new ArgumentException($"edit_text {CheckValue(arguments.Value)}", nameof(arguments));
        }

        TextMask.CheckFonts(value.Text);
        var region = context.Region ?? context.Select("text");
        var old = Lettering.Read(source, region, context.Cancellation);
        var (text, below) = Set(value.Text, old, context.Mask is null ? MostWider : 1);
        using var set = text;
        var hole = old.Ink.Grow(Math.Max(1, old.Box.Height / 12));
        hole = context.Mask is null ? hole : hole.Intersect(region.Hull());
        var result = Inpainting.Fill(source, hole, new() { Seed = context.Seed, Context = Math.Max(64, 2 * old.Box.Height) }, null, context.Cancellation);
        var left = old.Box.Left + ((old.Box.Width - text.Width) / 2);
        var drawn = Draw(result, text, left, old.Baseline + below - text.Height, old.Colour);
        return new(result, hole.Union(drawn));
    }

    /// <summary>The new text as high as the old one, or a little smaller so that it fits, and how far it reaches below the baseline.</summary>
    private static (TextMask Text, int Below) Set(string text, Lettering old, double wider)
    {
        const double probe = 100;
        int Height(string sample)
        {
            using var drawn = TextMask.Render(sample, probe, 0, 0.5, old.IsBold);
            return drawn.Height;
        }

        var capital = Height("H");
        var below = text.AsSpan().IndexOfAny(Descenders) < 0 ? 0 : Height("Hg") - capital;
        using var tried = TextMask.Render(text, probe, 0, 0.5, old.IsBold);
        var size = probe * old.Height / capital;
        var fits = old.Box.Width * wider / (tried.Width * size / probe);
        if (fits < LeastSize)
        {
            throw new ImageEditException(
                ImageEditFailure.UnsupportedInstruction,
                $"\"edit_text\" cannot set \"{text}\" in the place of the old text: it would have to be less than {LeastSize * 100:0}% as large. Use a shorter text, or remove the old one and add the new one elsewhere.",
                "prompt");
        }

        size *= Math.Min(1, fits);
        return (TextMask.Render(text, size, 0, 0.5, old.IsBold), (int)Math.Round(below * size / probe));
    }

    private static Mask Draw(Image image, TextMask text, int left, int top, Rgb ink)
    {
        var drawn = new byte[image.Width * image.Height];
        for (var y = Math.Max(0, -top); y < text.Height && y + top < image.Height; y++)
        {
            var from = text.Row(y);
            var to = image.Row(y + top);
            for (var x = Math.Max(0, -left); x < text.Width && x + left < image.Width; x++)
            {
                Compositing.Blend(to.Slice((x + left) * image.Bands, image.Bands), ink.R, ink.G, ink.B, from[x]);
                drawn[((y + top) * image.Width) + x + left] = from[x] > 0 ? byte.MaxValue : byte.MinValue;
            }
        }

        return Mask.FromWeights(drawn, image.Width, image.Height);
    }
}
