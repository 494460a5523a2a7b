using Pentimento.Engine.Images;
using Pentimento.Engine.Planning;

namespace Pentimento.Engine.Tests.Operations;

public class BackgroundTests
{
    private static readonly EditStep White = new("replace_background", "background", Value: "#ffffff");

    private readonly Cutout _scene = new();

    private Mask Background => _scene.Alpha.Complement();

    [Fact]
    public void A_new_background_leaves_no_fringe_of_the_old_one()
    {
        using var picture = _scene.Picture();
        using var ideal = _scene.Over((_, _) => Rgb.White);

        using var result = Masked.Run(White, picture, Background);

        var (_, mean) = _scene.EdgeError(result, ideal);
        Assert.True(mean < 3, $"{mean} levels along the edge");
        Assert.Equal(Rgb.White, Pictures.At(result, 2, 2));
        Assert.Equal(0, Masked.ChangedOutside(picture, result, Background));
    }

    [Fact]
    public void Without_cleaned_edges_the_fringe_would_be_seen()
    {
        using var picture = _scene.Picture();
        using var ideal = _scene.Over((_, _) => Rgb.White);
        using var naive = Pictures.Make(picture.Width, picture.Height, (x, y) =>
        {
            var (c, a) = (Pictures.At(picture, x, y), _scene.Alpha.Row(y)[x]);
            return new((byte)(255 + ((c.R - 255) * a / 255)), (byte)(255 + ((c.G - 255) * a / 255)), (byte)(255 + ((c.B - 255) * a / 255)));
        });

        Assert.True(_scene.EdgeError(naive, ideal).Mean > 12);
    }

    [Fact]
    public void A_removed_background_is_clear_and_what_is_left_lies_well_on_any_ground()
    {
        using var picture = _scene.Picture();

        using var result = Masked.Run(new("remove_background", "background"), picture, Background);

        Assert.True(result.HasAlpha);
        Assert.Equal([0, 0, 0, 0], result.Row(2)[..4].ToArray());
        for (var x = 0; x < result.Width; x++)
        {
            Assert.Equal(_scene.Alpha.Row(Cutout.Side / 2)[x], result.Row(Cutout.Side / 2)[(4 * x) + 3]);
        }

        using var ideal = _scene.Over((_, _) => new(250, 220, 30));
        using var laid = Pictures.Flat(Cutout.Side, Cutout.Side, new(250, 220, 30));
        Engine.Operations.Kernels.Compositing.Over(laid, result, 0, 0);
        Assert.True(_scene.EdgeError(laid, ideal).Mean < 3);
    }

    [Fact]
    public void The_blur_of_a_background_takes_no_colour_from_the_subject()
    {
        using var picture = _scene.Picture();

        using var result = Masked.Run(new("blur_background", "background", Amount: 100), picture, Background);

        // The ground is 30 red everywhere and the disc at least 170.
        for (var i = 0; i < Cutout.Side * Cutout.Side; i++)
        {
            if (_scene.Alpha.Values[i] == 0)
            {
                Assert.InRange(Pictures.At(result, i % Cutout.Side, i / Cutout.Side).R, 28, 32);
            }
        }

        Assert.Equal(0, Masked.ChangedOutside(picture, result, Background));
    }

    [Fact]
    public void A_blurred_background_keeps_its_mean_light_and_loses_its_bands()
    {
        using var picture = _scene.Picture();

        using var result = Masked.Run(new("blur_background", "background", Amount: 100), picture, Background);

        var column = Enumerable.Range(20, 56).Select(y => (double)Pictures.At(result, 4, y).G).ToArray();
        Assert.InRange(column.Zip(column.Skip(1), (a, b) => Math.Abs(b - a)).Max(), 0, 15);
        Assert.InRange(column.Average(), 110, 135);
    }

    [Fact]
    public void A_blur_of_nothing_is_the_picture()
    {
        using var picture = _scene.Picture();
        var context = new Engine.Operations.OperationContext([picture], new(), 0, TestContext.Current.CancellationToken, Background);

        using var result = Engine.Operations.OperationCatalog.Find("blur_background")!.Apply(picture, new(0, null), context);

        Assert.Equal(0, Pictures.Difference(picture, result));
    }

    [Theory]
    [InlineData("plain", 232, 232, 232)]
    [InlineData(null, 232, 232, 232)]
    [InlineData("#204060", 32, 64, 96)]
    [InlineData("gradient #000000 #ffffff bottom", 0, 0, 0)]
    [InlineData("gradient #ff0000", 255, 0, 0)]
    public void Backgrounds_are_colours_and_gradients(string? value, int r, int g, int b)
    {
        using var picture = _scene.Picture();

        using var result = Masked.Run(White with { Value = value }, picture, Background);

        Assert.Equal(new((byte)r, (byte)g, (byte)b), Pictures.At(result, 0, 0));
    }

    [Fact]
    public void The_second_image_covers_the_background()
    {
        using var picture = _scene.Picture();
        using var second = Pictures.Flat(300, 120, new(9, 200, 120));

        using var result = Masked.Run(White with { Value = "image 2" }, picture, Background, second);

        Assert.Equal(new(9, 200, 120), Pictures.At(result, 0, 0));
        Assert.Equal(new(9, 200, 120), Pictures.At(result, Cutout.Side - 1, Cutout.Side - 1));
        Assert.Equal(Pictures.At(picture, 48, 48), Pictures.At(result, 48, 48));
    }

    [Fact]
    public void A_background_that_is_not_understood_or_not_sent_is_refused()
    {
        using var picture = _scene.Picture();

        var unknown = Assert.Throws<ImageEditException>(() => Masked.Run(White with { Value = "a beach" }, picture, Background));
        var missing = Assert.Throws<ImageEditException>(() => Masked.Run(White with { Value = "image 2" }, picture, Background));

        Assert.Contains("plain", unknown.Message, StringComparison.Ordinal);
        Assert.Equal("image", missing.Field);
    }

    [Theory]
    [InlineData("remove_background", null)]
    [InlineData("replace_background", "#00ff00")]
    public void A_single_pixel_and_a_picture_with_alpha_are_backgrounds_too(string operation, string? value)
    {
        using var pixel = Pictures.Flat(1, 1, new(10, 20, 30));
        using var clear = Pictures.Make(24, 16, (x, y) => new((byte)(x * 9), (byte)(y * 9), 77), (x, _) => (byte)(x * 10));

        using var one = Masked.Run(new(operation, "background", Value: value), pixel, Masked.Rectangle(pixel, 0, 0, 1, 1));
        using var part = Masked.Run(new(operation, "background", Value: value), clear, Masked.Rectangle(clear, 0, 0, 10, 16));

        Assert.Equal(operation == "remove_background" ? 4 : 3, one.Bands);
        Assert.Equal(operation == "remove_background" ? 0 : 255, part.Row(3)[3]);
        Assert.Equal(clear.Row(3)[48..].ToArray(), part.Row(3)[48..].ToArray());
    }
}
