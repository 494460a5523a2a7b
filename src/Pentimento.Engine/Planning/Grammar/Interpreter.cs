using Pentimento.Engine.Planning.Values;
using Pentimento.Engine.Planning.Words;

namespace Pentimento.Engine.Planning.Grammar;

/// <summary>Gives each clause its steps, by the act its verb stands for.</summary>
internal sealed partial class Interpreter(string prompt, PlanBuilder plan)
{
    private bool hasRequest;
    private Target? mentioned;
    private (Clause Clause, Part Part)? mentionedFault;
    private string? kept;
    private List<Term>? lastSentence;
    private (List<Term> Sentence, Target Target)? scope;

    /// <summary>Reads the clauses of a whole prompt in order.</summary>
    public void Read(IReadOnlyList<Clause> clauses)
    {
        hasRequest = clauses.Any(c => c.Verb is { Kind: not ("ignore" or "want" or "keep") } && !c.IsNegated);
        foreach (var clause in clauses)
        {
            Read(clause);
            lastSentence = clause.Terms;
        }

        if (plan.IsEmpty && mentioned is not null && clauses.Any(c => c.Terms.Exists(t => t.Word is "nuisance")))
        {
            // "Some tourist got in the way": what spoils the picture is to go.
            plan.Add(new Effect("remove"), mentioned);
        }
    }

    private void Read(Clause clause)
    {
        ReadActs(clause);
        if (!clause.Reason.IsEmpty)
        {
            Reason(clause);
        }

        if (!clause.Cause.IsEmpty && clause.Act is "fix" or "vague" or "casual" or "ignore" or "")
        {
            // "Fix it because it is blurry".
            Complain(clause, clause.Cause, IndexOf(clause, clause.Cause, t => t.Word is "be" or "have"), story: false);
        }

        for (var k = clause.Left.IsEmpty ? 1 : 0; k < clause.Parts.Count && clause.Act is not ("" or "set" or "want" or "keep" or "say"); k++)
        {
            // "straighten it, the horizon is crooked"
            if (IsSentence(clause, clause.Parts[k]))
            {
                Complain(clause, clause.Parts[k], IndexOf(clause, clause.Parts[k], t => t.Word is "be"), story: false);
            }
        }
    }

    /// <summary>"… so that the colours pop", "… so there is less contrast": only a property counts as a wish.</summary>
    private void Reason(Clause clause)
    {
        if (clause.Act is "vague" or "casual" or "fix" && Find(clause, clause.Reason, t => t.Adjective is { Kind: "generative" }) is not null)
        {
            // "Edit it so that my eyes are open".
            CannotDo(clause, new Part(clause.VerbAt + 1, clause.Reason.End), "needs_generative_model", HintFor(clause));
            return;
        }

        var at = IndexOf(clause, clause.Reason, t => t.Noun is { Kind: "attribute", Effect.Operation: "saturation" or "contrast" or "highlights" or "shadows" or "sharpen" or "temperature" });
        var results = at < 0 ? [] : ResultReader.Read(clause.Terms, clause.Reason, ResultMood.Wish);
        foreach (var result in results.Where(r => r.Effect.Operation.Length > 0).Take(1))
        {
            Do(clause, clause.Reason, OfProperty(result.Effect, clause.Terms[at].Noun, clause.Terms[result.At]), PropertyTarget(clause, clause.Reason, at));
        }
    }

    private static bool IsSentence(Clause clause, Part part) =>
        IndexOf(clause, part, t => t.Word is "be") is var be && (be > part.Start || (be == part.Start && clause.Terms[be].Text.EndsWith(" it be", StringComparison.Ordinal)));

    private void ReadActs(Clause clause)
    {
        if (clause.IsNegated)
        {
            CannotBeSeen(clause);
        }

        if (clause.IsNegated || (clause.IsAlternative && !plan.IsEmpty))
        {
            return;
        }

        if (AboutTheFile(clause))
        {
            return;
        }

        if (clause.IsUnknownVerb)
        {
            CannotDo(clause, "not_understood", Hints.NotUnderstood);
            return;
        }

        switch (clause.Act)
        {
            case "":
                Alone(clause);
                break;
            case "ignore":
                Repeat(clause);
                break;
            case "remove":
                Remove(clause);
                break;
            case "extract":
                Extract(clause);
                break;
            case "up":
                Change(clause, 1);
                break;
            case "down":
                Change(clause, -1);
                break;
            case "set" or "want":
                Make(clause);
                break;
            case "add":
                AddOn(clause);
                break;
            case "replace":
                Replace(clause);
                break;
            case "fix" or "adjust":
                Fix(clause);
                break;
            case "keep":
                Keep(clause);
                break;
            case "move":
                Move(clause);
                break;
            case "say":
                Write(clause);
                break;
            case "generate" when clause.Verb!.Lemma is "draw" or "create" or "generate" or "produce" && Find(clause, Whole(clause), t => t.Noun is { Kind: "look", Effect.Operation: not ("auto_enhance" or "sketch" or "painting" or "cartoon" or "crop") }) is not null:
                AddOn(clause);
                break;
            case "generate" when clause.Verb!.Lemma is "merge" or "join" or "connect" or "unite" or "composite" && Beside(clause):
                plan.Add(new Effect("collage"), null, null, FrameReader.Collage(clause.Terms, Whole(clause), ""));
                break;
            case "generate":
                CannotDo(clause, "needs_generative_model", HintFor(clause));
                break;
            case "vague" or "casual":
                Vague(clause);
                break;
            case "apply":
                Apply(clause);
                break;
            default:
                break;
        }
    }

    /// <summary>"Side by side", "next to each other".</summary>
    private static bool Beside(Clause clause) =>
        Find(clause, Whole(clause), t => t.Noun?.Effect?.Operation is "collage") is not null
        || IndexOf(clause, Whole(clause), t => t.Text is "next to" or "beside" or "alongside") is var at and >= 0 && at + 1 < clause.End && clause.Terms[at + 1].Text is "each" or "one another";

    private static Target TargetOf(Clause clause, Part part) => TargetReader.Read(clause.Terms, part);

    /// <summary>The parts a verb governs; a participle's stands before it.</summary>
    private static List<Part> PartsOf(Clause clause)
    {
        if (clause.Act is "set" && !clause.Left.IsEmpty && clause.Parts.Count > 0 && clause.Parts[0].Start == clause.VerbAt + 1)
        {
            // "My jacket changed from blue to black": one part, read across its verb.
            clause.Terms[clause.VerbAt].Consumed = true;
            return [new Part(clause.Left.Start, clause.Parts[0].End), .. clause.Parts.Skip(1)];
        }

        List<Part> parts = clause.Left.IsEmpty ? clause.Parts : [clause.Left, .. clause.Parts.Where(p => clause.Act is "want" || clause.Terms[p.Start].Word is not ("to" or "with" or "preposition"))];
        parts = clause.Act is "set" or "want" or "keep" ? parts : [.. parts.Where((p, k) => k == 0 || !IsSentence(clause, p))];
        return parts.Count > 0 ? parts : [new Part(clause.VerbAt + 1, clause.VerbAt + 1)];
    }

    /// <summary>The degree that stands in a part, at the end of the clause, or before the verb.</summary>
    private static Degree DegreeOf(Clause clause, Part part)
    {
        var degree = Degree.Read(clause.Terms, part);
        if (!degree.IsGiven && clause.Parts.Count > 0)
        {
            degree = Degree.Read(clause.Terms, clause.Parts[^1]);
        }

        if (!degree.IsGiven && clause.VerbAt > 0)
        {
            degree = Degree.Read(clause.Terms, new Part(Math.Max(0, clause.VerbAt - 2), clause.VerbAt));
        }

        if (!degree.IsGiven && clause.Verb?.Lemma.Split(' ') is { } lemma && (lemma.Contains("touch") || lemma.Contains("hint") || lemma.Contains("bit") || lemma.Contains("little")))
        {
            // "Add a touch of".
            degree = new Degree(0.5, null);
        }

        return degree;
    }

    private static Term? Find(Clause clause, Part part, Func<Term, bool> wanted)
    {
        for (var i = part.Start; i < part.End; i++)
        {
            if (!clause.Terms[i].Consumed && wanted(clause.Terms[i]))
            {
                return clause.Terms[i];
            }
        }

        return null;
    }

    private static int IndexOf(Clause clause, Part part, Func<Term, bool> wanted)
    {
        for (var i = part.Start; i < part.End; i++)
        {
            if (!clause.Terms[i].Consumed && wanted(clause.Terms[i]))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>
    /// Whether a part goes on with a phrase of the one before and is governed by it: "a photo of me | and my wife", "my face | / neck".
    /// </summary>
    private static bool GoesOn(Clause clause, List<Part> parts, int k)
    {
        const int Farthest = 8;
        if (k is 0 or > Farthest || parts[k].IsEmpty || parts[k - 1].IsEmpty)
        {
            return false;
        }

        var (previous, part) = (parts[k - 1], parts[k]);
        var mark = clause.Terms[part.Start - 1].Text;
        var named = Find(clause, part, t => t.Noun?.Effect is not null || t.Adjective is not null || t.Colour is not null) is null;
        if (named && mark is "/" || clause.Terms[part.Start].Word is "pronoun")
        {
            return true;
        }

        if (named && k > 1 && clause.Terms[part.Start].Word is "determiner" && GoesOn(clause, parts, k - 1))
        {
            return true;
        }

        var image = IndexOf(clause, previous, t => t.IsImage);
        return named && image >= 0 && image + 1 < previous.End && clause.Terms[image + 1].Text is "of" or "with";
    }

    private static Part Whole(Clause clause) => new(clause.VerbAt + 1, Math.Max(clause.VerbAt + 1, clause.End));

    /// <summary>With the reasons that follow: "to fit a screen of 1920x1080".</summary>
    private static Part Rest(Clause clause) => new(clause.VerbAt + 1, Math.Max(clause.VerbAt + 1, clause.Limit));

    private static bool Names(Clause clause, string kind) => Find(clause, Whole(clause), t => t.Word == kind) is not null;
}
