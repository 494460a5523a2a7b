using System.Text.Json;

namespace Pentimento.Server.Tests.Cli;

public sealed class PlanCommandTests : CliFixture
{
    [Fact]
    public async Task A_prompt_gives_one_line_of_json()
    {
        var ran = await RunAsync("plan", "blur it");

        Assert.Equal(new Ran(0, """{"steps":[],"prompt_length":7}""" + "\n", ""), ran);
    }

    [Fact]
    public async Task A_prompt_that_cannot_be_planned_fails() => (await RunAsync("plan", "boom")).Failed(1, "cannot \"boom\"");

    [Fact]
    public async Task Without_a_prompt_or_with_two_sources_it_is_wrong_usage()
    {
        (await RunAsync("plan")).Failed(2, "prompt is missing");
        (await RunAsync("plan", "--jsonl", "blur")).Failed(2, "standard input");
        (await RunAsync("plan", "blur", "it")).Failed(2, "'it'");
    }

    [Fact]
    public async Task Lines_and_rows_give_a_plan_each_in_their_order()
    {
        Input = "blur\n{\"id\":7,\"prompt\":\"größer 🎨\",\"gold\":[]}\r\n\n{\"prompt\":\"\"}\nlast without an end";

        var ran = await RunAsync("plan", "--jsonl");

        Assert.Equal(0, ran.Code);
        Assert.Equal([4, 9, 0, 0, 19], ran.Output.TrimEnd('\n').Split('\n').Select(l => JsonDocument.Parse(l).RootElement.GetProperty("prompt_length").GetInt32()));
    }

    [Fact]
    public async Task A_faulty_row_keeps_its_place_and_the_others_are_planned()
    {
        Input = "blur\n{\"prompt\":7}\n{oops\n{}\nboom\nsharpen";

        var ran = await RunAsync("plan", "--jsonl");

        Assert.Equal(1, ran.Code);
        var rows = ran.Output.TrimEnd('\n').Split('\n').Select(l => JsonDocument.Parse(l).RootElement).ToArray();
        Assert.Equal(6, rows.Length);
        Assert.Equal([2, 3, 4, 5], rows[1..5].Select(r => r.GetProperty("error").GetProperty("line").GetInt32()));
        Assert.Equal(7, rows[5].GetProperty("prompt_length").GetInt32());
        Assert.Equal(4, ran.Error.TrimEnd('\n').Split('\n').Length);
    }

    [Fact]
    public async Task Nothing_in_gives_nothing_out() => Assert.Equal(new Ran(0, "", ""), await RunAsync("plan", "--jsonl"));
}
