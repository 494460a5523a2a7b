using Pentimento.Engine.Images;
using Pentimento.Engine.Operations;
using Pentimento.Engine.Operations.Kernels;
using Pentimento.Engine.Planning;

namespace Pentimento.Engine.Tests.Operations;

public class RetouchTests
{
    private const int Side = 160;

    // Skin with pores (single pixels) and blotches (waves of 24 pixels).
    private static Rgb Skin(int x, int y)
    {
        var pores = (((x * 7919) ^ (y * 104729)) & 3) - 1.5;
        var blotches = 5 * Math.Sin(x * Math.PI / 12) * Math.Sin(y * Math.PI / 12);
        return new((byte)(205 + pores + blotches), (byte)(160 + pores + blotches), (byte)(135 + pores + blotches));
    }

    [Fact]
    public void Smooth_skin_has_weaker_blotches_and_keeps_its_pores()
    {
        using var picture = Pictures.Make(Side, Side, Skin);
        var mask = Oval(picture, 60, 70);

        using var result = Masked.Run(new("retouch", "skin", 60, "skin"), picture, mask);

        Assert.InRange(Blotches(result), 0, 0.65 * Blotches(picture));
        Assert.InRange(Pores(result), 0.8 * Pores(picture), 1.05 * Pores(picture));
        Assert.Equal(0, Masked.ChangedOutside(picture, result, mask));
    }

    [Fact]
    public void Eyes_and_lips_inside_the_region_stay_as_sharp_as_they_were()
    {
        using var picture = Pictures.Make(Side, Side, (x, y) => y is > 50 and < 60 && x is > 50 and < 70 ? new(30, 25, 25) : y is > 110 and < 118 && x is > 60 and < 100 ? new(190, 70, 80) : Skin(x, y));

        using var result = Masked.Run(new("retouch", "skin", 100, "skin"), picture, Oval(picture, 70, 75));

        Assert.Equal(new(30, 25, 25), Pictures.At(result, 60, 55));
        Assert.InRange(Math.Abs(Pictures.At(result, 80, 114).G - 70), 0, 4);
    }

    [Fact]
    public void Yellow_teeth_become_whiter_and_lips_stay()
    {
        using var picture = Pictures.Make(60, 40, (x, y) => y is > 14 and < 26 ? new(225, 205, 150) : new(180, 70, 75));

        using var result = Masked.Run(new("retouch", "teeth", 80, "teeth"), picture, Masked.Rectangle(picture, 0, 0, 60, 40));

        var tooth = Pictures.At(result, 30, 20);
        Assert.True(tooth.B - 150 > 25 && tooth.R - tooth.B < 40, $"{tooth}");
        Assert.True(Pictures.Luma(result, 30, 20) > Pictures.Luma(picture, 30, 20));
        Assert.InRange(Math.Abs(Pictures.At(result, 30, 5).G - 70), 0, 2);
    }

    [Fact]
    public void The_red_goes_out_of_pupils_and_the_glint_stays()
    {
        using var picture = Pictures.Make(60, 40, (x, y) =>
            Math.Pow(x - 30, 2) + Math.Pow(y - 20, 2) < 4 ? Rgb.White : Math.Pow(x - 30, 2) + Math.Pow(y - 20, 2) < 64 ? new(210, 40, 50) : new(200, 150, 130));

        using var result = Masked.Run(new("retouch", "eyes", Value: "red_eye"), picture, Masked.Rectangle(picture, 10, 5, 40, 30));

        var pupil = Pictures.At(result, 35, 20);
        Assert.True(pupil.R < 70 && Math.Abs(pupil.R - pupil.G) < 20, $"{pupil}");
        Assert.True(Pictures.At(result, 30, 20).R > 240);
        Assert.Equal(new(200, 150, 130), Pictures.At(result, 14, 10));
    }

    [Fact]
    public void A_pimple_is_filled_and_a_nostril_is_not()
    {
        using var picture = Pictures.Make(Side, Side, (x, y) =>
            Math.Pow(x - 60, 2) + Math.Pow(y - 60, 2) < 9 ? new(190, 95, 85) : Math.Pow(x - 100, 2) + Math.Pow(y - 90, 2) < 30 ? new(50, 30, 28) : Skin(x, y));

        using var result = Masked.Run(new("retouch", "skin", Value: "blemish"), picture, Oval(picture, 70, 70));

        Assert.InRange(Pictures.At(result, 60, 60).G, 145, 175);
        Assert.Equal(new(50, 30, 28), Pictures.At(result, 100, 90));
    }

    [Fact]
    public void Wrinkles_become_fainter_but_stay()
    {
        using var picture = Pictures.Make(Side, Side, (x, y) => y is 79 or 80 ? new(185, 140, 116) : Skin(x, y));

        using var result = Masked.Run(new("retouch", "skin", 60, "wrinkles"), picture, Oval(picture, 70, 70));

        double Depth(Image image) => Pictures.Luma(image, 80, 70) - Pictures.Luma(image, 80, 80) + Pictures.Luma(image, 82, 70) - Pictures.Luma(image, 82, 80);
        Assert.InRange(Depth(result), 0.2 * Depth(picture), 0.75 * Depth(picture));
    }

    [Fact]
    public void Dark_circles_come_nearer_to_the_skin_around()
    {
        using var picture = Pictures.Make(Side, Side, (x, y) => Math.Pow((x - 80) / 30.0, 2) + Math.Pow((y - 80) / 12.0, 2) < 1 ? new(165, 125, 115) : new(205, 160, 135));

        using var result = Masked.Run(new("retouch", "eyes", 60, "under_eyes"), picture, Masked.Rectangle(picture, 50, 66, 60, 28));

        Assert.InRange(Pictures.At(result, 80, 80).G, 132, 158);
        Assert.InRange(Math.Abs(Pictures.At(result, 54, 68).G - 160), 0, 8);
    }

    [Fact]
    public void Single_hairs_before_a_quiet_ground_are_filled()
    {
        using var picture = Pictures.Make(Side, Side, (x, y) => x - (y / 4) is 60 or 61 ? new(60, 45, 40) : Pictures.Grey(180 + (y / 8)));

        using var result = Masked.Run(new("retouch", "hair", Value: "flyaway"), picture, Masked.Rectangle(picture, 20, 10, 120, 140));

        Assert.InRange(Pictures.At(result, 80, 80).G, 180, 200);
        Assert.Equal(Pictures.At(picture, 61, 2), Pictures.At(result, 61, 2));
    }

    [Theory]
    [InlineData("skin")]
    [InlineData("teeth")]
    [InlineData("red_eye")]
    [InlineData("blemish")]
    [InlineData("wrinkles")]
    [InlineData("flyaway")]
    [InlineData("under_eyes")]
    public void Nothing_of_it_is_the_picture_and_a_single_pixel_is_no_trouble(string kind)
    {
        using var photo = Pictures.Photo("chelsea.png");
        using var pixel = Pictures.Flat(1, 1, new(200, 150, 130));
        var retouch = OperationCatalog.Find("retouch")!;
        OperationContext Context(Image image) => new([image], new(), 0, TestContext.Current.CancellationToken, Masked.Rectangle(image, 0, 0, image.Width, image.Height));

        using var nothing = retouch.Apply(photo, new(0, kind), Context(photo));
        using var one = retouch.Apply(pixel, new(50, kind), Context(pixel));

        Assert.Equal(0, Pictures.Difference(photo, nothing));
        Assert.Equal(1, one.Width);
    }

    [Fact]
    public void Scratches_and_dust_are_found_and_filled_and_the_rest_stays()
    {
        using var photo = Pictures.Photo("chelsea.png", 400, 280);
        using var old = Pictures.Make(400, 280, (x, y) => IsScratch(x, y) ? new(250, 246, 240) : Pictures.At(photo, x, y));

        using var result = Masked.Run(new("restore", Value: null), old, mask: null);

        var (scratches, left, changed) = (0, 0, 0);
        for (var y = 0; y < 280; y++)
        {
            for (var x = 0; x < 400; x++)
            {
                var (scratch, after) = (IsScratch(x, y), Pictures.At(result, x, y));
                scratches += scratch ? 1 : 0;
                left += scratch && after == new Rgb(250, 246, 240) ? 1 : 0;
                changed += Enumerable.Range(-4, 9).Any(d => IsScratch(x + d, y) || IsScratch(x, y + d)) || after == Pictures.At(photo, x, y) ? 0 : 1;
            }
        }

        Assert.True(left < 0.15 * scratches, $"{left} of {scratches}");
        Assert.True(changed < 0.02 * 400 * 280, $"{changed} pixels of the photograph itself");
    }

    [Fact]
    public void A_clean_photograph_keeps_all_but_what_looks_like_a_scratch()
    {
        using var photo = Pictures.Photo("motorcycle.jpg", 400, 280);

        var marks = ThinMarks.Find(photo, null, 0.5f, TestContext.Current.CancellationToken);

        Assert.InRange(marks.Values.ToArray().Count(w => w > 0), 0, 0.01 * 400 * 280);
    }

    [Fact]
    public void A_faded_print_gets_its_range_back()
    {
        using var photo = Pictures.Photo("coffee.png");
        using var faded = Pictures.Changed(photo, c => new((byte)(90 + (c.R * 0.4)), (byte)(85 + (c.G * 0.4)), (byte)(80 + (c.B * 0.4))));

        using var result = Masked.Run(new("restore"), faded, mask: null);

        Assert.True(Pictures.Spread(result) > 1.4 * Pictures.Spread(faded));
        Assert.True(Pictures.MeanChroma(result) > 1.3 * Pictures.MeanChroma(faded));
    }

    private static bool IsScratch(int x, int y) => x - (y / 5) is 120 or 121 || y - (x / 12) is 180 or 181;

    private static Mask Oval(Image picture, int across, int down) => Mask.FromWeights(
        [.. Enumerable.Range(0, Side * Side).Select(i => Math.Pow(((i % Side) - 80) / (double)across, 2) + Math.Pow(((i / Side) - 80) / (double)down, 2) < 1 ? byte.MaxValue : byte.MinValue)],
        picture.Width,
        picture.Height);

    /// <summary>Spread of the means of 6 x 6 pixels in the middle.</summary>
    private static double Blotches(Image image)
    {
        var means = Enumerable.Range(0, 64).Select(i => Enumerable.Range(0, 36).Average(j => Pictures.Luma(image, 56 + (i % 8 * 6) + (j % 6), 56 + (i / 8 * 6) + (j / 6)))).ToArray();
        return means.Max() - means.Min();
    }

    /// <summary>Mean difference of neighbours in the middle.</summary>
    private static double Pores(Image image) => Enumerable.Range(60, 40).Average(y => Enumerable.Range(60, 40).Average(x => Math.Abs(Pictures.Luma(image, x, y) - Pictures.Luma(image, x + 1, y))));
}
