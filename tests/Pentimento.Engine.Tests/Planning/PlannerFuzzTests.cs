using System.Text;
using Pentimento.Engine.Operations;
using Pentimento.Engine.Planning;
using Pentimento.Engine.Planning.Words;

namespace Pentimento.Engine.Tests.Planning;

public sealed class PlannerFuzzTests
{
    private const string Signs = "  ,.;:!?()[]\"'“”‘’&/-+%#°\n\t{}「」，。、0123456789xaäßé中去掉把左边的人😀\u0000\uD800";

    private static readonly PromptPlanner Planner = new();
    private static readonly Lexicon English = Lexicon.Load("en.txt", inflects: true);
    private static readonly Lexicon Chinese = Lexicon.Load("zh.txt", inflects: false);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Any_prompt_gives_a_valid_plan(int seed)
    {
        var random = new Random(seed);
        var words = English.Phrases.Concat(Chinese.Phrases).Select(p => p.Text).ToArray();
        for (var round = 0; round < 1500; round++)
        {
            var prompt = new StringBuilder();
            for (var length = random.Next(1, 40); length > 0; length--)
            {
                prompt.Append(random.Next(5) == 0 ? Signs[random.Next(Signs.Length)].ToString() : words[random.Next(words.Length)]);
                prompt.Append(random.Next(8) == 0 ? "" : " ");
            }

            AssertValid(prompt.ToString());
        }
    }

    [Theory]
    [InlineData("remove the man on the left and make the sky bluer, ")]
    [InlineData("photo of me, the dog, the cat, ")]
    [InlineData("take ")]
    [InlineData("make it \"")]
    [InlineData("(((")]
    [InlineData("the ")]
    [InlineData("and ")]
    [InlineData("'s ")]
    [InlineData("12.5 % ")]
    [InlineData("a")]
    [InlineData("xqzzk blurzz ")]
    [InlineData("去掉左边的人和车，")]
    [InlineData("百")]
    [InlineData("1x1:")]
    public void The_longest_prompt_of_any_repetition_gives_a_valid_plan(string unit)
    {
        var prompt = new StringBuilder();
        while (prompt.Length + unit.Length <= PromptPlanner.LongestPrompt)
        {
            prompt.Append(unit);
        }

        AssertValid(prompt.ToString());
    }

    [Fact]
    public void Work_grows_with_the_length_because_sentences_are_cut()
    {
        // All loops of the grammar run within one sentence, so its length bounds the work a term can cause.
        var reader = new TermReader(English, null);
        var text = string.Concat(Enumerable.Repeat("remove the red car and ", 1300));
        var sentences = reader.Read(text);
        Assert.All(sentences, s => Assert.InRange(s.Count, 1, TermReader.LongestSentence));
        Assert.InRange(sentences.Sum(s => s.Count), 1, text.Length / 2);
    }

    private static void AssertValid(string prompt)
    {
        if (prompt.AsSpan().TrimStart().StartsWith("{"))
        {
            return;
        }

        var plan = Planner.Plan(prompt);
        Assert.True(plan.Steps.Count + plan.Unsupported.Count > 0, prompt);
        foreach (var step in plan.Steps)
        {
            var range = OperationCatalog.Find(step.Operation)?.Amount;
            Assert.NotNull(OperationCatalog.Find(step.Operation));
            Assert.True(step.Amount is null || (range is not null && step.Amount >= range.Min && step.Amount <= range.Max), $"{step} of {prompt}");
            Assert.True(range is not { IsSigned: true } || step.Amount is not null, $"{step} of {prompt}");
        }

        Assert.NotEqual("", EditPlanJson.Write(plan));
    }
}
