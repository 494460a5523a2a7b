using Pentimento.Engine.Vision;

namespace Pentimento.Engine.Tests.Vision;

public sealed class PersonModelTests(Models models)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void The_person_is_told_from_the_flag_and_the_wall()
    {
        using var picture = Pictures.Load("astronaut.jpg");

        var map = models.All.People.Find(picture, Token);

        Assert.InRange(Models.At(map, 0.44, 0.2), 0.95f, 1);
        Assert.InRange(Models.At(map, 0.35, 0.7), 0.95f, 1);
        Assert.InRange(Models.At(map, 0.05, 0.2), 0, 0.1f);
        Assert.InRange(Models.At(map, 0.65, 0.2), 0, 0.1f);
        Assert.InRange(Models.Share(map), 0.3, 0.6);
    }

    [Fact]
    public void The_map_covers_the_whole_picture_with_shares()
    {
        using var picture = Pictures.Load("coffee.png");

        var map = models.All.People.Find(picture, Token);

        Assert.Equal((256, 256, 256 * 256), (map.Width, map.Height, map.Values.Length));
        Assert.All(map.Values, v => Assert.InRange(v, 0, 1));
    }
}
