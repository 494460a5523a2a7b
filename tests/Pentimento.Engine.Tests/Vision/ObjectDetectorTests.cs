using Pentimento.Engine.Images;
using Pentimento.Engine.Vision;

namespace Pentimento.Engine.Tests.Vision;

public sealed class ObjectDetectorTests(Models models)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("coffee.png", "cup", 0.28, 0.04, 0.45, 0.65)]
    [InlineData("chelsea.png", "cat", 0, 0, 1, 1)]
    [InlineData("motorcycle.jpg", "motorcycle", 0.14, 0.15, 0.79, 0.75)]
    [InlineData("astronaut.jpg", "person", 0.03, 0.02, 0.69, 0.97)]
    public void The_thing_in_the_picture_is_found_in_its_place(string file, string name, double x, double y, double width, double height)
    {
        using var picture = Pictures.Load(file);

        var found = models.All.Objects.Find(picture, Token);

        var place = new Box((float)(x * picture.Width), (float)(y * picture.Height), (float)(width * picture.Width), (float)(height * picture.Height));
        Assert.Equal(name, found[0].Name);
        Assert.InRange(found[0].Box.IoU(place), 0.7f, 1);
        Assert.InRange(found[0].Score, 0.5f, 1);
        Assert.Equal(found.OrderByDescending(o => o.Score), found);
        Assert.All(found, o => Assert.True(o.Box is { X: >= 0, Y: >= 0 } && o.Box.Right < picture.Width + 0.01f && o.Box.Bottom < picture.Height + 0.01f));
    }

    [Fact]
    public void A_thing_that_is_a_small_part_of_a_large_picture_is_found_in_its_place()
    {
        using var motorcycle = Pictures.Load("motorcycle.jpg");
        using var wall = Paste(Pictures.Flat(2600, 1800, 205, 200, 190), (motorcycle, 1700, 1100, 1));

        var found = models.All.Objects.Find(wall, Token);

        Assert.InRange(Assert.Single(found, o => o.Name == "motorcycle").Box.IoU(new Box(1804, 1175, 585, 375)), 0.7f, 1);
    }

    [Fact]
    public void Several_things_are_found_each_on_its_side()
    {
        using var cat = Pictures.Load("chelsea.png");
        using var person = Pictures.Load("astronaut.jpg");
        using var row = Paste(Pictures.Flat(1200, 520, 128, 128, 128), (person, 0, 4, 1), (cat, 640, 100, 1));

        var found = models.All.Objects.Find(row, Token);

        Assert.True(Assert.Single(found, o => o.Name == "cat").Box.X > 600);
        Assert.True(found.First(o => o.Name == "person").Box.Right < 560);
    }

    [Theory]
    [InlineData(640, 480)]
    [InlineData(2000, 30)]
    [InlineData(3, 1500)]
    [InlineData(1, 1)]
    public void Nothing_is_found_where_there_is_nothing(int width, int height)
    {
        using var grey = Pictures.Flat(width, height, 120, 120, 120);

        Assert.Empty(models.All.Objects.Find(grey, Token));
    }

    [Fact]
    public void A_picture_with_alpha_is_looked_at_like_one_without()
    {
        using var cup = Pictures.Load("coffee.png");
        using var transparent = Image.Create(cup.Width, cup.Height, 4);
        for (var i = 0; i < cup.Width * cup.Height; i++)
        {
            cup.Pixels.Slice(i * 3, 3).CopyTo(transparent.Pixels[(i * 4)..]);
            transparent.Pixels[(i * 4) + 3] = 255;
        }

        Assert.Equal(models.All.Objects.Find(cup, Token), models.All.Objects.Find(transparent, Token));
    }

    [Fact]
    public void A_higher_floor_finds_less()
    {
        using var picture = Pictures.Load("astronaut.jpg");
        using var strict = new VisionModels(new() { ObjectScore = 0.99f });

        Assert.Empty(strict.Objects.Find(picture, Token));
    }

    [Fact]
    public void A_cancelled_search_ends()
    {
        using var picture = Pictures.Load("coffee.png");
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => models.All.Objects.Find(picture, cancelled.Token));
    }

    // Puts pictures, each shrunk by a whole number, on a ground.
    private static Image Paste(Image ground, params (Image Picture, int X, int Y, int Step)[] pictures)
    {
        foreach (var (picture, left, top, step) in pictures)
        {
            for (var y = 0; y < picture.Height / step; y++)
            {
                for (var x = 0; x < picture.Width / step; x++)
                {
                    for (var c = 0; c < 3; c++)
                    {
                        var sum = 0;
                        for (var i = 0; i < step * step; i++)
                        {
                            sum += picture.Row((y * step) + (i / step))[((((x * step) + (i % step)) * picture.Bands) + c)];
                        }

                        ground.Row(top + y)[((left + x) * 3) + c] = (byte)(sum / (step * step));
                    }
                }
            }
        }

        return ground;
    }
}
