using Pentimento.Engine.Planning;

namespace Pentimento.Engine.Tests.Planning;

public class PointedRemovalTests
{
    [Theory]
    [InlineData("remove this")]
    [InlineData("Please get rid of it!")]
    [InlineData("erase these, please")]
    [InlineData("fill the transparent area")]
    [InlineData("fill in the transparent part")]
    public void What_only_the_mask_or_the_transparent_area_shows_is_removed(string prompt)
    {
        var plan = new PromptPlanner().Plan(prompt);

        Assert.Empty(plan.Unsupported);
        var step = Assert.Single(plan.Steps);
        Assert.Equal(("remove", "mask"), (step.Operation, step.Target));
    }
}
