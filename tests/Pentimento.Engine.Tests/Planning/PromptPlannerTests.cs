using Pentimento.Engine.Planning;

namespace Pentimento.Engine.Tests.Planning;

public sealed class PromptPlannerTests
{
    private static readonly PromptPlanner Planner = new();

    private static string Plan(string prompt) => PlanText.Write(Planner.Plan(prompt));

    [Theory]
    [InlineData("We spent a week at the lake and my uncle painted the boat red. Could you brighten the picture?", "brightness +30")]
    [InlineData("I blurred the plate and cropped it last year. Now please rotate it by 90 degrees.", "rotate =90")]
    [InlineData("My grandfather built this house in 1950. It is dear to us. Please sharpen it", "sharpen")]
    [InlineData("I want to print this and put it on a mug. Could someone remove the sign behind us?", "remove [object:sign;behind]")]
    public void A_story_before_the_request_is_not_an_operation(string prompt, string plan) => Assert.Equal(plan, Plan(prompt));

    [Theory]
    [InlineData("would you be so kind as to make it a little warmer, please? thank you so much", "temperature +15")]
    [InlineData("[Help] hey guys, could any of you lovely people remove the lamp?", "remove [object:lamp]")]
    [InlineData("if it isn't too much trouble, could someone crop it to 4:3", "crop =4:3")]
    public void Politeness_changes_nothing(string prompt, string plan) => Assert.Equal(plan, Plan(prompt));

    [Theory]
    [InlineData("too bright", "brightness -30")]
    [InlineData("It came out really dark", "brightness +30")]
    [InlineData("The photo isn't sharp", "sharpen")]
    [InlineData("her face is too red", "white_balance [face]")]
    [InlineData("The background is too dark", "brightness [background] +30")]
    [InlineData("the horizon is crooked", "straighten")]
    public void A_complaint_asks_for_the_repair(string prompt, string plan) => Assert.Equal(plan, Plan(prompt));

    [Theory]
    [InlineData("slightly brighter", "brightness +15")]
    [InlineData("much brighter please", "brightness +60")]
    [InlineData("increase saturation by 20%", "saturation +20")]
    [InlineData("make it 20% darker", "brightness -20")]
    [InlineData("reduce the contrast by fifteen percent", "contrast -15")]
    [InlineData("increase the brightness by 500%", "brightness +100")]
    [InlineData("blur it a lot", "blur 60")]
    public void Degrees_and_numbers_set_the_amount(string prompt, string plan) => Assert.Equal(plan, Plan(prompt));

    [Fact]
    public void Only_a_number_makes_an_amount_exact()
    {
        Assert.True(Planner.Plan("make it 20% darker").Steps[0].IsAmountExact);
        Assert.False(Planner.Plan("make it slightly darker").Steps[0].IsAmountExact);
    }

    [Theory]
    [InlineData("crop it square, sharpen it and add a 10px black border", "crop =1:1; sharpen; border =10px #000000")]
    [InlineData("Remove the fence Increase contrast Make it warmer", "remove [object:fence]; contrast +30; temperature +30")]
    [InlineData("brighten the sky and then blur the background", "brightness [sky] +30; blur_background [background]")]
    [InlineData("increase brightness, contrast and saturation", "brightness +30; contrast +30; saturation +30")]
    [InlineData("remove the tree, the car and the bench", "remove [object:tree]; remove [object:car]; remove [object:bench]")]
    public void Several_requests_are_several_steps(string prompt, string plan) => Assert.Equal(plan, Plan(prompt));

    [Theory]
    [InlineData("remove the man in the blue shirt on the right", "remove [person;right;blue shirt]")]
    [InlineData("remove the three boats behind the pier", "remove [object:boat;behind;3]")]
    [InlineData("remove everyone except the couple", "remove [person;all;except couple]")]
    [InlineData("remove the small white van in the background", "remove [object:van;behind;white]")]
    [InlineData("darken the bottom right corner", "brightness [image;bottom;right;corner] -30")]
    [InlineData("There is a bin next to her. Please take it out", "remove [object:bin]")]
    public void Words_that_mark_a_thing_off_stand_in_the_target(string prompt, string plan) => Assert.Equal(plan, Plan(prompt));

    [Theory]
    [InlineData("remove the bird or the plane", "remove [object:bird]")]
    [InlineData("make the background grey or black, whichever looks best", "replace_background [background] =#808080")]
    public void Of_alternatives_the_first_is_taken(string prompt, string plan) => Assert.Equal(plan, Plan(prompt));

    [Theory]
    [InlineData("shrapen the imgae", "sharpen")]
    [InlineData("increase the satturation", "saturation +30")]
    [InlineData("remvoe the backgroud", "remove_background [background]")]
    [InlineData("make it brighetr", "brightness +30")]
    public void Misspelled_words_are_understood(string prompt, string plan) => Assert.Equal(plan, Plan(prompt));

    [Theory]
    [InlineData("remove the bright kite", "remove [object:kite]")]
    [InlineData("remove the flower", "remove [object:flower]")]
    [InlineData("remove the crow", "remove [object:crow]")]
    public void Real_words_are_not_corrected(string prompt, string plan) => Assert.Equal(plan, Plan(prompt));

    [Theory]
    [InlineData("put a crown on the cat")]
    [InlineData("make him smile")]
    [InlineData("replace the car with a horse")]
    [InlineData("make her look younger")]
    [InlineData("turn the picture into a Japanese woodblock print")]
    public void What_needs_a_generative_model_is_said_with_its_words_and_a_hint(string prompt)
    {
        var plan = Planner.Plan(prompt);
        Assert.Empty(plan.Steps);
        var unsupported = Assert.Single(plan.Unsupported);
        Assert.Equal("needs_generative_model", unsupported.Reason);
        Assert.Contains(unsupported.Text, prompt, StringComparison.Ordinal);
        Assert.NotNull(unsupported.Hint);
    }

    [Fact]
    public void A_partly_doable_prompt_names_both_parts()
    {
        var plan = Planner.Plan("make it brighter and put a crown on the cat");
        Assert.Equal("brightness", Assert.Single(plan.Steps).Operation);
        Assert.Equal("put a crown on the cat", Assert.Single(plan.Unsupported).Text);
    }

    [Theory]
    [InlineData("make it pop")]
    [InlineData("do your magic")]
    [InlineData("can someone touch this up?")]
    public void A_vague_request_enhances(string prompt) => Assert.StartsWith("auto_enhance", Plan(prompt), StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("   \n ")]
    [InlineData("good morning")]
    [InlineData("This is my dog on the beach.")]
    [InlineData("!!! ??? ---")]
    public void A_prompt_without_an_instruction_gets_a_friendly_hint(string prompt)
    {
        var plan = Planner.Plan(prompt);
        Assert.Empty(plan.Steps);
        var unsupported = Assert.Single(plan.Unsupported);
        Assert.Equal("no_instruction", unsupported.Reason);
        Assert.NotNull(unsupported.Hint);
    }

    [Theory]
    [InlineData("don't crop it, just make it brighter", "brightness +30")]
    [InlineData("sharpen it without changing the colours", "sharpen")]
    public void What_is_not_to_be_done_is_not_planned(string prompt, string plan) => Assert.Equal(plan, Plan(prompt));

    [Fact]
    public void A_prompt_over_the_limit_is_refused() =>
        Assert.Throws<ArgumentException>(() => Planner.Plan(new string('a', PromptPlanner.LongestPrompt + 1)));

    [Fact]
    public void One_planner_serves_many_threads()
    {
        var expected = Plan("remove the man on the left and make the sky bluer");
        var plans = new string[64];
        Parallel.For(0, plans.Length, i => plans[i] = Plan("remove the man on the left and make the sky bluer"));
        Assert.All(plans, p => Assert.Equal(expected, p));
    }
}
