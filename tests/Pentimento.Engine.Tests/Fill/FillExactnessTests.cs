using Pentimento.Engine.Fill;
using Pentimento.Engine.Images;

namespace Pentimento.Engine.Tests.Fill;

public class FillExactnessTests
{
    public static TheoryData<string> Shapes => [.. Cases.Keys];

    private static readonly Dictionary<string, Func<int, int, bool>> Cases = new(StringComparer.Ordinal)
    {
        ["one pixel"] = (x, y) => (x, y) == (40, 30),
        ["one pixel in the corner"] = (x, y) => (x, y) == (0, 0),
        ["a whole row"] = (_, y) => y == 20,
        ["a whole column"] = (x, _) => x == 0,
        ["the top third"] = (_, y) => y < 20,
        ["a disc"] = (x, y) => ((x - 45) * (x - 45)) + ((y - 32) * (y - 32)) < 200,
        ["a corner"] = (x, y) => x > 60 && y > 40,
        ["many specks"] = (x, y) => ((x * 7) + (y * 13)) % 29 == 0,
        ["a ring"] = (x, y) => Math.Abs(Math.Sqrt(((x - 45) * (x - 45)) + ((y - 32) * (y - 32))) - 15) < 3,
        ["two holes"] = (x, y) => y > 20 && y < 35 && (x is > 10 and < 25 or > 60 and < 75),
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Outside_the_hole_every_pixel_is_the_inputs_and_inside_none_of_the_old_ones_is_read(string shape)
    {
        foreach (var bands in (int[])[3, 4])
        {
            using var picture = Pictures.Varied(90, 64, bands);
            var hole = Holes.Where(90, 64, Cases[shape]);
            using var damaged = Holes.Damaged(picture, hole);

            using var filled = Inpainting.Fill(picture, hole, new(), null, TestContext.Current.CancellationToken);
            using var again = Inpainting.Fill(damaged, hole, new(), null, TestContext.Current.CancellationToken);

            Assert.Equal(0, Holes.Changed(picture, filled, i => hole.Values[i] == 0));
            Assert.True(filled.Pixels.SequenceEqual(again.Pixels));
        }
    }

    [Theory]
    [InlineData(1, 40)]
    [InlineData(40, 1)]
    [InlineData(5, 5)]
    [InlineData(9, 200)]
    public void Pictures_smaller_than_a_patch_are_filled_too(int width, int height)
    {
        using var picture = Pictures.Flat(width, height, 90, 120, 30);
        var hole = Holes.Where(width, height, (x, y) => (x + y) % 7 == 3);

        using var filled = Holes.Fill(picture, hole);

        Assert.True(filled.Pixels.SequenceEqual(picture.Pixels));
    }

    [Fact]
    public void Grey_stays_grey()
    {
        using var picture = Holes.Picture(120, 100, (x, y) => (100 + (40 * Math.Sin(x * 0.7 * Math.Cos(y * 0.1))), 0, 0));
        for (var i = 0; i < picture.Pixels.Length; i += 3)
        {
            picture.Pixels.Slice(i + 1, 2).Fill(picture.Pixels[i]);
        }

        using var filled = Holes.Fill(picture, Holes.Box(picture, 40, 40, 70, 70));

        for (var i = 0; i < filled.Pixels.Length; i += 3)
        {
            Assert.True(filled.Pixels[i] == filled.Pixels[i + 1] && filled.Pixels[i] == filled.Pixels[i + 2]);
        }
    }

    [Fact]
    public void A_filled_transparent_area_is_opaque_when_asked_for()
    {
        using var picture = Pictures.Varied(80, 80, 4);
        var hole = Holes.Box(picture, 20, 20, 50, 50);

        using var filled = Inpainting.Fill(picture, hole, new() { Opaque = true }, null, TestContext.Current.CancellationToken);

        Assert.Equal(255, Pictures.Pixel(filled, 35, 35)[3]);
    }

    [Fact]
    public void A_hole_that_nothing_may_be_copied_into_is_refused()
    {
        using var picture = Pictures.Varied(60, 60);
        var hole = Holes.Box(picture, 10, 10, 40, 40);

        var error = Assert.Throws<ImageEditException>(() =>
            Inpainting.Fill(picture, hole, new() { Avoid = Holes.Where(60, 60, (_, _) => true) }, null, TestContext.Current.CancellationToken));

        Assert.Equal(ImageEditFailure.UnsupportedInstruction, error.Failure);
    }

    [Fact]
    public void A_hole_larger_than_allowed_is_refused_with_both_figures()
    {
        using var picture = Pictures.Varied(60, 60);
        var hole = Holes.Box(picture, 0, 0, 60, 42);

        var error = Assert.Throws<ImageEditException>(() => Inpainting.Fill(picture, hole, new(), null, TestContext.Current.CancellationToken));

        Assert.Equal("mask", error.Field);
        Assert.Contains("70%", error.Message, StringComparison.Ordinal);
        Assert.Contains("60%", error.Message, StringComparison.Ordinal);
    }
}
