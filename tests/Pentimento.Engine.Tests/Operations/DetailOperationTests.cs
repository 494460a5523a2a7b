using Pentimento.Engine.Images;
using Pentimento.Engine.Operations;

namespace Pentimento.Engine.Tests.Operations;

public sealed class DetailOperationTests
{
    [Theory]
    [InlineData("coffee.png", 12.0, 5.0)]
    [InlineData("chelsea.png", 12.0, 3.0)]
    public void Denoise_brings_a_noisy_photograph_nearer_to_the_clean_one(string name, double sigma, double decibels)
    {
        using var photo = Pictures.Photo(name);
        using var noisy = Pictures.Noisy(photo, sigma);
        using var clean = Pictures.Run("denoise", noisy);
        var gain = Psnr(photo, clean) - Psnr(photo, noisy);
        Assert.True(gain > decibels, $"only {gain:0.00} dB better");
    }

    [Fact]
    public void Denoise_keeps_a_hard_edge_where_it_is()
    {
        using var edge = Pictures.Make(128, 128, (x, _) => Pictures.Grey(x < 64 ? 60 : 190));
        using var noisy = Pictures.Noisy(edge, 10);
        using var clean = Pictures.Run("denoise", noisy);
        var left = Enumerable.Range(0, 128).Average(y => Pictures.Luma(clean, 63, y));
        var right = Enumerable.Range(0, 128).Average(y => Pictures.Luma(clean, 64, y));
        Assert.True(right - left > 120, $"{left} to {right}");
        Assert.True(Psnr(edge, clean) > Psnr(edge, noisy) + 8);
    }

    [Fact]
    public void Denoise_shows_no_seams_between_its_tiles()
    {
        using var ramp = Pictures.Make(420, 210, (x, y) => new((byte)(60 + (x / 4)), (byte)(80 + (y / 3)), 120));
        using var noisy = Pictures.Noisy(ramp, 10);
        using var clean = Pictures.Run("denoise", noisy);
        double Step(int x) => Enumerable.Range(0, 210).Average(y => Math.Abs(Pictures.Luma(clean, x, y) - Pictures.Luma(clean, x - 1, y)));
        var usual = Enumerable.Range(150, 100).Average(Step);
        Assert.True(Step(192) < (1.5 * usual) + 0.2);
        Assert.True(Step(384) < (1.5 * usual) + 0.2);
    }

    [Theory]
    [InlineData("8px")]
    [InlineData("8")]
    public void Pixelate_makes_blocks_of_the_size_asked_for_that_are_as_bright_as_what_they_hide(string value)
    {
        using var checks = Pictures.Make(64, 32, (x, y) => (x + y) % 2 == 0 ? new Rgb(255, 255, 255) : new Rgb(0, 0, 0));
        using var blocks = Pictures.Run("pixelate", checks, null, value);

        // Half of white's light, encoded.
        Assert.All(blocks.Pixels.ToArray(), v => Assert.Equal(188, v));
        using var halves = Pictures.Make(64, 32, (x, _) => x < 32 ? new Rgb(255, 0, 0) : new Rgb(0, 0, 255));
        using var kept = Pictures.Run("pixelate", halves, null, value);
        Assert.True(halves.Pixels.SequenceEqual(kept.Pixels));
    }

    [Fact]
    public void Motion_blur_runs_sideways_only()
    {
        using var lines = Pictures.Make(64, 64, (_, y) => Pictures.Grey(y % 8 < 4 ? 40 : 200));
        using var same = Pictures.Run("blur", lines, null, "motion 15px");
        Assert.Equal(0, Pictures.Difference(lines, same));
        using var posts = Pictures.Make(64, 64, (x, _) => Pictures.Grey(x % 8 < 4 ? 40 : 200));
        using var smeared = Pictures.Run("blur", posts, null, "motion 15px");
        Assert.InRange(Pictures.Spread(smeared), 0, 0.25 * Pictures.Spread(posts));
    }

    [Fact]
    public void Motion_blur_spreads_a_point_evenly_over_its_length()
    {
        using var point = Pictures.Make(65, 3, (x, y) => x == 32 && y == 1 ? new(255, 255, 255) : default);
        using var line = Pictures.Run("blur", point, null, "motion 10px");
        var lit = Enumerable.Range(0, 65).Where(x => Pictures.At(line, x, 1).R > 0).ToArray();
        Assert.Equal([.. Enumerable.Range(27, 11)], lit);
        Assert.Single(lit.Select(x => Pictures.At(line, x, 1).R).Distinct());
    }

    [Fact]
    public void Radial_blur_keeps_the_middle_and_smears_the_corners_towards_it()
    {
        using var checks = Pictures.Make(129, 129, (x, y) => Pictures.Grey(((x / 4) + (y / 4)) % 2 == 0 ? 60 : 200));
        using var zoomed = Pictures.Run("blur", checks, 60, "radial");
        double Change(int x, int y) => Enumerable.Range(0, 8).Average(i => Enumerable.Range(0, 8).Average(j =>
            Math.Abs(Pictures.Luma(checks, x + i, y + j) - Pictures.Luma(zoomed, x + i, y + j))));
        Assert.True(Change(60, 60) < 15);
        Assert.True(Change(2, 2) > 40);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("5px", true)]
    [InlineData("motion", true)]
    [InlineData("radial", true)]
    [InlineData("gaussian 2.5px", true)]
    [InlineData("motion 20px", true)]
    [InlineData("sideways", false)]
    [InlineData("5%", false)]
    [InlineData("0px", false)]
    [InlineData("motion 2000px", false)]
    public void A_blur_value_is_a_kind_and_a_radius(string? value, bool isValid) =>
        Assert.Equal(isValid, OperationCatalog.Find("blur")!.CheckValue(value) is null);

    private static double Psnr(Image a, Image b)
    {
        var (sum, left, right) = (0.0, a.Pixels.ToArray(), b.Pixels.ToArray());
        for (var i = 0; i < left.Length; i++)
        {
            sum += Math.Pow(left[i] - right[i], 2);
        }

        return 10 * Math.Log10(255.0 * 255 * left.Length / sum);
    }
}
