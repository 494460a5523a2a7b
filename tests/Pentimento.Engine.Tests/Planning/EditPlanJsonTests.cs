using System.Text.Json;
using Pentimento.Engine.Operations;
using Pentimento.Engine.Planning;

namespace Pentimento.Engine.Tests.Planning;

public sealed class EditPlanJsonTests
{
    private static readonly PromptPlanner Planner = new();

    [Fact]
    public void A_plan_is_written_in_one_line_with_the_direction_beside_the_amount()
    {
        var json = EditPlanJson.Write(Planner.Plan("make the sky a bit darker and add a hat"));
        Assert.DoesNotContain('\n', json);
        Assert.StartsWith("""{"steps":[{"operation":"brightness","target":"sky","direction":"down","amount":-15}],"unsupported":[{"text":"add a hat","reason":"needs_generative_model","hint":""", json, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("crop it to 16:9, make it 20% brighter and add the text \"Höhe 3 м\" at the top")]
    [InlineData("remove the man on the left")]
    [InlineData("把左边的人去掉，调亮一点")]
    public void A_written_plan_reads_back_to_the_same_steps(string prompt)
    {
        var plan = Planner.Plan(prompt);
        var again = EditPlanJson.Read(EditPlanJson.Write(plan));
        Assert.Equal(plan.Steps.Select(s => s with { IsAmountExact = false }), again.Steps.Select(s => s with { IsAmountExact = false }));
    }

    [Fact]
    public void A_prompt_that_starts_with_a_brace_is_a_plan()
    {
        var plan = Planner.Plan("""  {"steps":[{"operation":"brightness","direction":"down"},{"operation":"crop","value":"1:1"}]}""");
        Assert.Equal([new EditStep("brightness", Amount: -30), new EditStep("crop", Value: "1:1")], plan.Steps);
    }

    [Theory]
    [InlineData("""{"steps":[{"operation":"brightness"},{"operation":"fly"}]}""", "steps[1].operation")]
    [InlineData("""{"steps":[{"target":"sky"}]}""", "steps[0].operation")]
    [InlineData("""{"steps":[{"operation":"brightness","target":"moon"}]}""", "steps[0].target")]
    [InlineData("""{"steps":[{"operation":"brightness","amount":101}]}""", "steps[0].amount")]
    [InlineData("""{"steps":[{"operation":"flip","amount":5}]}""", "steps[0].amount")]
    [InlineData("""{"steps":[{"operation":"sharpen","direction":"up"}]}""", "steps[0].direction")]
    [InlineData("""{"steps":[{"operation":"brightness","direction":"sideways"}]}""", "steps[0].direction")]
    [InlineData("""{"steps":[{"operation":"brightness","direction":"up","amount":-5}]}""", "steps[0].direction")]
    [InlineData("""{"steps":[{"operation":"sepia","value":"#ffffff"}]}""", "steps[0].value")]
    [InlineData("""{"steps":[{"operation":"sepia","strength":3}]}""", "steps[0]")]
    [InlineData("""{"steps":[null]}""", "steps[0].operation")]
    [InlineData("""{"steps":[]}""", "steps")]
    [InlineData("""{"steps":7}""", "steps")]
    [InlineData("{", "line 1")]
    public void A_bad_plan_is_refused_with_the_step_and_field(string json, string where)
    {
        var error = Assert.Throws<ImageEditException>(() => Planner.Plan(json));
        Assert.Equal(ImageEditFailure.InvalidPlan, error.Failure);
        Assert.Equal("prompt", error.Field);
        Assert.Contains(where, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_schema_holds_every_operation_with_its_range()
    {
        using var schema = JsonDocument.Parse(EditPlanJson.Schema);
        var steps = schema.RootElement.GetProperty("properties").GetProperty("steps").GetProperty("items").GetProperty("oneOf");
        foreach (var (operation, step) in OperationCatalog.All.Zip(steps.EnumerateArray()))
        {
            var fields = step.GetProperty("properties");
            Assert.Equal(operation.Name, fields.GetProperty("operation").GetProperty("const").GetString());
            Assert.Equal(operation.Amount is not null, fields.TryGetProperty("amount", out var amount));
            Assert.Equal(operation.Amount is { IsSigned: true }, fields.TryGetProperty("direction", out _));
            Assert.True(operation.Amount is null || amount.GetProperty("maximum").GetDouble() == operation.Amount.Max);
        }

        Assert.Equal(OperationCatalog.All.Count, steps.GetArrayLength());
    }
}
