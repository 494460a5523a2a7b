using Pentimento.Engine.Images;
using Pentimento.Engine.Operations.Kernels;
using static Pentimento.Engine.Tests.Operations.LookScenes;

namespace Pentimento.Engine.Tests.Operations;

public sealed class FinishTextTests
{
    [Theory]
    [InlineData("\"Hello\" bottom right", 0.5, 1.0, 0.5, 1.0)]
    [InlineData("\"Hello\" top left", 0.0, 0.5, 0.0, 0.5)]
    [InlineData("\"Hello\" center 10%", 0.2, 0.8, 0.3, 0.7)]
    [InlineData("Hello", 0.2, 0.8, 0.8, 1.0)]
    public void Text_appears_where_it_is_asked_and_nowhere_else(string value, double left, double right, double top, double bottom)
    {
        NeedFonts();
        using var photo = Photo("coffee.png");
        using var result = Run("add_text", photo, value: value);
        var changed = Changed(photo, result)!.Value;
        Assert.InRange(changed.Left, left * photo.Width, right * photo.Width);
        Assert.InRange(changed.Right, left * photo.Width, right * photo.Width);
        Assert.InRange(changed.Top, top * photo.Height, bottom * photo.Height);
        Assert.InRange(changed.Bottom, top * photo.Height, bottom * photo.Height);
    }

    [Theory]
    [InlineData(20, 255)]
    [InlineData(240, 0)]
    public void Text_stands_off_from_what_is_under_it(int ground, int ink)
    {
        NeedFonts();
        using var flat = Flat(400, 200, ground);
        using var result = Run("add_text", flat, value: "\"III\" center 30%");
        Assert.True(result.Pixels.Contains((byte)ink));
    }

    [Fact]
    public void Text_has_the_asked_colour()
    {
        NeedFonts();
        using var flat = Flat(400, 200, 20);
        using var result = Run("add_text", flat, value: "\"III\" center 30% #ff8000");
        Assert.Contains(Enumerable.Range(0, 400), x => At(result, x, 100) == (255, 128, 0));
    }

    [Fact]
    public void A_long_text_wraps_and_stays_inside()
    {
        NeedFonts();
        using var photo = Photo("chelsea.png");
        using var result = Run("add_text", photo, value: string.Join(' ', Enumerable.Repeat("many words that go on", 15)));
        var changed = Changed(photo, result)!.Value;
        Assert.True(changed.Left > 0 && changed.Right < photo.Width - 1 && changed.Top > 0 && changed.Bottom < photo.Height - 1);
        Assert.True(changed.Bottom - changed.Top > 60);
    }

    [Fact]
    public void Markup_is_text()
    {
        NeedFonts();
        using var plain = TextMask.Render("b", 40, 0, 0);
        using var marked = TextMask.Render("<b>b</b> & x", 40, 0, 0);
        Assert.True(marked.Width > 5 * plain.Width);
    }

    [Fact]
    public void Text_that_no_font_has_is_refused_by_name()
    {
        NeedFonts();
        using var photo = Photo("chelsea.png");
        var error = Assert.Throws<ImageEditException>(() => Run("add_text", photo, value: "ab\uE8A1"));
        Assert.Equal(ImageEditFailure.UnsupportedInstruction, error.Failure);
        Assert.Contains("no font for \"\uE8A1\"", error.Message, StringComparison.Ordinal);
        Assert.Contains("fonts-dejavu-core", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_fits_on_the_smallest_pictures()
    {
        NeedFonts();
        foreach (var (width, height) in new[] { (1, 1), (1, 40), (40, 1), (7, 5) })
        {
            using var dot = Flat(width, height, 100, 4);
            using var result = Run("add_text", dot, value: "Hello world");
            using var marked = Run("watermark", dot, value: "Hello world");
            Assert.Equal((width, height, 4), (result.Width, result.Height, result.Bands));
        }
    }

    [Theory]
    [InlineData("\"many letters here\" center 2000%")]
    [InlineData("\"a\nb\nc\nd\ne\nf\" 1900px")]
    public void A_text_larger_than_the_picture_is_shrunk_to_fit(string value)
    {
        NeedFonts();
        using var flat = Flat(200, 100, 50);
        using var result = Run("add_text", flat, value: value);
        var changed = Changed(flat, result)!.Value;
        Assert.True(changed.Left >= 0 && changed.Right - changed.Left > 15 && changed.Bottom <= 99);
    }

    [Fact]
    public void A_watermark_is_faint_and_everywhere()
    {
        NeedFonts();
        using var photo = Photo("coffee.png");
        using var none = Run("watermark", photo, 0, "draft");
        Assert.True(photo.Pixels.SequenceEqual(none.Pixels));
        using var result = Run("watermark", photo, value: "draft");
        for (var part = 0; part < 9; part++)
        {
            var (left, top) = (part % 3 * 200, part / 3 * 133);
            using var before = Resampling.Crop(photo, left, top, 200, 133);
            using var after = Resampling.Crop(result, left, top, 200, 133);
            Assert.NotNull(Changed(before, after));
            Assert.InRange(Change(before, after), 0.5, 12);
        }
    }

    internal static void NeedFonts()
    {
        try
        {
            TextMask.CheckFonts("Hello");
        }
        catch (ImageEditException error)
        {
            Assert.Skip(error.Message);
        }
    }
}
