using Pentimento.Engine.Images;
using Pentimento.Engine.Operations;
using Pentimento.Engine.Operations.Kernels;
using Pentimento.Engine.Planning;

namespace Pentimento.Engine.Tests.Operations;

public class EditTextTests
{
    private static readonly Rgb Ink = new(170, 20, 30);
    private static readonly Rgb Paper = new(238, 232, 215);

    [Fact]
    public void A_word_is_set_anew_in_the_old_ones_colour_height_and_place()
    {
        using var sign = Sign("SALE");
        var mask = Masked.Rectangle(sign, 30, 25, 180, 70);

        using var result = Masked.Run(new("edit_text", "text", Value: "SOLD"), sign, mask);

        var (before, after) = (Lettering.Read(sign, mask, TestContext.Current.CancellationToken), Lettering.Read(result, mask, TestContext.Current.CancellationToken));
        Assert.InRange(after.Height, before.Height * 0.85, before.Height * 1.15);
        Assert.InRange(after.Baseline, before.Baseline - 3, before.Baseline + 3);
        Assert.InRange(after.Colour.R - Ink.R, -12, 12);
        Assert.InRange(after.Box.Left + (after.Box.Width / 2), 100, 140);
        Assert.Equal(0, Masked.ChangedOutside(sign, result, mask));

        // The new word is what a fresh sign with it looks like, not the old one or both.
        using var wanted = Sign("SOLD");
        Assert.True(Pictures.Difference(result, wanted) < Pictures.Difference(result, sign));
    }

    [Fact]
    public void A_text_that_is_much_longer_is_refused_with_the_reason()
    {
        using var sign = Sign("SALE");

        var error = Assert.Throws<ImageEditException>(() =>
            Masked.Run(new("edit_text", "text", Value: "EVERYTHING MUST GO TODAY"), sign, Masked.Rectangle(sign, 30, 25, 180, 70)));

        Assert.Contains("shorter", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("one\ntwo", "one line")]
    [InlineData("", "cannot be told")]
    public void Text_that_cannot_be_set_believably_is_refused(string text, string why)
    {
        using var sign = Sign(text, 26);

        var error = Assert.Throws<ImageEditException>(() =>
            Masked.Run(new("edit_text", "text", Value: "NEW"), sign, Masked.Rectangle(sign, 10, 5, 220, 110)));

        Assert.Contains(why, error.Message, StringComparison.Ordinal);
    }

    private static Image Sign(string text, double size = 48)
    {
        var sign = Pictures.Flat(240, 120, Paper);
        if (text.Length > 0)
        {
            using var letters = TextMask.Render(text, size, 0, 0.5);
            for (var y = 0; y < letters.Height; y++)
            {
                for (var x = 0; x < letters.Width; x++)
                {
                    Compositing.Blend(sign.Row(y + 60 - (letters.Height / 2)).Slice(3 * (x + 120 - (letters.Width / 2)), 3), Ink.R, Ink.G, Ink.B, letters.Row(y)[x]);
                }
            }
        }

        return sign;
    }
}
