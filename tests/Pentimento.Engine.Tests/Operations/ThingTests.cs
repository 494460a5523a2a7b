using Pentimento.Engine.Execution;
using Pentimento.Engine.Images;
using Pentimento.Engine.Operations;
using Pentimento.Engine.Operations.Kernels;
using Pentimento.Engine.Planning;

namespace Pentimento.Engine.Tests.Operations;

public class ThingTests
{
    private const int Width = 160, Height = 120;

    // A red square of 24 pixels at 30,70 on a striped wall.
    private static readonly Func<int, int, Rgb> Wall = (x, y) => new((byte)(150 + (6 * (x / 8 % 2))), (byte)(160 + (6 * (y / 8 % 2))), 150);
    private static readonly Rgb Red = new(200, 20, 30);

    [Theory]
    [InlineData("to the right", 62, 70)]
    [InlineData("up 25%", 30, 40)]
    [InlineData("right 40px down 10px", 70, 80)]
    [InlineData("top right corner", 131, 4)]
    [InlineData("center", 68, 48)]
    [InlineData("left 90%", 0, 70)]
    public void A_thing_is_moved_and_its_place_filled(string value, int left, int top)
    {
        using var picture = Scene();
        var mask = Thing(picture);

        var (result, words) = Run(new("move", "mask", Value: value), picture, mask);
        using (result)
        {
            Assert.Contains(value, words, StringComparison.Ordinal);
            Assert.Equal(Red, Pictures.At(result, left + 12, top + 12));
            Assert.Equal(Red, Pictures.At(result, left + 2, top + 21));
            if (left > 56)
            {
                Assert.InRange(Pictures.At(result, 42, 82).R, 140, 165);
            }
        }
    }

    [Fact]
    public void Moving_touches_the_old_place_and_the_new_one_only()
    {
        using var picture = Scene();

        var (result, _) = Run(new("move", "mask", Value: "right 60px"), picture, Thing(picture));
        using (result)
        {
            for (var y = 0; y < Height; y++)
            {
                for (var x = 0; x < Width; x++)
                {
                    var near = y is >= 66 and < 98 && (x is >= 26 and < 58 || x is >= 90 and < 114);
                    Assert.True(near || Pictures.At(picture, x, y) == Pictures.At(result, x, y), $"{x},{y}");
                }
            }
        }
    }

    [Theory]
    [InlineData(50, 36)]
    [InlineData(-50, 12)]
    public void What_stands_is_scaled_on_its_foot(double amount, int side)
    {
        using var picture = Scene();

        var (result, _) = Run(new("scale_object", "mask", amount), picture, Thing(picture));
        using (result)
        {
            bool IsRed(int x, int y) => Pictures.At(result, x, y) is { R: > 175, G: < 80 };
            Assert.InRange(Enumerable.Range(0, Width).Count(x => IsRed(x, 90)), side - 2, side + 2);
            Assert.InRange(Enumerable.Range(0, Height).Count(y => IsRed(42, y)), side - 2, side + 2);
            Assert.True(IsRed(42, 92));
            Assert.False(IsRed(42, 95));
        }
    }

    [Fact]
    public void A_scale_of_nothing_is_the_picture()
    {
        using var picture = Scene();
        var context = new OperationContext([picture], new(), 0, TestContext.Current.CancellationToken, Thing(picture));

        using var result = OperationCatalog.Find("scale_object")!.Apply(picture, new(0, null), context);

        Assert.Equal(0, Pictures.Difference(picture, result));
    }

    [Theory]
    [InlineData("somewhere nice")]
    [InlineData(null)]
    public void A_move_has_to_say_where_to(string? value)
    {
        using var picture = Scene();

        var error = Assert.Throws<ImageEditException>(() => Run(new("move", "mask", Value: value), picture, Thing(picture)));

        Assert.Contains("direction", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_shadow_at_the_foot_of_a_thing_is_found_and_nothing_else()
    {
        using var picture = Shadowed();

        var shadow = CastShadow.Find(picture, Thing(picture), TestContext.Current.CancellationToken);

        Assert.NotNull(shadow);
        var row = shadow.Row(90);
        Assert.True(row[60] > 0 && row[66] > 0);
        Assert.True(row[82] == 0 && row[20] == 0 && shadow.Row(60)[60] == 0);
    }

    [Fact]
    public void Uneven_ground_has_no_sure_shadow()
    {
        using var picture = Pictures.Make(Width, Height, (x, y) => IsThing(x, y) ? Red : Pictures.Grey(60 + ((x * 37) ^ (y * 53)) % 150));

        Assert.Null(CastShadow.Find(picture, Thing(picture), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_thing_found_by_name_goes_with_its_shadow_and_a_mask_is_taken_exactly()
    {
        using var picture = Shadowed();
        var thing = Thing(picture);
        var context = new OperationContext([picture], new(), 0, TestContext.Current.CancellationToken, thing);
        var remove = OperationCatalog.Find("remove")!;

        var named = remove.Edit(picture, new(0, null), context);
        var marked = remove.Edit(picture, new(0, null), context with { Mask = thing });
        using (named.Picture)
        using (marked.Picture)
        {
            Assert.InRange(Pictures.At(named.Picture, 62, 90).R, 150, 175);
            Assert.InRange(Pictures.At(named.Picture, 40, 80).R, 150, 175);
            Assert.Equal(Pictures.At(picture, 62, 90), Pictures.At(marked.Picture, 62, 90));
            Assert.Same(thing, marked.Touched);
            Assert.Equal(0, Masked.ChangedOutside(picture, named.Picture, named.Touched!));
        }
    }

    [Theory]
    [InlineData("subject", 29, 27)]
    [InlineData("face", 60, 67)]
    [InlineData("subject 2:1", 56, 28)]
    public void A_crop_around_what_is_marked_leaves_room(string value, int width, int height)
    {
        using var picture = Scene();

        var (result, _) = Run(new("crop", Value: value), picture, Thing(picture));
        using (result)
        {
            Assert.InRange(result.Width, width - 2, width + 2);
            Assert.InRange(result.Height, height - 2, height + 2);
            var reds = Enumerable.Range(0, result.Width * result.Height).Count(i => Pictures.At(result, i % result.Width, i / result.Width) == Red);
            Assert.Equal(24 * 24, reds);
        }
    }

    private static bool IsThing(int x, int y) => x is >= 30 and < 54 && y is >= 70 and < 94;

    private static Image Scene() => Pictures.Make(Width, Height, (x, y) => IsThing(x, y) ? Red : Wall(x, y));

    // The shadow lies to the right of the foot.
    private static Image Shadowed() => Pictures.Make(Width, Height, (x, y) =>
        IsThing(x, y) ? Red : x is >= 54 and < 74 && y is >= 86 and < 94 ? new(100, 104, 98) : new(160, 166, 158));

    private static Mask Thing(Image picture) => Masked.Rectangle(picture, 30, 70, 24, 24);

    private static (Image Image, string Words) Run(EditStep step, Image picture, Mask mask)
    {
        var outcome = new EditExecutor(new()).Execute(
            new() { Plan = new([step], []), Images = [picture], Mask = mask }, null, TestContext.Current.CancellationToken);
        Assert.Equal(0, outcome.ChangedOutside ?? 0);
        return (outcome.Image, outcome.Words);
    }
}
