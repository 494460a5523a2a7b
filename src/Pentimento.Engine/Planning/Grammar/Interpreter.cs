using Pentimento.Engine.Planning.Values;
using Pentimento.Engine.Planning.Words;

namespace Pentimento.Engine.Planning.Grammar;

/// <summary>Gives each clause its steps, by the act its verb stands for.</summary>
internal sealed partial class Interpreter(string prompt, PlanBuilder plan)
{
    private bool hasRequest;
    private Target? mentioned;
    private (List<Term> Sentence, Target Target)? scope;

    /// <summary>Reads the clauses of a whole prompt in order.</summary>
    public void Read(IReadOnlyList<Clause> clauses)
    {
        hasRequest = clauses.Any(c => c.Verb is { Kind: not ("ignore" or "want" or "keep") } && !c.IsNegated);
        foreach (var clause in clauses)
        {
            Read(clause);
        }
    }

    private void Read(Clause clause)
    {
        ReadActs(clause);
        for (var k = 1; k < clause.Parts.Count && clause.Act is not ("" or "set" or "want" or "keep" or "say" or "ignore"); k++)
        {
            // "straighten it, the horizon is crooked"
            if (IsSentence(clause, clause.Parts[k]))
            {
                Complain(clause, clause.Parts[k], IndexOf(clause, clause.Parts[k], t => t.Word is "be"), story: false);
            }
        }
    }

    private static bool IsSentence(Clause clause, Part part) => IndexOf(clause, part, t => t.Word is "be") > part.Start;

    private void ReadActs(Clause clause)
    {
        if (clause.IsNegated || (clause.IsAlternative && !plan.IsEmpty))
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

    private static Target TargetOf(Clause clause, Part part) => TargetReader.Read(clause.Terms, part);

    /// <summary>The parts a verb governs; a participle's stands before it.</summary>
    private static List<Part> PartsOf(Clause clause)
    {
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

    private void CannotDo(Clause clause, string reason, string? hint) => CannotDo(clause, new Part(clause.Start, clause.End), reason, hint);

    private void CannotDo(Clause clause, Part part, string reason, string? hint)
    {
        if (part.Start == clause.VerbAt + 1 && clause.VerbAt >= 0)
        {
            part = part with { Start = clause.VerbAt };
        }

        if (part.IsEmpty)
        {
            part = new Part(clause.Start, Math.Max(clause.Start + 1, clause.End));
        }

        plan.CannotDo(clause.Terms[part.Start].Start, clause.Terms[Math.Min(part.End, clause.Terms.Count) - 1].End, reason, hint, clause.IsAside);
    }

    private static string HintFor(Clause clause) =>
        Find(clause, Whole(clause), t => t.Noun is { Name: "background" }) is not null ? Hints.Background
        : Find(clause, Whole(clause), t => t.Noun is { Name: "person" or "face" or "eyes" or "hair" }) is not null ? Hints.Person
        : clause.Verb?.Lemma.StartsWith("colo", StringComparison.Ordinal) == true ? Hints.Colourise
        : Hints.Object;

    /// <summary>Plans an effect, with the operation that fits its target: blurring the background is an operation of its own.</summary>
    private void Do(Clause clause, Part part, Effect effect, Target? target, bool isVague = false)
    {
        var degree = DegreeOf(clause, part);
        if (target is { Head: >= 0 } && clause.Terms[target.Head].Text is "it" or "that" or "them" && plan.Last?.Operation == effect.Operation && plan.Last.Target != "image")
        {
            // "The face is blurry, can you sharpen it": asked for already.
            return;
        }

        if (effect.Operation is "grayscale" && IndexOf(clause, Whole(clause), t => t.Word is "except") is var except and >= 0)
        {
            plan.Add(new Effect("color_isolate"), TargetReader.Read(clause.Terms, new Part(except + 1, Math.Max(except + 1, clause.End))));
            return;
        }

        if (scope is { } said && ReferenceEquals(said.Sentence, clause.Terms) && target is null or { IsWholeImage: true })
        {
            target = said.Target;
        }

        switch (effect.Operation, target?.Kind)
        {
            case ("straighten" or "perspective", _):
                plan.Add(effect);
                return;
            case ("crop", _):
                plan.Add(effect, null, null, CropReader.Read(clause.Terms, part));
                return;
            case ("border", _):
                plan.Add(effect, null, null, FrameReader.Border(clause.Terms, part));
                return;
            case ("rotate", _):
                plan.Add(effect, null, null, RotationReader.Read(clause.Terms, part));
                return;
            case ("blur", "background"):
                plan.Add(new Effect("blur_background"), target, degree);
                return;
            case ("scale_object", null or "image"):
                plan.Add(effect.Direction < 0 ? new Effect("resize") : new Effect("upscale"), null, degree, SizeReader.Read(clause.Terms, part));
                return;
            case ("tint", "teeth") when effect.Value is "#ffffff":
                plan.Add(new Effect("retouch", 0, "teeth"), target, degree);
                return;
            case ("tint", not null and not "image" and not "background") when effect.Value is not null && target!.Kind is not "sky":
                plan.Add(new Effect("recolor"), target, degree, effect.Value);
                return;
            case ("retouch", not (null or "image" or "face" or "skin" or "person" or "subject" or "eyes" or "hair" or "teeth")) when effect.Value is "wrinkles" or "blemish":
                plan.Add(new Effect("restore"), target, degree);
                return;
            case ("retouch", not (null or "image" or "face" or "skin" or "person" or "subject")) when effect.Value is "skin":
                plan.Add(new Effect("denoise"), target, degree);
                return;
            case ("retouch", _):
                plan.Add(effect, RetouchTarget(effect, target), degree);
                return;
            case ("remove_background" or "replace_background" or "blur_background", _):
                plan.Add(effect, target is { Kind: "background" } ? target : new Target { Kind = "background" }, degree);
                return;
            case ("upscale", _):
                plan.Add(effect, target, degree, SizeReader.Factor(clause.Terms, part));
                return;
            case ("sharpen" or "contrast", "image") when target!.Places.Count == 0:
                plan.Add(effect, target, degree);
                return;
            default:
                plan.Add(effect, target, degree, isVague: isVague);
                return;
        }
    }

    private static Target RetouchTarget(Effect effect, Target? target) => effect.Value switch
    {
        "teeth" => new Target { Kind = "teeth" },
        "red_eye" or "under_eyes" => new Target { Kind = "eyes" },
        "flyaway" => new Target { Kind = "hair" },
        _ => target is { Kind: "face" or "person" } ? target : new Target { Kind = "skin" },
    };
}
