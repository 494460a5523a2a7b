using Pentimento.Engine.Images;
using Pentimento.Engine.Operations;
using Pentimento.Engine.Operations.Kernels;

namespace Pentimento.Engine.Tests.Operations;

public sealed class ColourOperationTests
{
    [Fact]
    public void A_hue_shift_turns_red_towards_yellow_and_keeps_grey()
    {
        using var colours = Pictures.Make(2, 1, (x, _) => x == 0 ? new(190, 130, 130) : new(120, 120, 120));
        using var turned = Pictures.Run("hue_shift", colours, 60);
        var (from, to) = (Polar(Pictures.At(colours, 0, 0)), Polar(Pictures.At(turned, 0, 0)));
        Assert.Equal(from.Hue + 60, to.Hue, 2.0);
        Assert.Equal(from.Chroma, to.Chroma, 0.01);
        Assert.Equal(from.Lightness, to.Lightness, 0.01);
        Assert.Equal(new Rgb(120, 120, 120), Pictures.At(turned, 1, 0));
    }

    [Fact]
    public void Half_a_turn_and_half_a_turn_back_give_muted_colours_again()
    {
        using var muted = Pictures.Make(64, 64, (x, y) => new((byte)(110 + (x / 2)), (byte)(110 + (y / 2)), 125));
        using var there = Pictures.Run("hue_shift", muted, 180);
        using var back = Pictures.Run("hue_shift", there, -180);
        Assert.True(Pictures.Difference(muted, back) < 0.6);
    }

    [Fact]
    public void A_tint_gives_grey_the_hue_of_its_colour_and_leaves_black_and_white()
    {
        using var greys = Pictures.Make(3, 1, (x, _) => Pictures.Grey(127.5 * x));
        using var tinted = Pictures.Run("tint", greys, 100, "#4060ff");
        Assert.Equal(Polar(new(0x40, 0x60, 0xff)).Hue, Polar(Pictures.At(tinted, 1, 0)).Hue, 3.0);
        Assert.Equal(Polar(new(128, 128, 128)).Lightness, Polar(Pictures.At(tinted, 1, 0)).Lightness, 0.01);
        Assert.Equal(new Rgb(0, 0, 0), Pictures.At(tinted, 0, 0));
        Assert.Equal(new Rgb(255, 255, 255), Pictures.At(tinted, 2, 0));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("blueish")]
    [InlineData("#12345")]
    public void A_tint_without_a_colour_is_refused(string? value) =>
        Assert.Contains("#ff7f66", OperationCatalog.Find("tint")!.CheckValue(value), StringComparison.Ordinal);

    [Theory]
    [InlineData("2", 2)]
    [InlineData("4", 4)]
    [InlineData(null, 5)]
    [InlineData("64", 64)]
    public void Posterize_leaves_as_many_levels_as_asked_with_black_and_white_among_them(string? value, int levels)
    {
        using var ramp = Pictures.Make(256, 1, (x, _) => Pictures.Grey(x));
        using var flat = Pictures.Run("posterize", ramp, null, value);
        var tones = Enumerable.Range(0, 256).Select(x => (int)Pictures.At(flat, x, 0).R).Distinct().ToArray();
        Assert.Equal(levels, tones.Length);
        Assert.Equal((0, 255), (tones.Min(), tones.Max()));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("65")]
    [InlineData("many")]
    public void Posterize_refuses_other_levels(string value) => Assert.NotNull(OperationCatalog.Find("posterize")!.CheckValue(value));

    [Theory]
    [InlineData(1.0, 0.9, 0.55)]
    [InlineData(0.7, 0.85, 1.0)]
    public void White_balance_takes_a_cast_off_grey_things(double red, double green, double blue)
    {
        byte Cast(int value, double factor) => SrgbTransfer.ToByte((float)(SrgbTransfer.ToLinear[value] * factor));
        using var scene = Pictures.Make(120, 80, (x, y) => ((y / 20 * 6) + (x / 20)) switch
        {
            3 => new(Cast(180, red), Cast(60, green), Cast(50, blue)),
            8 => new(Cast(40, red), Cast(110, green), Cast(60, blue)),
            var cell => new(Cast(50 + (8 * cell), red), Cast(50 + (8 * cell), green), Cast(50 + (8 * cell), blue)),
        });
        using var balanced = Pictures.Run("white_balance", scene);
        var (before, after) = (Polar(Pictures.At(scene, 110, 70)).Chroma, Polar(Pictures.At(balanced, 110, 70)).Chroma);
        Assert.True(after < 0.35 * before, $"{before} to {after}");
    }

    [Fact]
    public void White_balance_leaves_a_neutral_picture_alone()
    {
        using var scene = Pictures.Make(120, 80, (x, y) => x < 60 ? Pictures.Grey(40 + x + y) : new(190, 60, 50));
        using var balanced = Pictures.Run("white_balance", scene);
        Assert.True(Pictures.Difference(scene, balanced) < 1);
    }

    [Fact]
    public void White_balance_does_not_take_a_field_of_one_colour_for_the_light()
    {
        using var field = Pictures.Make(120, 80, (x, y) => new(60, (byte)(120 + ((x + y) % 40)), 40));
        using var balanced = Pictures.Run("white_balance", field);
        var (before, after) = (Polar(Pictures.At(field, 50, 50)), Polar(Pictures.At(balanced, 50, 50)));
        Assert.True(after.Chroma > 0.6 * before.Chroma);
        Assert.Equal(before.Hue, after.Hue, 15.0);
    }

    [Fact]
    public void Matched_colours_have_the_mean_and_spread_of_the_second_image()
    {
        using var photo = Pictures.Photo("chelsea.png");
        using var other = Pictures.Make(64, 64, (x, y) => new((byte)(90 + x), (byte)(100 + y), (byte)(140 + ((x + y) / 2))));
        using var matched = Pictures.Run("match_colors", photo, 100, null, other);
        Assert.Equal(Pictures.MeanLuma(other), Pictures.MeanLuma(matched), 6.0);
        Assert.Equal(Pictures.MeanChroma(other), Pictures.MeanChroma(matched), 0.02);
    }

    [Fact]
    public void Matching_colours_without_a_second_image_is_refused_in_a_sentence()
    {
        using var photo = Pictures.Photo("chelsea.png", 20, 20);
        var error = Assert.Throws<ImageEditException>(() => Pictures.Run("match_colors", photo));
        Assert.Equal(ImageEditFailure.UnsupportedInstruction, error.Failure);
        Assert.Contains("second image", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Auto_enhance_helps_a_dark_a_flat_and_a_dull_picture_and_hardly_touches_its_own_result()
    {
        using var photo = Pictures.Photo("coffee.png");
        using var dark = Pictures.Changed(photo, c => new((byte)(c.R * 0.35), (byte)(c.G * 0.35), (byte)(c.B * 0.35)));
        using var flat = Pictures.Changed(photo, c => new((byte)(80 + (c.R / 3)), (byte)(80 + (c.G / 3)), (byte)(80 + (c.B / 3))));
        using var light = Pictures.Run("auto_enhance", dark);
        using var full = Pictures.Run("auto_enhance", flat);
        using var own = Pictures.Run("auto_enhance", photo);
        Assert.True(Pictures.MeanLuma(light) > 1.7 * Pictures.MeanLuma(dark));
        Assert.True(Pictures.Spread(full) > 1.5 * Pictures.Spread(flat));
        Assert.True(Pictures.MeanChroma(full) > 1.5 * Pictures.MeanChroma(flat));
        Assert.True(Pictures.Difference(photo, own) < 0.4 * Pictures.Difference(flat, full));
    }

    [Fact]
    public void Auto_enhance_gives_a_grey_picture_no_colour()
    {
        using var photo = Pictures.Photo("coffee.png");
        using var grey = Pictures.Changed(photo, c => Pictures.Grey((0.2126 * c.R) + (0.7152 * c.G) + (0.0722 * c.B)));
        using var enhanced = Pictures.Run("auto_enhance", grey, 100);
        for (var x = 0; x < grey.Width; x++)
        {
            var c = Pictures.At(enhanced, x, 80);
            Assert.True(Math.Max(c.R, Math.Max(c.G, c.B)) - Math.Min(c.R, Math.Min(c.G, c.B)) <= 1);
        }
    }

    private static (double Lightness, double Chroma, double Hue) Polar(Rgb colour)
    {
        var lab = OkLab.FromRgb(ColourSample.Linear(colour));
        return (lab.X, Math.Sqrt((lab.Y * lab.Y) + (lab.Z * lab.Z)), Math.Atan2(lab.Z, lab.Y) * 180 / Math.PI);
    }
}
