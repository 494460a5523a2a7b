using Pentimento.Engine.Fill;
using Pentimento.Engine.Images;

namespace Pentimento.Engine.Tests.Fill;

/// <summary>What stands in the hole afterwards.</summary>
public class FillContentTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(60)]
    public void A_plain_colour_is_filled_with_exactly_that_colour(int side)
    {
        using var picture = Pictures.Flat(160, 120, 200, 17, 93);

        using var filled = Holes.Fill(picture, Holes.Box(picture, 40, 30, 40 + side, 30 + side));

        Assert.True(filled.Pixels.SequenceEqual(picture.Pixels));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(70)]
    public void A_gradient_goes_on_within_two_levels(int side)
    {
        using var picture = Holes.Picture(240, 180, (x, y) => (20 + (x * 0.8), 220 - (y * 0.9), 60 + (x * 0.3) + (y * 0.4)));
        var hole = Holes.Box(picture, 60, 50, 60 + side, 50 + side);

        using var filled = Holes.Fill(picture, hole);

        Assert.InRange(Holes.Worst(picture, filled, hole), 0, 2);
    }

    [Fact]
    public void A_pattern_goes_on_in_step()
    {
        using var picture = Holes.Picture(240, 200, (x, y) => (x / 6 + (y / 6)) % 2 == 0 ? (220, 210, 190) : (60, 40, 30));
        var hole = Holes.Box(picture, 90, 70, 150, 120);

        using var filled = Holes.Fill(picture, hole);

        Assert.InRange(Holes.Mean(picture, filled, hole), 0, 3);
    }

    [Fact]
    public void In_a_hole_too_large_to_be_matched_at_full_size_a_pattern_goes_on_in_step_and_in_full_detail()
    {
        using var picture = Holes.Picture(1500, 1000, (x, y) =>
            (x / 24 + (y / 24)) % 2 == 0 ? (200 + (25 * ((x + y) & 1)), 210, 190) : (60, 40 + (25 * (x & 1)), 30));
        var hole = Holes.Box(picture, 350, 180, 1150, 820);

        using var filled = Holes.Fill(picture, hole);

        Assert.InRange(Holes.Mean(picture, filled, hole), 0, 3);
        var finest = Enumerable.Range(400, 700).Average(x => Math.Abs(Pictures.Pixel(filled, x, 500)[0] - Pictures.Pixel(filled, x + 1, 500)[0]));
        var original = Enumerable.Range(400, 700).Average(x => Math.Abs(Pictures.Pixel(picture, x, 500)[0] - Pictures.Pixel(picture, x + 1, 500)[0]));
        Assert.InRange(finest / original, 0.8, 1.2);
    }

    [Fact]
    public void A_horizon_crosses_the_hole_straight()
    {
        using var picture = Horizon();
        var hole = Holes.Box(picture, 100, 60, 160, 140);

        using var filled = Holes.Fill(picture, hole);

        // A column of the hole has one change from light to dark, where the line is.
        for (var x = 105; x < 155; x += 5)
        {
            var line = Enumerable.Range(60, 80).First(y => Pictures.Pixel(filled, x, y)[2] < 120);
            Assert.InRange(line - HorizonAt(x), -4, 4);
        }
    }

    [Fact]
    public void A_scratch_across_a_photograph_is_not_to_be_found_again()
    {
        using var picture = Pictures.Coffee();
        var hole = Holes.Where(picture.Width, picture.Height, (x, y) => Math.Abs(y - 40 - (x * 0.55)) < 2.5);

        using var filled = Holes.Fill(picture, hole);

        Assert.InRange(Holes.Mean(picture, filled, hole), 0, 6);
    }

    [Fact]
    public void What_may_not_be_copied_is_not_copied()
    {
        // Left half red, right half blue; the hole in the red may only be filled with blue.
        using var picture = Holes.Picture(200, 120, (x, y) => x < 100 ? (180 + (y % 3), 20, 20) : (20, 20, 180 + (x % 3)));
        var avoid = Holes.Where(200, 120, (x, _) => x < 100);

        using var filled = Holes.Fill(picture, Holes.Box(picture, 80, 40, 120, 80), new FillOptions { Avoid = avoid });

        Assert.True(Pictures.Pixel(filled, 110, 60)[2] > 150);
    }

    [Fact]
    public void Another_seed_is_another_fill_where_the_picture_allows()
    {
        using var picture = Pictures.Coffee();
        var hole = Holes.Box(picture, 420, 200, 520, 300);

        using var first = Holes.Fill(picture, hole);
        using var second = Holes.Fill(picture, hole, new FillOptions { Seed = 1 });

        Assert.True(Holes.Mean(first, second, hole) > 2);
    }

    private static double HorizonAt(int x) => 90 + (x * 0.08);

    private static Image Horizon() => Holes.Picture(260, 200, (x, y) =>
    {
        var noise = ((x * 7919) ^ (y * 104729)) % 7;
        return y < HorizonAt(x) ? (170 + noise, 190 + noise, 220 + noise) : (60 + noise, 80 + noise, 40 + noise);
    });
}
