using Pentimento.Engine.Execution;
using Pentimento.Engine.Images;
using Pentimento.Engine.Operations;
using Pentimento.Engine.Planning;

namespace Pentimento.Engine.Tests.Execution;

public class MaskTests
{
    private readonly EditExecutor _executor = new(new ExecutionOptions());

    public static TheoryData<string, int> OperationsThatKeepGeometry
    {
        get
        {
            var data = new TheoryData<string, int>();
            // A thing that is moved or scaled also lands outside the mask that marks it: ThingTests hold what it touches.
            foreach (var operation in OperationCatalog.All.Where(o => o is { Missing: null, KeepsGeometry: true, NeedsValue: false } and not ThingOperation))
            {
                data.Add(operation.Name, 3);
                data.Add(operation.Name, 4);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(OperationsThatKeepGeometry))]
    public void Outside_the_mask_every_pixel_is_the_inputs(string operation, int bands)
    {
        using var photo = Pictures.Coffee();
        using var image = bands == 4 ? Engine.Operations.Kernels.Canvas.WithAlpha(photo) : photo.Clone();
        using var other = Pictures.Varied(image.Width, image.Height);
        var mask = Box(image, 150, 100, 200, 120);

        using var outcome = _executor.Execute(new() { Plan = Plan(operation), Images = [image, other], Mask = mask }, null, TestContext.Current.CancellationToken);

        Assert.Equal(0, outcome.ChangedOutside);
        var inside = 0;

        // An alpha channel that the edit adds is opaque there.
        using var before = outcome.Image.HasAlpha ? Engine.Operations.Kernels.Canvas.WithAlpha(image) : image.Clone();
        for (var y = 0; y < image.Height; y++)
        {
            for (var x = 0; x < image.Width; x++)
            {
                var same = Pictures.Pixel(before, x, y).AsSpan().SequenceEqual(Pictures.Pixel(outcome.Image, x, y));
                var marked = x is >= 150 and < 350 && y is >= 100 and < 220;
                Assert.True(same || marked, $"pixel {x},{y} is outside the mask and changed");
                inside += same ? 0 : 1;
            }
        }

        Assert.True(inside > 0, "nothing inside the mask changed");
    }

    [Theory]
    [InlineData("crop", "1:1")]
    [InlineData("rotate", "90")]
    [InlineData("flip", "horizontal")]
    [InlineData("resize", "50%")]
    [InlineData("pad", "10px")]
    [InlineData("border", "10px")]
    public void A_mask_with_a_step_that_moves_pixels_is_refused(string operation, string value)
    {
        using var image = Pictures.Coffee();
        var plan = new EditPlan([new EditStep(operation, Value: value)], []);

        var error = Assert.Throws<ImageEditException>(() => _executor.Execute(new() { Plan = plan, Images = [image], Mask = Box(image, 0, 0, 9, 9) }, null, TestContext.Current.CancellationToken));

        Assert.Equal(ImageEditFailure.InvalidMask, error.Failure);
        Assert.Equal("mask", error.Field);
    }

    [Fact]
    public void Only_fully_transparent_mask_pixels_may_change()
    {
        using var image = Pictures.Varied(9, 1);
        using var picture = Pictures.Flat(9, 1, 0, 0, 0, 255);
        byte[] alphas = [0, 1, 2, 127, 128, 254, 255, 0, 0];
        for (var x = 0; x < 9; x++)
        {
            picture.Row(0)[(x * 4) + 3] = alphas[x];
        }

        using var outcome = _executor.Execute(new() { Plan = Plan("invert"), Images = [image], Mask = Mask.FromAlpha(picture, 9, 1) }, null, TestContext.Current.CancellationToken);

        for (var x = 0; x < 9; x++)
        {
            Assert.Equal(alphas[x] == 0, !Pictures.Pixel(image, x, 0).AsSpan().SequenceEqual(Pictures.Pixel(outcome.Image, x, 0)));
        }
    }

    [Fact]
    public void The_edge_is_soft_on_the_inside_of_a_large_mask()
    {
        using var image = Pictures.Flat(1000, 1000, 0, 0, 0);
        var mask = Box(image, 300, 300, 400, 400);

        using var outcome = _executor.Execute(new() { Plan = Plan("invert"), Images = [image], Mask = mask }, null, TestContext.Current.CancellationToken);

        var samples = Enumerable.Range(298, 6).Select(x => (int)Pictures.Pixel(outcome.Image, x, 500)[0]).ToArray();
        Assert.Equal([0, 0], samples[..2]);
        Assert.InRange(samples[2], 1, 254);
        Assert.True(samples.SequenceEqual(samples.Order()));
        Assert.Equal(255, samples[^1]);
    }

    [Fact]
    public void A_mask_without_alpha_of_another_size_or_without_a_mark_is_refused()
    {
        using var opaque = Pictures.Flat(4, 4, 0, 0, 0);
        using var small = Pictures.Flat(3, 4, 0, 0, 0, 0);
        using var blank = Pictures.Flat(4, 4, 0, 0, 0, 255);

        Assert.Equal(ImageEditFailure.MaskWithoutAlpha, Assert.Throws<ImageEditException>(() => Mask.FromAlpha(opaque, 4, 4)).Failure);
        Assert.Contains("3x4", Assert.Throws<ImageEditException>(() => Mask.FromAlpha(small, 4, 4)).Message, StringComparison.Ordinal);
        Assert.Contains("marks nothing", Assert.Throws<ImageEditException>(() => Mask.FromAlpha(blank, 4, 4)).Message, StringComparison.Ordinal);
    }

    private static EditPlan Plan(string operation) => new([new EditStep(operation)], []);

    private static Mask Box(Image image, int left, int top, int width, int height)
    {
        using var picture = Pictures.Flat(image.Width, image.Height, 0, 0, 0, 255);
        for (var y = top; y < top + height; y++)
        {
            for (var x = left; x < left + width; x++)
            {
                picture.Row(y)[(x * 4) + 3] = 0;
            }
        }

        return Mask.FromAlpha(picture, image.Width, image.Height);
    }
}
