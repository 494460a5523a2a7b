using Pentimento.Engine.Images;
using Pentimento.Engine.Planning;
using Pentimento.Engine.Selection;
using Pentimento.Engine.Tests.Vision;
using Pentimento.Engine.Vision;

namespace Pentimento.Engine.Tests.Selection;

/// <summary>Prompts as people write them, from the words to the pixels that are selected, with the real models.</summary>
public sealed class PromptSelectionTests(Models models)
{
    private readonly PromptPlanner _planner = new();

    [Theory]
    [InlineData("astronaut.jpg", "brighten the woman", "the person", 20, 15, 395, 510)]
    [InlineData("astronaut.jpg", "blur her face", "the face", 175, 50, 277, 178)]
    [InlineData("astronaut.jpg", "brighten the astronaut's hair", "the hair", 138, 16, 301, 195)]
    [InlineData("astronaut.jpg", "sharpen the eyes", "the eyes", 193, 94, 259, 111)]
    [InlineData("astronaut.jpg", "blur everything except the person", "everything except the person", 0, 0, 512, 512)]
    [InlineData("astronaut.jpg", "make the background darker", "the background of the subject", 0, 0, 512, 512)]
    [InlineData("chelsea.png", "brighten the cat", "the cat", 0, 0, 410, 300)]
    [InlineData("chelsea.png", "blur the kitty", "the kitty, seen as cat", 0, 0, 410, 300)]
    [InlineData("coffee.png", "make the cup darker", "the cup", 170, 15, 415, 285)]
    [InlineData("coffee.png", "brighten the mug", "the mug, seen as cup", 170, 15, 415, 285)]
    [InlineData("motorcycle.jpg", "brighten the motorbike", "the motorbike, seen as motorcycle", 94, 84, 685, 449)]
    [InlineData("motorcycle.jpg", "blur the red motorcycle", "the red motorcycle", 94, 84, 685, 449)]
    [InlineData("people", "blur the person on the left", "the person on the left, 1 of 3", 10, 10, 315, 400)]
    [InlineData("people", "brighten the woman in the middle", "the person in the middle, 1 of 3", 415, 10, 710, 400)]
    [InlineData("people", "remove the lady on the right", "the person on the right, 1 of 3", 815, 10, 1110, 400)]
    [InlineData("people", "remove the second person from the left", "the 2nd person from the left, 1 of 3", 415, 10, 710, 400)]
    [InlineData("people", "remove the two people on the right", "two people on the right, of 3", 415, 10, 1110, 400)]
    [InlineData("people", "blur all the people", "all 3 people", 10, 10, 1110, 400)]
    [InlineData("people", "remove everyone except the woman in the middle", "two people", 10, 10, 1110, 400)]
    [InlineData("people", "brighten the woman in blue", "the person in blue, 1 of 3", 415, 10, 710, 400)]
    [InlineData("people", "blur the faces", "all 3 faces", 130, 50, 1015, 150)]
    [InlineData("people", "blur the face on the left", "the face on the left, 1 of 3", 130, 50, 215, 150)]
    [InlineData("behind", "remove the person in the background", "the person behind, 1 of 2", 510, 290, 670, 500)]
    [InlineData("behind", "brighten the person in front", "the person in front, 1 of 2", 20, 15, 390, 500)]
    [InlineData("behind", "brighten the tallest person", "the largest person, 1 of 2", 20, 15, 390, 500)]
    [InlineData("cat and motorcycle", "brighten the cat", "the cat", 0, 0, 545, 400)]
    [InlineData("cat and motorcycle", "brighten the motorcycle", "the motorcycle", 690, 60, 1160, 370)]
    [InlineData("cat and motorcycle", "blur everything except the cat", "everything except the cat", 0, 0, 1200, 400)]
    public void A_prompt_selects_what_it_names(string picture, string prompt, string words, int left, int top, int right, int bottom)
    {
        using var image = Scenes.Of(picture);

        var selected = Select(image, prompt);

        Assert.StartsWith(words, selected.Words, StringComparison.Ordinal);
        var box = Around(selected.Mask);
        Assert.True(box.IoU(new(left, top, right - left, bottom - top)) > 0.75, $"selected is {box}");
    }

    [Theory]
    [InlineData("people", "remove the person", ImageEditFailure.AmbiguousTarget, "3 people: left, middle, right")]
    [InlineData("people", "blur her face", ImageEditFailure.AmbiguousTarget, "3 faces: left, middle, right")]
    [InlineData("people", "remove the five people", ImageEditFailure.TargetNotFound, "3 people: left, middle, right")]
    [InlineData("people", "remove everyone except the woman", ImageEditFailure.AmbiguousTarget, "3 people: left, middle, right")]
    [InlineData("people", "remove the person in green", ImageEditFailure.TargetNotFound, "in green")]
    [InlineData("chelsea.png", "remove the dog", ImageEditFailure.TargetNotFound, "1 cat")]
    [InlineData("chelsea.png", "brighten the sky", ImageEditFailure.TargetNotFound, "No sky")]
    [InlineData("motorcycle.jpg", "brighten the sky", ImageEditFailure.TargetNotFound, "No sky")]
    [InlineData("coffee.png", "blur the faces", ImageEditFailure.TargetNotFound, "No face")]
    [InlineData("coffee.png", "brighten the person on the left", ImageEditFailure.TargetNotFound, "No person")]
    [InlineData("chelsea.png", "remove the word SALE", ImageEditFailure.TargetNotFound, "No text")]
    public void What_is_not_there_or_not_clear_is_refused_with_what_is(string picture, string prompt, ImageEditFailure failure, string telling)
    {
        using var image = Scenes.Of(picture);

        var error = Assert.Throws<ImageEditException>(() => Select(image, prompt));

        Assert.Equal((failure, "prompt"), (error.Failure, error.Field));
        Assert.Contains(telling, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Hair_keeps_a_soft_edge_and_the_inside_is_whole()
    {
        using var image = Scenes.Of("astronaut.jpg");

        var mask = Select(image, "brighten the woman").Mask;

        Assert.Equal((255, 0), (mask.Row(300)[200], mask.Row(100)[450]));
        var soft = mask.Values.ToArray().Count(w => w is > 20 and < 235);
        Assert.InRange(soft, 400, mask.Values.Length / 15);
    }

    private SelectedRegion Select(Image image, string prompt)
    {
        var step = Assert.Single(_planner.Plan(prompt).Steps);
        using var session = new RegionSelector(models.All, new()).Begin(image);
        return session.Select(image, RegionPhrase.Parse(step.Target), TestContext.Current.CancellationToken);
    }

    private static Box Around(Mask mask)
    {
        var (left, top, right, bottom) = (mask.Width, mask.Height, -1, -1);
        for (var y = 0; y < mask.Height; y++)
        {
            var row = mask.Row(y);
            for (var x = 0; x < row.Length; x++)
            {
                if (row[x] > 127)
                {
                    (left, top, right, bottom) = (Math.Min(left, x), Math.Min(top, y), Math.Max(right, x), y);
                }
            }
        }

        return new(left, top, right + 1 - left, bottom + 1 - top);
    }
}
