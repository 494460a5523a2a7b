using Pentimento.Engine.Planning.Chinese;
using Pentimento.Engine.Planning.Grammar;
using Pentimento.Engine.Planning.Words;

namespace Pentimento.Engine.Planning;

/// <summary>
/// Reads what a prompt asks for. Deterministic and free of models: a vocabulary per language (<c>Lexicon/*.txt</c>) and a small
/// grammar. Immutable after construction; one instance serves all threads.
/// </summary>
public sealed class PromptPlanner
{
    /// <summary>The longest prompt that is read, in UTF-16 code units.</summary>
    public const int LongestPrompt = 32_000;

    private readonly Lexicon english = Lexicon.Load("en.txt", inflects: true);
    private readonly TermReader englishTerms;
    private readonly ChineseReader chinese = new(Lexicon.Load("zh.txt", inflects: false));

    public PromptPlanner()
    {
        var guard = Lexicon.ReadText("en-guard.txt").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        englishTerms = new TermReader(english, new Spelling(english.Words, guard.Where(w => w[0] is not '#')));
    }

    /// <summary>Reads a prompt in English or Chinese, or a plan in JSON when it starts with <c>{</c>.</summary>
    /// <returns>
    /// The steps in the order they were said, and the words that cannot be carried out. Never both empty: a prompt without an
    /// instruction has one unsupported text whose reason is <c>no_instruction</c>.
    /// </returns>
    /// <exception cref="ImageEditException"><see cref="ImageEditFailure.InvalidPlan"/>: JSON that is no valid plan.</exception>
    /// <exception cref="ArgumentException">The prompt is longer than <see cref="LongestPrompt"/>.</exception>
    public EditPlan Plan(string prompt)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        if (prompt.Length > LongestPrompt)
        {
            throw new ArgumentException($"A prompt has at most {LongestPrompt} characters; this one has {prompt.Length}.", nameof(prompt));
        }

        if (prompt.AsSpan().TrimStart().StartsWith("{"))
        {
            return EditPlanJson.Read(prompt);
        }

        if (PointedRemoval.Is(prompt))
        {
            return new([new EditStep("remove", "mask")], []);
        }

        var plan = new PlanBuilder(prompt);
        if (ChineseReader.IsFor(prompt))
        {
            chinese.Read(prompt, plan);
            return plan.Build();
        }

        var clauses = new List<Clause>();
        foreach (var sentence in englishTerms.Read(prompt))
        {
            clauses.AddRange(ClauseReader.Read(english, sentence));
        }

        new Interpreter(prompt, plan).Read(clauses);
        return plan.Build(clauses.Exists(c => c.Parts.Exists(p => c.Terms.Skip(p.Start).Take(p.End - p.Start).Any(t => t.Noun is { Kind: "look", Effect.Operation: "auto_enhance" }))));
    }
}
