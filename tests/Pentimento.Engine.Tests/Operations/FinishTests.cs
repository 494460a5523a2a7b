using Pentimento.Engine.Images;
using Pentimento.Engine.Operations;
using Pentimento.Engine.Operations.Kernels;
using static Pentimento.Engine.Tests.Operations.LookScenes;

namespace Pentimento.Engine.Tests.Operations;

public sealed class FinishTests
{
    [Theory]
    [InlineData("add_text", null)]
    [InlineData("add_text", "")]
    [InlineData("add_text", "\"\" top")]
    [InlineData("add_text", "\"Hello\" somewhere")]
    [InlineData("add_text", "\"Hello\" top 5% 6%")]
    [InlineData("watermark", "\"Hello\" top")]
    [InlineData("overlay", "somewhere")]
    [InlineData("overlay", "")]
    [InlineData("overlay", "20% 30%")]
    [InlineData("overlay", "top -5%")]
    [InlineData("collage", "pile")]
    [InlineData("collage", "row grid")]
    [InlineData("collage", "17x2")]
    [InlineData("drop_shadow", "blue")]
    public void Other_values_are_refused_with_help(string operation, string? value)
    {
        var found = OperationCatalog.Find(operation)!;
        var wrong = found.CheckValue(value);
        Assert.NotNull(wrong);
        Assert.Contains(found.ValueHelp ?? "takes no value", wrong, StringComparison.Ordinal);
    }

    [Fact]
    public void An_overlay_keeps_the_rest_bit_for_bit()
    {
        using var photo = Photo("coffee.png");
        using var logo = Draw(80, 40, 4, (x, _) => (255, 0, 0, x < 40 ? 255 : 0));
        using var result = Run("overlay", photo, value: "bottom right", others: logo);
        var changed = Changed(photo, result)!.Value;
        Assert.Equal((510, 350, 549, 389), changed);
        Assert.Equal((255, 0, 0), At(result, 520, 360));
    }

    [Theory]
    [InlineData(null, 300, 300)]
    [InlineData("center", 300, 300)]
    [InlineData("top left", 100, 100)]
    [InlineData("top left 50%", 150, 150)]
    public void An_overlay_is_shrunk_to_fit_or_to_the_asked_share(string? value, int width, int height)
    {
        using var white = Flat(300, 300, 255);
        using var large = Flat(900, 900, 0);
        using var result = Run("overlay", white, value: value, others: large);
        var changed = Changed(white, result)!.Value;
        Assert.Equal((width, height), (changed.Right - changed.Left + 1, changed.Bottom - changed.Top + 1));
    }

    [Fact]
    public void Half_clear_pixels_mix_by_their_alpha()
    {
        using var clear = Image.Create(4, 4, 4, clear: true);
        using var grey = Draw(4, 4, 4, (_, _) => (200, 100, 50, 128));
        using var result = Run("overlay", clear, others: grey);
        Assert.True(grey.Pixels.SequenceEqual(result.Pixels));
        using var white = Flat(4, 4, 255);
        using var mixed = Run("overlay", white, others: grey);
        Assert.Equal((227, 177, 152), At(mixed, 1, 1));
    }

    [Theory]
    [InlineData("overlay")]
    [InlineData("collage")]
    public void What_needs_a_second_image_says_so(string operation)
    {
        using var photo = Flat(20, 20, 5);
        var error = Assert.Throws<ImageEditException>(() => Run(operation, photo));
        Assert.Equal(ImageEditFailure.UnsupportedInstruction, error.Failure);
        Assert.Contains("needs", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, 350, 100)]
    [InlineData("row", 350, 100)]
    [InlineData("row 10px", 370, 100)]
    [InlineData("column", 100, 350)]
    [InlineData("column 5% #000000", 100, 360)]
    [InlineData("grid", 300, 200)]
    [InlineData("3x1", 350, 100)]
    [InlineData("2x2 10px", 310, 210)]
    public void Collages_match_heights_and_widths(string? value, int width, int height)
    {
        var isColumn = value?.StartsWith("column", StringComparison.Ordinal) == true;
        using var first = Flat(100, 100, 10);
        using var second = isColumn ? Flat(20, 40, 20) : Flat(40, 20, 20);
        using var third = isColumn ? Flat(300, 150, 30) : Flat(150, 300, 30);
        using var result = Run("collage", first, value: value, others: [second, third]);
        Assert.Equal((width, height), (result.Width, result.Height));
        Assert.Equal((10, 10, 10), At(result, 50, 50));
    }

    [Fact]
    public void A_gap_has_the_asked_colour_and_the_images_stay_exact()
    {
        using var first = Photo("coffee.png");
        using var second = Photo("coffee.png");
        using var result = Run("collage", first, value: "row 8px #102030", others: second);
        using var left = Resampling.Crop(result, 0, 0, 600, 400);
        using var right = Resampling.Crop(result, 608, 0, 600, 400);
        Assert.True(first.Pixels.SequenceEqual(left.Pixels) && first.Pixels.SequenceEqual(right.Pixels));
        Assert.Equal((0x10, 0x20, 0x30), At(result, 604, 399));
    }

    [Fact]
    public void A_collage_with_too_few_places_says_so_and_one_over_the_limits_is_made_smaller()
    {
        using var wide = Flat(3000, 10, 10);
        var error = Assert.Throws<ImageEditException>(() => Run("collage", wide, value: "1x1", others: wide));
        Assert.Contains("1 places", error.Message, StringComparison.Ordinal);
        using var result = Run("collage", wide, value: "row", others: [wide, wide, wide, wide, wide, wide]);
        Assert.InRange(result.Width, 16_000, 16_384);
    }

    [Fact]
    public void A_shadow_falls_to_the_lower_right_of_an_untouched_picture()
    {
        using var photo = Photo("coffee.png");
        using var result = Run("drop_shadow", photo);
        Assert.True(result.HasAlpha && result.Width > photo.Width && result.Height > photo.Height);
        using var solid = Canvas.WithAlpha(photo);
        var (left, top) = Find(result);
        using var part = Resampling.Crop(result, left, top, 600, 400);
        Assert.True(solid.Pixels.SequenceEqual(part.Pixels));
        Assert.True(AlphaAt(result, left + 300, top + 403) > AlphaAt(result, left + 300, top - 4) + 20);
        Assert.True(AlphaAt(result, left + 603, top + 200) > AlphaAt(result, left - 4, top + 200));
        Assert.Equal(0, AlphaAt(result, 0, 0));
    }

    [Fact]
    public void A_shadow_has_the_shape_of_the_alpha_and_none_at_all_at_nought()
    {
        using var disc = Draw(200, 200, 4, (x, y) => (255, 0, 0, ((x - 100) * (x - 100)) + ((y - 100) * (y - 100)) < 900 ? 255 : 0));
        using var none = Run("drop_shadow", disc, 0);
        Assert.True(disc.Pixels.SequenceEqual(none.Pixels));
        using var result = Run("drop_shadow", disc, 100);
        var (left, top) = ((result.Width - 200) / 2, (result.Height - 200) / 2);
        Assert.Equal((255, 0, 0), At(result, left + 100, top + 95));
        Assert.InRange(AlphaAt(result, left + 100, top + 133), 30, 254);
        Assert.Equal(0, AlphaAt(result, left + 20, top + 20));
    }

    private static (int Left, int Top) Find(Image image)
    {
        for (var y = 0; ; y++)
        {
            for (var x = 0; x < image.Width; x++)
            {
                if (AlphaAt(image, x, y) == 255)
                {
                    return (x, y);
                }
            }
        }
    }
}
