using Pentimento.Engine.Images;
using Pentimento.Engine.Vision;

namespace Pentimento.Engine.Tests.Vision;

public sealed class SegmentationTests(Models models)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void The_cat_stands_out_from_the_wall_behind_it()
    {
        using var cat = Pictures.Load("chelsea.png");

        var map = models.All.Saliency.Find(cat, Token);

        Assert.InRange(Models.At(map, 0.45, 0.4), 0.95f, 1);
        Assert.InRange(Models.At(map, 0.95, 0.5), 0, 0.05f);
        Assert.InRange(Models.At(map, 0.02, 0.2), 0, 0.05f);
        Assert.InRange(Models.Share(map), 0.5, 0.7);
    }

    [Fact]
    public void A_dark_photograph_shows_the_same_subject()
    {
        using var cat = Pictures.Load("chelsea.png");
        var bright = models.All.Saliency.Find(cat, Token);
        foreach (ref var sample in cat.Pixels)
        {
            sample /= 5;
        }

        Assert.InRange(Models.IoU(bright, models.All.Saliency.Find(cat, Token)), 0.9, 1);
    }

    [Fact]
    public void Nothing_stands_out_of_an_even_surface()
    {
        using var grey = Pictures.Flat(300, 200, 120, 120, 120);

        Assert.InRange(Models.Share(models.All.Saliency.Find(grey, Token)), 0, 0.1);
    }

    [Theory]
    [InlineData("chelsea.png", 32, 0, 360, 288, 0.85)]
    [InlineData("motorcycle.jpg", 80, 100, 610, 360, 0.85)]
    [InlineData("coffee.png", 76, 14, 410, 382, 0.9)]
    public void What_fills_a_box_is_what_stands_out(string file, float x, float y, float width, float height, double least)
    {
        using var picture = Pictures.Load(file);
        using var embedding = models.All.Segments.Embed(picture, Token);

        var segment = embedding.Segment(new Box(x, y, width, height), Token);

        Assert.InRange(Models.IoU(segment.Map, models.All.Saliency.Find(picture, Token)), least, 1);
        Assert.InRange(segment.PredictedIoU, 0.8f, 1.1f);
        Assert.Equal(1024, Math.Max(segment.Map.Width, segment.Map.Height));
        Assert.Equal((double)picture.Width / picture.Height, (double)segment.Map.Width / segment.Map.Height, 2);
    }

    [Fact]
    public void Points_say_what_is_meant_and_what_is_not()
    {
        using var picture = Pictures.Load("motorcycle.jpg");
        using var embedding = models.All.Segments.Embed(picture, Token);
        var seat = new PointPrompt(new(225, 180));
        var frontWheel = new PicturePoint(640, 360);

        var bike = embedding.Segment([seat, new(frontWheel)], Token).Map;
        var withoutWheel = embedding.Segment([seat, new(frontWheel, IsInside: false)], Token).Map;

        Assert.InRange(Models.At(bike, 640 / 741.0, 360 / 500.0), 0.5f, 1);
        Assert.InRange(Models.At(withoutWheel, 640 / 741.0, 360 / 500.0), 0, 0.5f);
        Assert.InRange(Models.At(withoutWheel, 225 / 741.0, 180 / 500.0), 0.5f, 1);
    }

    [Fact]
    public void One_embedding_answers_many_threads_and_each_question_gets_its_own_answer()
    {
        using var picture = Pictures.Coffee();
        using var embedding = models.All.Segments.Embed(picture, Token);
        Box[] boxes = [new(76, 14, 410, 382), new(170, 15, 250, 275), new(320, 235, 90, 100), new(190, 40, 150, 80)];
        var alone = Array.ConvertAll(boxes, box => embedding.Segment(box, Token).Map.Values);

        var together = new float[12][];
        Parallel.For(0, together.Length, new() { CancellationToken = Token }, i => together[i] = embedding.Segment(boxes[i % 4], Token).Map.Values);

        Assert.All(together.Index(), answer => Assert.Equal(alone[answer.Index % 4], answer.Item));
    }

    [Fact]
    public void A_tall_a_tiny_and_a_transparent_picture_can_be_looked_at()
    {
        using var tall = Pictures.Varied(20, 900);
        using var tiny = Pictures.Varied(1, 1);
        using var transparent = Pictures.Varied(64, 48, 4);

        foreach (var picture in (Image[])[tall, tiny, transparent])
        {
            using var embedding = models.All.Segments.Embed(picture, Token);
            var map = embedding.Segment(new Box(0, 0, picture.Width, picture.Height), Token).Map;

            Assert.Equal(map.Width * map.Height, map.Values.Length);
            Assert.DoesNotContain(map.Values, value => value is not (>= 0 and <= 1));
            Assert.DoesNotContain(models.All.Saliency.Find(picture, Token).Values, value => value is not (>= 0 and <= 1));
        }
    }

    [Fact]
    public void A_cancelled_look_ends()
    {
        using var picture = Pictures.Coffee();

        Assert.ThrowsAny<OperationCanceledException>(() => models.All.Segments.Embed(picture, new CancellationToken(canceled: true)));
    }
}
