using Pentimento.Engine.Vision;

namespace Pentimento.Engine.Tests.Vision;

public class BoxTests
{
    [Fact]
    public void Overlap_is_the_shared_area_and_iou_its_part_of_both()
    {
        var box = new Box(10, 20, 30, 40);

        Assert.Equal(1, box.IoU(box));
        Assert.Equal(600, box.Overlap(new Box(25, 20, 100, 40)));
        Assert.Equal(0.25f, new Box(0, 0, 10, 10).IoU(new Box(0, 6, 10, 10)));
        Assert.Equal(0, box.IoU(new Box(40, 20, 5, 5)));
        Assert.Equal(0, box.IoU(new Box(100, 100, 5, 5)));
    }

    [Fact]
    public void Clipping_keeps_what_lies_in_the_picture()
    {
        Assert.Equal(new Box(0, 5, 40, 15), new Box(-10, 5, 50, 30).Clip(100, 20));
        Assert.Equal(0, new Box(-10, -10, 5, 5).Clip(100, 20).Area);
    }
}
