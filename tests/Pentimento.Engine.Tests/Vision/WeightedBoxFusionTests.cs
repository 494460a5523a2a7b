using Pentimento.Engine.Vision;

namespace Pentimento.Engine.Tests.Vision;

public class WeightedBoxFusionTests
{
    private static readonly Box Middle = new(100, 100, 100, 100);

    [Fact]
    public void What_every_look_has_seen_keeps_its_score_and_lies_between_their_boxes()
    {
        var fused = WeightedBoxFusion.Fuse([Look(1, ("dog", 0.6f, Middle)), Look(1, ("dog", 0.6f, Middle with { X = 110 }))], 0.5f);

        var dog = Assert.Single(fused);
        Assert.Equal(0.6f, dog.Score, 0.001f);
        Assert.Equal(105, dog.Box.X, 0.01f);
        Assert.Equal(100, dog.Box.Width, 0.01f);
    }

    [Fact]
    public void What_one_of_two_looks_has_seen_gets_half_the_score()
    {
        var fused = WeightedBoxFusion.Fuse([Look(1, ("dog", 0.6f, Middle)), Look(1)], 0.5f);

        Assert.Equal(0.3f, Assert.Single(fused).Score, 0.001f);
    }

    [Fact]
    public void A_look_too_coarse_for_a_thing_is_not_asked_about_it()
    {
        var fused = WeightedBoxFusion.Fuse([Look(1, ("dog", 0.6f, Middle)), Look(0.1f)], 0.5f);

        Assert.Equal(0.6f, Assert.Single(fused).Score, 0.001f);
    }

    [Fact]
    public void A_look_too_fine_for_a_thing_is_not_heard_about_it()
    {
        Assert.Empty(WeightedBoxFusion.Fuse([Look(6, ("dog", 0.6f, Middle)), Look(1)], 0.5f));
    }

    [Fact]
    public void A_look_that_sees_the_whole_thing_decides_where_it_ends()
    {
        var whole = new Box(100, 100, 100, 300);

        var fused = WeightedBoxFusion.Fuse([Look(0.5f, ("person", 0.6f, whole)), Look(1.2f, ("person", 0.6f, whole with { Height = 240 }))], 0.5f);

        Assert.InRange(Assert.Single(fused).Box.Bottom, 385, 400);
    }

    [Fact]
    public void Names_and_places_are_kept_apart()
    {
        var fused = WeightedBoxFusion.Fuse([Look(1, ("dog", 0.6f, Middle), ("cat", 0.9f, Middle), ("dog", 0.7f, Middle with { X = 180 }))], 0.5f);

        Assert.Equal(["cat", "dog", "dog"], fused.Select(o => o.Name));
    }

    private static DetectionPass Look(float scale, params (string Name, float Score, Box Box)[] found) =>
        new([.. found.Select(f => new DetectedObject(f.Name, f.Score, f.Box))], scale);
}
