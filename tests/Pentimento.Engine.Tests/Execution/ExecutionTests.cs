using Pentimento.Engine.Execution;
using Pentimento.Engine.Images;
using Pentimento.Engine.Planning;

namespace Pentimento.Engine.Tests.Execution;

public class ExecutionTests
{
    private readonly EditExecutor _executor = new(new ExecutionOptions());

    [Fact]
    public void Several_steps_are_done_in_order_and_said()
    {
        using var image = Pictures.Coffee();

        using var outcome = Run(image, new EditStep("crop", Value: "1:1"), new("grayscale"), new("border", Value: "20px #ffffff"));

        Assert.Equal((440, 440), (outcome.Image.Width, outcome.Image.Height));
        Assert.Equal([255, 255, 255], Pictures.Pixel(outcome.Image, 5, 5));
        var pixel = Pictures.Pixel(outcome.Image, 200, 200);
        Assert.True(pixel[0] == pixel[1] && pixel[1] == pixel[2]);
        Assert.Equal("crop to 1:1, grayscale, border 20px #ffffff", outcome.Words);
    }

    [Fact]
    public void Neighbouring_colour_steps_give_what_they_give_one_by_one()
    {
        using var image = Pictures.Coffee();

        using var together = Run(image, new EditStep("contrast", Amount: 20), new("temperature", Amount: 15), new("brightness", Amount: -10));
        using var first = Run(image, new EditStep("contrast", Amount: 20));
        using var second = Run(first.Image, new EditStep("temperature", Amount: 15));
        using var third = Run(second.Image, new EditStep("brightness", Amount: -10));

        // One by one rounds to bytes between the steps; together does not.
        Assert.InRange(Pictures.Difference(together.Image, third.Image), 0, 0.6);
    }

    [Fact]
    public void The_same_job_gives_the_same_pixels()
    {
        using var image = Pictures.Coffee();

        using var a = Run(image, new EditStep("saturation"), new("sharpen"), new("blur", Amount: 10));
        using var b = Run(image, new EditStep("saturation"), new("sharpen"), new("blur", Amount: 10));

        Assert.True(a.Image.Pixels.SequenceEqual(b.Image.Pixels));
    }

    [Fact]
    public void Variations_change_what_the_prompt_left_free_and_say_so()
    {
        using var image = Pictures.Coffee();
        var outcomes = Enumerable.Range(0, 4).Select(i => Vary(image, i, new EditStep("brightness"))).ToArray();

        Assert.Equal(4, outcomes.Select(o => o.Words).Distinct().Count());
        Assert.Equal("brightness +30%", outcomes[0].Words);
        Assert.True(Pictures.Difference(outcomes[0].Image, outcomes[1].Image) > 1);
        Array.ForEach(outcomes, o => o.Dispose());
    }

    [Fact]
    public void Variations_of_an_exact_request_are_equal()
    {
        using var image = Pictures.Coffee();

        using var a = Vary(image, 0, new EditStep("brightness", Amount: 20, IsAmountExact: true));
        using var b = Vary(image, 3, new EditStep("brightness", Amount: 20, IsAmountExact: true));

        Assert.Equal(a.Words, b.Words);
        Assert.True(a.Image.Pixels.SequenceEqual(b.Image.Pixels));
    }

    [Fact]
    public void An_edit_that_changes_nothing_is_refused_and_not_returned()
    {
        using var grey = Pictures.Flat(20, 20, 70, 70, 70);

        var error = Assert.Throws<ImageEditException>(() => Run(grey, new EditStep("grayscale")));

        Assert.Equal(ImageEditFailure.NothingToChange, error.Failure);
    }

    [Fact]
    public void Words_that_cannot_be_done_refuse_the_whole_edit_and_are_named_with_the_rest()
    {
        using var image = Pictures.Varied(20, 20);
        var plan = new EditPlan([new EditStep("grayscale")], [new UnsupportedText("add a dragon", "needs_generative_model")]);

        var error = Assert.Throws<ImageEditException>(() => _executor.Execute(new() { Plan = plan, Images = [image] }, null, TestContext.Current.CancellationToken));

        Assert.Equal((ImageEditFailure.UnsupportedInstruction, "prompt"), (error.Failure, error.Field));
        Assert.Contains("\"add a dragon\"", error.Message, StringComparison.Ordinal);
        Assert.Contains("grayscale", error.Message, StringComparison.Ordinal);
        Assert.Contains("Nothing was changed", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_can_be_done_is_done_when_partial_plans_are_allowed_and_the_rest_is_named()
    {
        using var image = Pictures.Coffee();
        var plan = new EditPlan([new EditStep("grayscale"), new EditStep("remove", "person;left")], [new UnsupportedText("add a dragon", "needs_generative_model")]);

        using var outcome = new EditExecutor(new() { ApplyPartially = true }).Execute(
            new() { Plan = plan, Images = [image] }, null, TestContext.Current.CancellationToken);

        Assert.StartsWith("grayscale; left out: ", outcome.Words, StringComparison.Ordinal);
        Assert.Contains("\"add a dragon\"", outcome.Words, StringComparison.Ordinal);
        Assert.Contains("\"remove\"", outcome.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void A_border_keeps_its_colour_and_a_crop_comes_first()
    {
        using var image = Pictures.Coffee();

        using var outcome = Run(image, new EditStep("sharpen"), new EditStep("crop", Value: "1:1"), new EditStep("border", Value: "10px #ff0000"), new EditStep("grayscale"));

        Assert.Equal([255, 0, 0], Pictures.Pixel(outcome.Image, 3, 3));
        Assert.Equal("crop to 1:1, sharpen 40%, grayscale, border 10px #ff0000", outcome.Words);
    }

    [Fact]
    public void A_size_asked_for_after_a_border_is_the_size_of_all()
    {
        using var image = Pictures.Coffee();

        using var outcome = Run(image, new EditStep("border", Value: "10px #ff0000"), new EditStep("resize", Value: "310x210"));

        Assert.Equal((310, 210), (outcome.Image.Width, outcome.Image.Height));
    }

    [Theory]
    [InlineData("teleport", null, null, "no operation")]
    [InlineData("brightness", 300.0, null, "from -100 to 100")]
    [InlineData("brightness", double.NaN, null, "from -100 to 100")]
    [InlineData("rotate", null, "sideways", "degrees")]
    [InlineData("crop", null, null, "aspect")]
    [InlineData("grayscale", null, "very", "takes no value")]
    public void A_wrong_step_is_refused_with_what_it_takes(string operation, double? amount, string? value, string expected)
    {
        using var image = Pictures.Varied(20, 20);

        var error = Assert.Throws<ImageEditException>(() => Run(image, new EditStep(operation, Amount: amount, Value: value)));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SizeFit.Cover, 300, 300)]
    [InlineData(SizeFit.Cover, 512, 256)]
    [InlineData(SizeFit.Contain, 300, 300)]
    public void A_size_is_met_exactly_and_never_by_stretching(SizeFit fit, int width, int height)
    {
        using var image = Pictures.Coffee();
        var executor = new EditExecutor(new() { SizeFit = fit });

        using var outcome = executor.Execute(
            new() { Plan = new([new EditStep("grayscale")], []), Images = [image], Size = (width, height) }, null, TestContext.Current.CancellationToken);

        Assert.Equal((width, height), (outcome.Image.Width, outcome.Image.Height));
        Assert.Contains($"size {width}x{height}", outcome.Words, StringComparison.Ordinal);
        var corner = Pictures.Pixel(outcome.Image, 0, 0);
        Assert.Equal(fit == SizeFit.Contain, corner.All(s => s == 255));
    }

    [Fact]
    public void A_result_over_the_limits_is_refused()
    {
        using var image = Pictures.Varied(100, 100);

        var error = Assert.Throws<ImageEditException>(() => Run(image, new EditStep("resize", Value: "20000w")));

        Assert.Equal(ImageEditFailure.ImageTooLarge, error.Failure);
    }

    [Fact]
    public void A_cancelled_edit_stops_and_throws()
    {
        using var image = Pictures.Coffee();
        using var source = new CancellationTokenSource();
        source.Cancel();

        Assert.Throws<OperationCanceledException>(() =>
            _executor.Execute(new() { Plan = new([new EditStep("blur")], []), Images = [image] }, null, source.Token));
    }

    private EditOutcome Run(Image image, params EditStep[] steps) => Vary(image, 0, steps);

    private EditOutcome Vary(Image image, int variation, params EditStep[] steps) =>
        _executor.Execute(new() { Plan = new EditPlan(steps, []), Images = [image], Variation = variation }, null, TestContext.Current.CancellationToken);
}
