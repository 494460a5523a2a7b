using Pentimento.Engine.Images;
using Pentimento.Engine.Operations.Kernels;
using Pentimento.Engine.Planning;

namespace Pentimento.Engine.Tests.Operations;

public class RecolorTests
{
    private const int Side = 80;

    // A ball of one paint, lit from the upper left, with a white highlight, on a grey ground.
    private static readonly Rgb[] Paints = [new(200, 30, 40), new(235, 235, 235), new(40, 40, 42), new(60, 110, 190)];

    public static TheoryData<int, string> Pairs => new(
        from paint in Enumerable.Range(0, Paints.Length) from to in new[] { "#000080", "#2e8b57", "#ffffff", "#000000", "#808080", "#ffd700" } select (paint, to));

    [Theory]
    [MemberData(nameof(Pairs))]
    public void A_thing_gets_the_colour_and_keeps_its_shading(int paint, string to)
    {
        using var picture = Ball(Paints[paint]);
        var mask = Inside(picture);

        using var result = Masked.Run(new("recolor", "mask", Value: to), picture, mask);

        Assert.True(Rgb.TryParse(to, out var wanted));
        var target = OkLab.FromRgb(ColourSample.Linear(wanted));
        var middle = OkLab.FromRgb(ColourSample.Linear(Pictures.At(result, 40, 40)));
        Assert.InRange(Math.Sqrt(Math.Pow(middle.Y - target.Y, 2) + Math.Pow(middle.Z - target.Z, 2)), 0, 0.1);
        Assert.InRange(middle.X, (Math.Min(target.X, 0.9) * 0.85) - 0.1, Math.Max(target.X, 0.2) + 0.08);

        // From the lit side to the dark one it gets darker, as before.
        var lights = Enumerable.Range(0, 5).Select(i => Pictures.Luma(result, 34 + (5 * i), 34 + (5 * i))).ToArray();
        Assert.Equal(lights.OrderDescending(), lights);
        Assert.True(lights[0] > lights[^1]);
        Assert.Equal(0, Masked.ChangedOutside(picture, result, mask));
    }

    [Fact]
    public void The_highlight_of_a_painted_thing_stays_white()
    {
        using var picture = Ball(Paints[0]);

        using var result = Masked.Run(new("recolor", "mask", Value: "#000080"), picture, Inside(picture));

        var light = Pictures.At(result, 27, 27);
        Assert.True(light.R > 200 && light.G > 200 && light.B > 200, $"{light}");
    }

    [Fact]
    public void What_is_of_another_colour_is_not_painted()
    {
        using var picture = Pictures.Make(Side, Side, (x, y) => x < 56 ? new(200, 30, 40) : new(60, 170, 70));

        using var result = Masked.Run(new("recolor", "mask", Value: "#0000ff"), picture, Masked.Rectangle(picture, 0, 0, Side, Side));

        Assert.Equal(new(60, 170, 70), Pictures.At(result, 70, 40));
        Assert.True(Pictures.At(result, 20, 40).B > 150);
    }

    [Fact]
    public void Lightness_of_paint_never_turns_around()
    {
        foreach (var middle in new[] { 0.15f, 0.4f, 0.7f, 0.93f })
        {
            foreach (var to in new[] { 0.2f, 0.5f, 0.93f })
            {
                var map = LightnessMap.Make(new(middle * 0.6f, middle, middle * 1.1f, 0.1f, 0, 1), to);
                var values = Enumerable.Range(0, 101).Select(i => map.At(i / 100f)).ToArray();

                Assert.Equal(values.Order(), values);
                Assert.InRange(map.At(middle), to - 0.01f, to + 0.01f);
            }
        }
    }

    [Fact]
    public void A_paint_has_to_be_a_colour()
    {
        using var picture = Ball(Paints[0]);

        var error = Assert.Throws<ImageEditException>(() => Masked.Run(new("recolor", "mask", Value: "shiny"), picture, Inside(picture)));

        Assert.Contains("#1f3a93", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_paint_may_be_that_of_another_thing_in_the_picture()
    {
        using var picture = Ball(Paints[0]);
        var context = new Engine.Operations.OperationContext([picture], new(), 0, TestContext.Current.CancellationToken, Inside(picture))
        {
            Select = target => target == "object:wall" ? Masked.Rectangle(picture, 0, 0, Side, 8) : throw new InvalidOperationException(target),
        };

        using var result = new Engine.Operations.Recolor().Apply(picture, new(0, "object:wall"), context);

        // The wall is grey, 120 122 118.
        var middle = Pictures.At(result, 40, 40);
        Assert.InRange(middle.R, 95, 145);
        Assert.InRange(Math.Abs(middle.R - middle.B), 0, 8);
    }

    [Fact]
    public void A_single_pixel_and_clear_pixels_are_no_trouble()
    {
        using var pixel = Pictures.Flat(1, 1, new(200, 30, 40));
        using var clear = Pictures.Make(9, 9, (_, _) => new(200, 30, 40), (x, _) => (byte)(x * 28));

        using var one = Masked.Run(new("recolor", "mask", Value: "#00ff00"), pixel, Masked.Rectangle(pixel, 0, 0, 1, 1));
        using var part = Masked.Run(new("recolor", "mask", Value: "#00ff00"), clear, Masked.Rectangle(clear, 0, 0, 9, 9));

        Assert.True(Pictures.At(one, 0, 0).G > Pictures.At(one, 0, 0).R);
        Assert.Equal(28 * 3, part.Row(4)[15]);
    }

    [Fact]
    public void Only_the_marked_part_turns_grey_when_the_rest_is_kept_in_colour()
    {
        using var photo = Pictures.Photo("coffee.png");
        var rest = Masked.Rectangle(photo, 0, 0, 120, 160);

        using var result = Masked.Run(new("color_isolate", "object:cup"), photo, rest);

        var grey = Pictures.At(result, 60, 80);
        Assert.True(grey.R == grey.G && grey.G == grey.B);
        Assert.Equal(0, Masked.ChangedOutside(photo, result, rest));
    }

    private static Image Ball(Rgb paint) => Pictures.Make(Side, Side, (x, y) =>
    {
        var (dx, dy) = ((x - 40) / 30.0, (y - 40) / 30.0);
        if ((dx * dx) + (dy * dy) > 1)
        {
            return new(120, 122, 118);
        }

        if (Math.Pow(x - 27, 2) + Math.Pow(y - 27, 2) < 9)
        {
            return new(252, 252, 250);
        }

        var light = 1 - (0.45 * (dx + dy + 0.2));
        byte Lit(byte v) => (byte)Math.Clamp(255 * SrgbTransfer.Encode(SrgbTransfer.Decode(v / 255.0) * Math.Clamp(light, 0.05, 1.4)), 0, 255);
        return new(Lit(paint.R), Lit(paint.G), Lit(paint.B));
    });

    private static Mask Inside(Image picture) => Mask.FromWeights(
        [.. Enumerable.Range(0, Side * Side).Select(i => Math.Pow((i % Side) - 40, 2) + Math.Pow((i / Side) - 40, 2) <= 900 ? byte.MaxValue : byte.MinValue)],
        picture.Width,
        picture.Height);
}
