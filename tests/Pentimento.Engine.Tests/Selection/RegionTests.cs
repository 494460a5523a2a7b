using Pentimento.Engine.Execution;
using Pentimento.Engine.Images;
using Pentimento.Engine.Planning;

namespace Pentimento.Engine.Tests.Selection;

public class RegionTests
{
    private readonly EditExecutor _executor = new(new ExecutionOptions());

    [Theory]
    [InlineData("image;left;half", 10, 150, 290, 150)]
    [InlineData("image;right", 290, 150, 10, 150)]
    [InlineData("image;top;third", 150, 10, 150, 120)]
    [InlineData("image;bottom;20%", 150, 295, 150, 230)]
    [InlineData("image;top;right;corner", 290, 10, 10, 290)]
    [InlineData("image;corner", 4, 296, 150, 150)]
    [InlineData("image;center", 150, 150, 10, 150)]
    [InlineData("image;edge", 2, 150, 150, 150)]
    [InlineData("image;bottom;edge", 150, 298, 150, 2)]
    public void A_place_limits_the_edit_and_the_rest_stays_bit_for_bit(string target, int insideX, int insideY, int outsideX, int outsideY)
    {
        using var image = Pictures.Varied(300, 300);

        using var outcome = Run(image, "invert", target);

        var expected = Pictures.Pixel(image, insideX, insideY).Select(v => (byte)(255 - v));
        Assert.Equal(expected, Pictures.Pixel(outcome.Image, insideX, insideY));
        Assert.Equal(Pictures.Pixel(image, outsideX, outsideY), Pictures.Pixel(outcome.Image, outsideX, outsideY));
        Assert.Equal(0, outcome.ChangedOutside);
    }

    [Fact]
    public void A_place_has_a_soft_edge_without_a_step()
    {
        using var image = Pictures.Flat(400, 10, 100, 100, 100);

        using var outcome = Run(image, "invert", "image;left");

        var row = Enumerable.Range(0, 400).Select(x => (int)Pictures.Pixel(outcome.Image, x, 5)[0]).ToArray();
        Assert.Equal((155, 100), (row[0], row[199]));
        Assert.All(row.Zip(row.Skip(1)), pair => Assert.InRange(pair.First - pair.Second, 0, 2));
    }

    [Theory]
    [InlineData("red", 220, 30, 20)]
    [InlineData("blue", 30, 60, 220)]
    [InlineData("green", 40, 160, 50)]
    [InlineData("yellow", 240, 220, 20)]
    [InlineData("black", 8, 8, 8)]
    [InlineData("white", 250, 250, 250)]
    public void A_colour_limits_the_edit_to_what_has_it(string colour, byte r, byte g, byte b)
    {
        using var image = Pictures.Flat(20, 10, 128, 128, 140);
        for (var y = 0; y < 10; y++)
        {
            for (var x = 0; x < 10; x++)
            {
                byte[] pixel = [r, g, b];
                pixel.CopyTo(image.Row(y).Slice(x * 3, 3));
            }
        }

        using var outcome = Run(image, "invert", $"image;{colour}");

        Assert.NotEqual(Pictures.Pixel(image, 5, 5), Pictures.Pixel(outcome.Image, 5, 5));
        Assert.Equal([128, 128, 140], Pictures.Pixel(outcome.Image, 15, 5));
        Assert.Equal(0, outcome.ChangedOutside);
        Assert.Contains(colour, outcome.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void A_colour_that_the_image_does_not_have_is_refused_by_name()
    {
        using var image = Pictures.Flat(20, 10, 128, 128, 128);

        var error = Assert.Throws<ImageEditException>(() => Run(image, "brightness", "image;red"));

        Assert.Contains("red", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("person;left")]
    [InlineData("object:car;red")]
    [InlineData("sky")]
    [InlineData("image;behind")]
    public void A_region_that_must_be_found_by_name_is_refused_and_a_mask_is_offered(string target)
    {
        using var image = Pictures.Varied(20, 10);

        var error = Assert.Throws<ImageEditException>(() => Run(image, "brightness", target));

        Assert.Equal(ImageEditFailure.UnsupportedInstruction, error.Failure);
        Assert.Contains("mask", error.Message, StringComparison.Ordinal);
    }

    private EditOutcome Run(Image image, string operation, string target) =>
        _executor.Execute(new() { Plan = new([new EditStep(operation, target)], []), Images = [image] }, null, TestContext.Current.CancellationToken);
}
