using Pentimento.Engine.Images;

namespace Pentimento.Engine.Tests.Operations;

public sealed class LocalToneTests
{
    [Fact]
    public void Highlights_change_the_bright_half_and_leave_the_dark_one()
    {
        using var halves = Halves(40, 210);
        using var down = Pictures.Run("highlights", halves, -60);
        Assert.Equal(new Rgb(40, 40, 40), Pictures.At(down, 5, 50));
        Assert.InRange(Pictures.Luma(down, 194, 50), 150, 195);
    }

    [Fact]
    public void Shadows_change_the_dark_half_and_hardly_the_bright_one()
    {
        using var halves = Halves(40, 230);
        using var up = Pictures.Run("shadows", halves, 60);
        Assert.InRange(Pictures.Luma(up, 5, 50), 55, 90);
        Assert.Equal(230, Pictures.Luma(up, 194, 50), 1.0);
    }

    [Theory]
    [InlineData("highlights", -100.0)]
    [InlineData("highlights", 100.0)]
    [InlineData("shadows", 100.0)]
    [InlineData("shadows", -100.0)]
    [InlineData("clarity", 100.0)]
    [InlineData("hdr", 100.0)]
    public void A_hard_edge_gets_no_halo(string operation, double amount)
    {
        using var halves = Halves(60, 200);
        using var edited = Pictures.Run(operation, halves, amount);

        // Close to the edge each side looks as it does far from it, but for a ninth of the edge's height.
        for (var x = 0; x < 200; x++)
        {
            var far = Pictures.Luma(edited, x < 100 ? 2 : 197, 50);
            Assert.InRange(Pictures.Luma(edited, x, 50), far - 16, far + 16);
        }
    }

    [Theory]
    [InlineData("highlights", 100.0)]
    [InlineData("shadows", 100.0)]
    [InlineData("clarity", 100.0)]
    public void Nothing_clips_that_was_not_clipped(string operation, double amount)
    {
        using var ramp = Pictures.Make(256, 64, (x, y) => Pictures.Grey(Math.Clamp(x + ((y % 8 < 4) ? 6 : -6), 3, 250)));
        using var edited = Pictures.Run(operation, ramp, amount);
        Assert.DoesNotContain(edited.Pixels.ToArray(), v => v is 0 or 255);
    }

    [Fact]
    public void Shadows_keep_black_and_white()
    {
        using var halves = Halves(0, 255);
        using var up = Pictures.Run("shadows", halves, 100);
        Assert.True(halves.Pixels.SequenceEqual(up.Pixels));
    }

    [Fact]
    public void Clarity_raises_local_contrast_and_its_opposite_lowers_it()
    {
        using var photo = Pictures.Photo("chelsea.png");
        using var more = Pictures.Run("clarity", photo, 100);
        using var less = Pictures.Run("clarity", photo, -100);
        Assert.True(Roughness(more) > 1.3 * Roughness(photo));
        Assert.True(Roughness(less) < 0.7 * Roughness(photo));
        Assert.InRange(Pictures.MeanLuma(more), Pictures.MeanLuma(photo) - 8, Pictures.MeanLuma(photo) + 8);
    }

    [Fact]
    public void Hdr_compresses_the_range_and_brings_detail_out()
    {
        using var photo = Pictures.Photo("chelsea.png");
        using var hdr = Pictures.Run("hdr", photo, 100);
        Assert.True(Roughness(hdr) > 1.2 * Roughness(photo));
        Assert.True(Pictures.MeanChroma(hdr) > Pictures.MeanChroma(photo));
    }

    [Fact]
    public void Dehaze_brings_back_contrast_and_colour()
    {
        using var photo = Pictures.Photo("coffee.png");
        using var hazy = Pictures.Changed(photo, c => new((byte)(110 + (c.R / 2)), (byte)(112 + (c.G / 2)), (byte)(115 + (c.B / 2))));
        using var clear = Pictures.Run("dehaze", hazy);
        Assert.InRange(Pictures.Spread(clear) / Pictures.Spread(hazy), 1.3, 2.2);
        Assert.InRange(Pictures.MeanChroma(clear) / Pictures.MeanChroma(hazy), 1.3, 2.5);
        Assert.InRange(Pictures.Difference(clear, photo), 0, 0.8 * Pictures.Difference(hazy, photo));
    }

    [Fact]
    public void Dehaze_changes_a_clear_photograph_much_less_than_a_hazy_one()
    {
        using var photo = Pictures.Photo("coffee.png");
        using var hazy = Pictures.Changed(photo, c => new((byte)(110 + (c.R / 2)), (byte)(112 + (c.G / 2)), (byte)(115 + (c.B / 2))));
        using var clear = Pictures.Run("dehaze", photo, 60);
        using var dehazed = Pictures.Run("dehaze", hazy, 60);
        Assert.True(Pictures.Difference(photo, clear) < 0.5 * Pictures.Difference(hazy, dehazed));
    }

    private static Image Halves(double dark, double bright) => Pictures.Make(200, 100, (x, _) => Pictures.Grey(x < 100 ? dark : bright));

    private static double Roughness(Image image) => Enumerable.Range(0, image.Height).Average(y =>
        Enumerable.Range(4, image.Width - 8).Average(x => Math.Abs(Pictures.Luma(image, x, y) - ((Pictures.Luma(image, x - 4, y) + Pictures.Luma(image, x + 4, y)) / 2))));
}
