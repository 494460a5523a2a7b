using Pentimento.Engine.Operations;
using Pentimento.Engine.Planning;
using Pentimento.Engine.Planning.Words;

namespace Pentimento.Engine.Tests.Planning;

public sealed class LexiconTests
{
    private static readonly PromptPlanner Planner = new();

    public static TheoryData<string> Files => ["en.txt", "zh.txt"];

    private static Lexicon Load(string file) => Lexicon.Load(file, inflects: file == "en.txt");

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_example_in_the_file_parses_to_what_it_says(string file)
    {
        var wrong = Load(file).Examples
            .Select(e => (e.Line, e.Prompt, Expected: e.Plan, Got: PlanText.Write(Planner.Plan(e.Prompt))))
            .Where(e => e.Expected != e.Got)
            .Select(e => $"line {e.Line}: {e.Prompt}\n  says {e.Expected}\n  got  {e.Got}");
        Assert.Equal("", string.Join("\n", wrong));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void No_phrase_stands_in_two_places_of_one_word_class(string file)
    {
        var twice = Load(file).Phrases
            .GroupBy(p => (p.Sense.Class, p.Text))
            .Where(g => g.Count() > 1)
            .Select(g => $"{g.Key.Class} \"{g.Key.Text}\": lines {string.Join(", ", g.Select(p => p.Line))}");
        Assert.Equal("", string.Join("\n", twice));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_effect_names_an_operation_of_the_catalogue(string file)
    {
        var unknown = Load(file).Phrases
            .SelectMany(p => new[] { p.Sense.Effect, p.Sense.Add }.Where(e => e is not null && OperationCatalog.Find(e.Operation) is null).Select(e => $"line {p.Line}: {e!.Operation}"));
        Assert.Equal("", string.Join("\n", unknown.Distinct()));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_operation_is_reached_by_an_example(string file)
    {
        var reached = Load(file).Examples.SelectMany(e => Planner.Plan(e.Prompt).Steps).Select(s => s.Operation).ToHashSet();
        Assert.Equal("", string.Join(", ", OperationCatalog.All.Select(o => o.Name).Where(n => !reached.Contains(n))));
    }

    [Fact]
    public void A_guarded_word_is_no_word_of_the_vocabulary()
    {
        var words = Load("en.txt").Words;
        var both = Lexicon.ReadText("en-guard.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(words.Contains);
        Assert.Empty(both);
    }
}
