using Pentimento.Engine.Images;
using Pentimento.Engine.Operations;
using static Pentimento.Engine.Tests.Operations.LookScenes;

namespace Pentimento.Engine.Tests.Operations;

public sealed class LooksTests
{
    public static TheoryData<string> Looks => ["vintage", "vignette", "grain", "glow", "sketch", "painting", "cartoon"];

    [Theory]
    [MemberData(nameof(Looks))]
    public void A_look_of_no_strength_leaves_every_byte(string look)
    {
        using var photo = Photo("coffee.png");
        using var result = Run(look, photo, 0);
        Assert.True(photo.Pixels.SequenceEqual(result.Pixels));
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public void More_of_a_look_changes_more(string look)
    {
        using var photo = Photo("chelsea.png");
        var before = 0.0;
        foreach (var amount in new[] { 8, 20, 50, 80, 100 })
        {
            using var result = Run(look, photo, amount);
            var change = Change(photo, result);
            Assert.InRange(change, before + 0.001, 200);
            before = change;
        }

        using var little = Run(look, photo, 1);
        Assert.InRange(Change(photo, little), 0, 2);
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public void A_look_keeps_size_and_alpha_of_any_picture(string look)
    {
        foreach (var (width, height) in new[] { (1, 1), (1, 9), (9, 1), (2, 2), (61, 40) })
        {
            foreach (var bands in new[] { 3, 4 })
            {
                using var picture = Draw(width, height, bands, (x, y) => ((x * 37) & 255, (y * 53) & 255, (x * y * 11) & 255, (x * 29) & 255));
                using var result = Run(look, picture, 100);
                Assert.Equal((width, height, bands), (result.Width, result.Height, result.Bands));
                for (var p = 3; bands == 4 && p < picture.Pixels.Length; p += 4)
                {
                    Assert.Equal(picture.Pixels[p], result.Pixels[p]);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public void A_look_gives_the_same_bytes_twice(string look)
    {
        using var photo = Photo("chelsea.png");
        using var first = Run(look, photo, 70, seed: 5);
        using var second = Run(look, photo, 70, seed: 5);
        Assert.True(first.Pixels.SequenceEqual(second.Pixels));
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public void A_cancelled_look_stops(string look)
    {
        using var photo = Photo("chelsea.png");
        var operation = OperationCatalog.Find(look)!;
        Assert.ThrowsAny<OperationCanceledException>(() => operation.Apply(photo, new(100, null), Context(photo, cancellation: new(canceled: true))));
    }

    [Theory]
    [InlineData("glow")]
    [InlineData("sketch")]
    [InlineData("painting")]
    [InlineData("cartoon")]
    public void Invisible_colours_do_not_bleed_into_visible_ones(string look)
    {
        Image Scene(int hidden) => Draw(64, 64, 4, (x, y) => x < 32 ? (90, 90, 90, 255) : (hidden, 255 - hidden, hidden, 0));
        using var one = Scene(255);
        using var other = Scene(0);
        using var first = Run(look, one, 100);
        using var second = Run(look, other, 100);
        for (var x = 0; x < 32; x++)
        {
            Assert.Equal(At(first, x, 30), At(second, x, 30));
        }
    }

    [Fact]
    public void A_vignette_darkens_corners_and_leaves_the_middle()
    {
        using var grey = Flat(301, 201, 180);
        using var result = Run("vignette", grey);
        Assert.Equal((180, 180, 180), At(result, 150, 100));
        Assert.InRange(At(result, 0, 0).R, 70, 130);
        Assert.Equal(At(result, 0, 0), At(result, 300, 200));
        Assert.InRange(At(result, 75, 100).R, 174, 180);
    }

    [Fact]
    public void Grain_follows_the_seed()
    {
        using var grey = Flat(200, 150, 128);
        using var one = Run("grain", grey, seed: 1);
        using var two = Run("grain", grey, seed: 2);
        Assert.True(Change(one, two) > 1);
    }

    [Fact]
    public void Grain_is_colourless_and_spares_black_and_white()
    {
        using var steps = Draw(300, 120, 3, (x, _) => x < 100 ? (0, 0, 0, 255) : x < 200 ? (128, 128, 128, 255) : (255, 255, 255, 255));
        using var result = Run("grain", steps, 100);
        var (sum, squares, count) = (0.0, 0.0, 0);
        for (var y = 0; y < 120; y++)
        {
            for (var x = 0; x < 300; x++)
            {
                var (r, g, b) = At(result, x, y);
                Assert.True(r == g && g == b);
                if (x is < 100 or >= 200)
                {
                    Assert.Equal(At(steps, x, y).R, r);
                }
                else
                {
                    (sum, squares, count) = (sum + r, squares + (r * r), count + 1);
                }
            }
        }

        var mean = sum / count;
        Assert.InRange(mean, 127, 129);
        Assert.InRange(Math.Sqrt((squares / count) - (mean * mean)), 8, 22);
    }

    [Fact]
    public void A_bright_spot_glows_into_the_dark_around_it()
    {
        using var spot = Draw(400, 400, 3, (x, y) => Math.Abs(x - 200) < 25 && Math.Abs(y - 200) < 25 ? (255, 255, 255, 255) : (20, 20, 20, 255));
        using var result = Run("glow", spot);
        Assert.True(At(result, 235, 200).R > 35);
        Assert.InRange(At(result, 20, 20).R, 19, 22);
    }

    [Fact]
    public void Vintage_lifts_black_towards_blue_and_yellows_white()
    {
        using var halves = Draw(200, 100, 3, (x, _) => x < 100 ? (0, 0, 0, 255) : (255, 255, 255, 255));
        using var result = Run("vintage", halves, 100);
        var black = At(result, 80, 50);
        var white = At(result, 120, 50);
        Assert.True(black.B > black.R && black.R > 10);
        Assert.True(white.R > white.B + 20);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(30)]
    [InlineData(140)]
    [InlineData(255)]
    public void A_sketch_of_a_flat_picture_is_paper_white(int level)
    {
        using var flat = Flat(90, 70, level);
        using var result = Run("sketch", flat);
        Assert.False(result.Pixels.ContainsAnyExcept((byte)255));
    }

    [Fact]
    public void A_sketch_is_grey_and_draws_edges_dark()
    {
        using var photo = Photo("coffee.png");
        using var result = Run("sketch", photo);
        var darkest = 255;
        for (var i = 0; i < result.Pixels.Length; i += 3)
        {
            Assert.True(result.Pixels[i] == result.Pixels[i + 1] && result.Pixels[i] == result.Pixels[i + 2]);
            darkest = Math.Min(darkest, result.Pixels[i]);
        }

        Assert.InRange(darkest, 0, 90);
    }

    [Fact]
    public void A_painting_evens_noise_and_keeps_the_edge()
    {
        var random = new Random(3);
        using var noisy = Draw(120, 120, 3, (x, _) =>
        {
            var level = (x < 60 ? 70 : 180) + random.Next(-25, 26);
            return (level, level, level, 255);
        });
        using var result = Run("painting", noisy);
        Assert.True(Roughness(result) < 0.5 * Roughness(noisy));
        Assert.True(At(result, 63, 60).R - At(result, 56, 60).R > 80);
    }

    [Fact]
    public void A_cartoon_inks_edges_and_leaves_flat_parts_clean()
    {
        using var disc = Draw(300, 300, 3, (x, y) => ((x - 150) * (x - 150)) + ((y - 150) * (y - 150)) < 80 * 80 ? (90, 140, 60, 255) : (220, 200, 170, 255));
        using var result = Run("cartoon", disc);
        var darkest = Enumerable.Range(60, 40).Min(x => At(result, x, 150).G);
        Assert.InRange(darkest, 0, 60);
        Assert.InRange(At(result, 150, 150).G, 100, 180);
        Assert.Equal(At(result, 10, 10), At(result, 20, 280));
    }

    /// <summary>Mean difference of neighbours in a row, away from the edge.</summary>
    private static double Roughness(Image image)
    {
        var sum = 0;
        for (var y = 10; y < 110; y++)
        {
            for (var x = 10; x < 50; x++)
            {
                sum += Math.Abs(At(image, x, y).R - At(image, x + 1, y).R);
            }
        }

        return sum / 4000.0;
    }
}
