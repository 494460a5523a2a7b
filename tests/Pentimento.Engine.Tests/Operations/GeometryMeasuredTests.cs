using Pentimento.Engine.Images;
using Pentimento.Engine.Operations;
using Pentimento.Engine.Operations.Kernels;
using static Pentimento.Engine.Tests.Operations.LookScenes;

namespace Pentimento.Engine.Tests.Operations;

public sealed class GeometryMeasuredTests
{
    [Theory]
    [InlineData(4)]
    [InlineData(-4)]
    [InlineData(1.3)]
    [InlineData(-11)]
    public void Straighten_levels_a_tilted_horizon(double degrees)
    {
        using var tilted = Horizon(900, 600, degrees);
        using var result = Run("straighten", tilted);
        var (left, right) = (HorizonAt(result, 20), HorizonAt(result, result.Width - 21));
        var remaining = double.RadiansToDegrees(Math.Atan((right - left) / (result.Width - 41)));
        Assert.InRange(remaining, -0.3, 0.3);
    }

    [Fact]
    public void Straighten_keeps_the_aspect_and_most_of_the_picture()
    {
        using var tilted = Horizon(900, 600, 4);
        using var result = Run("straighten", tilted);
        Assert.InRange((double)result.Width / result.Height, 1.49, 1.51);
        Assert.InRange(result.Width, 760, 880);
    }

    [Fact]
    public void Straighten_levels_by_uprights_too()
    {
        var turn = Math.Tan(double.DegreesToRadians(3));
        using var tilted = Smooth(700, 500, (x, y) => (((x + (y * turn)) / 35) % 2) < 1 ? 60 : 190);
        using var result = Run("straighten", tilted);
        Assert.InRange(Straighten.Measure(result, TestContext.Current.CancellationToken)!.Value, -0.3, 0.3);
    }

    [Fact]
    public void Straighten_says_that_there_is_no_dominant_line()
    {
        var random = new Random(1);
        using var noise = Draw(400, 300, 3, (_, _) => (random.Next(256), random.Next(256), random.Next(256), 255));
        using var flat = Flat(400, 300, 99);
        using var disc = Smooth(400, 300, (x, y) => ((x - 200) * (x - 200)) + ((y - 150) * (y - 150)) < 9000 ? 40 : 200);
        using var dot = Flat(1, 1, 9);
        foreach (var picture in new[] { noise, flat, disc, dot })
        {
            var error = Assert.Throws<ImageEditException>(() => Run("straighten", picture));
            Assert.Equal(ImageEditFailure.UnsupportedInstruction, error.Failure);
            Assert.Contains("no dominant straight line", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Straighten_says_that_a_level_picture_is_level()
    {
        using var level = Horizon(900, 600, 0);
        Assert.Equal(ImageEditFailure.NothingToChange, Assert.Throws<ImageEditException>(() => Run("straighten", level)).Failure);
    }

    [Theory]
    [InlineData(0.12, 0)]
    [InlineData(-0.1, 0)]
    [InlineData(0.12, 3)]
    public void Perspective_makes_converging_bars_parallel(double convergence, double roll)
    {
        using var bars = Bars(900, 600, convergence, roll);
        using var result = Run("perspective", bars);
        var top = Edges(result, result.Height / 10);
        var bottom = Edges(result, result.Height * 9 / 10);
        Assert.True(top.Count > 8);
        foreach (var edge in top)
        {
            // A bar's edge is where it was a few hundred rows above, to within a pixel and a half.
            Assert.InRange(bottom.Min(b => Math.Abs(b - edge)), 0, 2.5);
        }
    }

    [Fact]
    public void Perspective_refuses_what_it_cannot_measure_and_what_is_straight()
    {
        using var photo = Photo("chelsea.png");
        Assert.Equal(ImageEditFailure.UnsupportedInstruction, Assert.Throws<ImageEditException>(() => Run("perspective", photo)).Failure);
        using var straight = Bars(900, 600, 0, 0);
        Assert.Equal(ImageEditFailure.NothingToChange, Assert.Throws<ImageEditException>(() => Run("perspective", straight)).Failure);
    }

    [Theory]
    [InlineData(null, 902, 600)]
    [InlineData("4x", 1804, 1200)]
    [InlineData("1.5x", 676, 450)]
    [InlineData("1000x1000", 1000, 1000)]
    public void Upscale_gives_the_asked_size(string? value, int width, int height)
    {
        using var photo = Photo("chelsea.png");
        using var result = Run("upscale", photo, value: value);
        Assert.Equal((width, height), (result.Width, result.Height));
    }

    [Fact]
    public void Upscale_keeps_a_step_steep_and_without_ringing()
    {
        using var step = Draw(40, 20, 3, (x, _) => x < 20 ? (60, 60, 60, 255) : (200, 200, 200, 255));
        using var result = Run("upscale", step, value: "4x");
        var row = Enumerable.Range(0, 160).Select(x => At(result, x, 40).R).ToArray();
        Assert.InRange(row.Min(), 57, 62);
        Assert.InRange(row.Max(), 198, 203);
        Assert.InRange(row.Count(v => v is > 75 and < 185), 1, 4);
    }

    [Fact]
    public void Upscale_refuses_a_smaller_size_and_one_over_the_limit()
    {
        using var photo = Photo("chelsea.png");
        Assert.Equal(ImageEditFailure.UnsupportedInstruction, Assert.Throws<ImageEditException>(() => Run("upscale", photo, value: "300x200")).Failure);
        using var wide = Flat(2000, 10, 3);
        Assert.Equal(ImageEditFailure.ImageTooLarge, Assert.Throws<ImageEditException>(() => Run("upscale", wide, value: "16x")).Failure);
    }

    [Theory]
    [InlineData("0.5x")]
    [InlineData("17x")]
    [InlineData("x")]
    [InlineData("big")]
    [InlineData("")]
    public void Upscale_refuses_other_values_with_its_help(string value) =>
        Assert.Contains("2x, 4x, 1.5x", OperationCatalog.Find("upscale")!.CheckValue(value), StringComparison.Ordinal);

    [Fact]
    public void The_largest_square_in_a_square_on_its_corner_has_half_of_its_area()
    {
        var (x, y, scale) = InnerRectangle.Find([(0, -10), (10, 0), (0, 10), (-10, 0)], 1, 1);
        Assert.Equal(0, x, 3);
        Assert.Equal(0, y, 3);
        Assert.Equal(10, scale, 3);
    }

    [Fact]
    public void A_warp_that_moves_nothing_changes_nothing()
    {
        using var photo = Photo("coffee.png");
        using var solid = Canvas.WithAlpha(photo);
        foreach (var picture in new[] { photo, solid })
        {
            using var result = Warp.Run(picture, Homography.Move(0, 0), picture.Width, picture.Height, TestContext.Current.CancellationToken);
            Assert.True(picture.Pixels.SequenceEqual(result.Pixels));
        }
    }

    [Fact]
    public void A_homography_and_its_inverse_lead_back()
    {
        var map = new Homography(1.1, 0.2, 5, -0.1, 0.9, 7, 0.0004, -0.0003, 1);
        var (x, y) = map.Map(120, 80);
        var (backX, backY) = map.Inverse().Map(x, y);
        Assert.Equal(120, backX, 6);
        Assert.Equal(80, backY, 6);
    }

    /// <summary>Sky over ground, the horizon falling to the right by so many degrees.</summary>
    private static Image Horizon(int width, int height, double degrees)
    {
        var slope = Math.Tan(double.DegreesToRadians(degrees));
        return Smooth(width, height, (x, y) => y - (height * 0.45) > (x - (width / 2.0)) * slope ? 70 : 200);
    }

    /// <summary>The row, with a fraction, at which a column passes from sky to ground.</summary>
    private static double HorizonAt(Image image, int x) => Enumerable.Range(0, image.Height).Sum(y => (At(image, x, y).R - 70) / 130.0);

    /// <summary>Upright bars that come together upwards (or downwards when negative), then turned by some degrees.</summary>
    private static Image Bars(int width, int height, double convergence, double roll)
    {
        var (sin, cos) = Math.SinCos(double.DegreesToRadians(roll));
        return Smooth(width, height, (x, y) =>
        {
            var (px, py) = (x - (width / 2.0), y - (height / 2.0));
            (px, py) = ((px * cos) + (py * sin), (py * cos) - (px * sin));
            var place = px / (1 + (convergence * py / (height / 2.0)));
            return Math.Abs(place) < 380 && (((place + 1000) / 40) % 2) < 1 ? 50 : 210;
        });
    }

    private static List<double> Edges(Image image, int y)
    {
        var edges = new List<double>();
        for (var x = 0; x < image.Width - 1; x++)
        {
            var (a, b) = (At(image, x, y).R - 130.0, At(image, x + 1, y).R - 130.0);
            if (a * b < 0)
            {
                edges.Add(x + (a / (a - b)));
            }
        }

        return edges;
    }
}
