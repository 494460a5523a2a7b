using Pentimento.Engine.Images;
using Pentimento.Engine.Operations;

namespace Pentimento.Engine.Tests.Operations;

/// <summary>What holds for every operation that takes an amount and is executed, whatever it does.</summary>
public sealed class ScalarOperationTests
{
    private static readonly Dictionary<string, string> Values = new() { ["tint"] = "#ff7f66", ["watermark"] = "draft" };

    // These spread light beyond an outline, and alpha with it.
    private static readonly string[] SpreadsAlpha = ["blur", "glow", "drop_shadow"];

    // The edges of blocks lie between whole pixels, so they jump.
    private static readonly string[] InSteps = ["pixelate"];

    // Things that leave their place have tests of their own (ThingTests).
    private static IEnumerable<Operation> Scalar => OperationCatalog.All.Where(o => o.Missing is null && o.Amount is not null && o is not ThingOperation);

    public static TheoryData<string> All => [.. Scalar.Select(o => o.Name)];

    public static TheoryData<string> KeepingGeometry => [.. Scalar.Where(o => o.KeepsGeometry).Select(o => o.Name)];

    public static TheoryData<string> KeepingAlpha => [.. Scalar.Where(o => o.KeepsGeometry && !SpreadsAlpha.Contains(o.Name)).Select(o => o.Name)];

    public static TheoryData<string> Continuous => [.. Scalar.Where(o => o.KeepsGeometry && !InSteps.Contains(o.Name)).Select(o => o.Name)];

    public static TheoryData<string> NeedingTime => [.. Scalar.Where(o => o is not PointOperation).Select(o => o.Name)];

    public static TheoryData<string> WithoutValue => [.. Scalar.Where(o => !o.NeedsValue).Select(o => o.Name)];

    [Theory]
    [MemberData(nameof(KeepingGeometry))]
    public void Amount_0_leaves_every_byte(string operation)
    {
        using var photo = Pictures.Photo("coffee.png");
        using var same = Run(operation, photo, 0);
        Assert.True(photo.Pixels.SequenceEqual(same.Pixels));
    }

    [Theory]
    [MemberData(nameof(KeepingGeometry))]
    public void A_larger_amount_never_changes_less(string operation)
    {
        using var photo = Pictures.Photo("coffee.png");
        var range = OperationCatalog.Find(operation)!.Amount!;
        foreach (var end in range.IsSigned ? [range.Min, range.Max] : (double[])[range.Max])
        {
            var before = 0.0;
            foreach (var share in (double[])[0.05, 0.25, 0.5, 0.75, 1])
            {
                using var edited = Run(operation, photo, end * share);
                var change = Pictures.Difference(photo, edited);

                // Rounding to bytes, and nothing more, may go back.
                Assert.True(change >= (before * 0.995) - 0.01, $"{end * share}: {change} after {before}");
                before = change;
            }

            Assert.True(before > 0.2, $"full strength changes only {before} levels");
        }
    }

    [Theory]
    [MemberData(nameof(Continuous))]
    public void A_small_step_of_the_amount_is_a_small_step_of_the_picture(string operation)
    {
        using var photo = Pictures.Photo("coffee.png");
        var range = OperationCatalog.Find(operation)!.Amount!;
        using var full = Run(operation, photo, range.Max);
        using var here = Run(operation, photo, range.Max * 0.5);
        using var beside = Run(operation, photo, range.Max * 0.505);
        Assert.True(Pictures.Difference(here, beside) <= (0.15 * Pictures.Difference(photo, full)) + 0.1);
    }

    [Theory]
    [MemberData(nameof(KeepingAlpha))]
    public void Alpha_stays_as_it_is(string operation)
    {
        using var cutOut = CutOut(new Rgb(0, 0, 0));
        using var edited = Run(operation, cutOut, null);
        Assert.Equal(4, edited.Bands);
        for (var p = 3; p < cutOut.Pixels.Length; p += 4)
        {
            Assert.Equal(cutOut.Pixels[p], edited.Pixels[p]);
        }
    }

    [Theory]
    [MemberData(nameof(KeepingGeometry))]
    public void Colours_that_nobody_sees_do_not_change_those_that_are_seen(string operation)
    {
        using var overRed = CutOut(new Rgb(255, 0, 0));
        using var overBlue = CutOut(new Rgb(0, 0, 255));
        using var red = Run(operation, overRed, null);
        using var blue = Run(operation, overBlue, null);
        var most = 0;
        for (var p = 0; p < red.Pixels.Length; p += 4)
        {
            if (red.Pixels[p + 3] > 0)
            {
                for (var band = 0; band < 4; band++)
                {
                    most = Math.Max(most, Math.Abs(red.Pixels[p + band] - blue.Pixels[p + band]));
                }
            }
        }

        Assert.InRange(most, 0, 1);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Tiny_grey_and_transparent_pictures_are_no_problem(string operation)
    {
        foreach (var (width, height) in ((int, int)[])[(1, 1), (1, 37), (37, 1), (2, 3), (9, 17)])
        {
            foreach (var alpha in (byte?[])[null, 255, 90, 0])
            {
                using var grey = Pictures.Make(width, height, (x, y) => Pictures.Grey(100 + (5 * (x + y) % 60)), alpha is { } a ? (_, _) => a : null);
                using var edited = Run(operation, grey, null);
                using var strong = Run(operation, grey, OperationCatalog.Find(operation)!.Amount!.Max);
                Assert.True(edited.Width > 0 && strong.Height > 0);
            }
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void The_same_picture_gives_the_same_bytes(string operation)
    {
        using var photo = Pictures.Photo("chelsea.png");
        using var first = Run(operation, photo, null);
        using var again = Run(operation, photo, null);
        Assert.True(first.Pixels.SequenceEqual(again.Pixels));
    }

    [Theory]
    [MemberData(nameof(WithoutValue))]
    public void The_default_amount_can_be_seen(string operation)
    {
        var most = 0.0;
        foreach (var name in (string[])["coffee.png", "chelsea.png"])
        {
            using var photo = Pictures.Photo(name);
            using var edited = Run(operation, photo, null);
            most = photo.Width == edited.Width && photo.Height == edited.Height && photo.Bands == edited.Bands
                ? Math.Max(most, Pictures.Difference(photo, edited))
                : 255;
        }

        Assert.True(most > 0.5, $"changes only {most} levels");
    }

    [Theory]
    [MemberData(nameof(NeedingTime))]
    public void A_cancelled_edit_stops(string operation)
    {
        var found = OperationCatalog.Find(operation)!;
        using var photo = Pictures.Photo("coffee.png");
        var context = new OperationContext([photo, photo], new DecodeLimits(), 0, new CancellationToken(canceled: true)) { Select = _ => Pictures.Everything(photo) };
        Assert.ThrowsAny<OperationCanceledException>(
            () => found.Apply(photo, new(found.Amount!.Default, Values.GetValueOrDefault(operation)), context).Dispose());
    }

    private static Image Run(string operation, Image image, double? amount)
    {
        using var second = Pictures.Photo("chelsea.png", 60, 40);
        return Pictures.Run(operation, image, amount, Values.GetValueOrDefault(operation), second);
    }

    // A photograph with a soft-edged hole, and another colour hidden in it.
    private static Image CutOut(Rgb hidden)
    {
        using var photo = Pictures.Photo("coffee.png", 120, 80);
        byte Alpha(int x, int y) => (byte)Math.Clamp((Math.Sqrt(((x - 60) * (x - 60)) + ((y - 40) * (y - 40))) - 20) * 40, 0, 255);
        return Pictures.Make(120, 80, (x, y) => Alpha(x, y) == 0 ? hidden : Pictures.At(photo, x, y), Alpha);
    }
}
