using Pentimento.Engine.Planning.Values;
using Pentimento.Engine.Planning.Words;

namespace Pentimento.Engine.Planning.Grammar;

/// <summary>Backgrounds: a colour, a plain one, the second image; a described scene cannot be made.</summary>
internal sealed partial class Interpreter
{
    /// <summary>"Make the background white", "a white background", "change the background to image 2".</summary>
    private bool Background(Clause clause, Part part, Target subject, int to, List<Result> results)
    {
        var terms = clause.Terms;
        var at = IndexOf(clause, part, t => t.Noun is { Kind: "region", Name: "background" });
        if (at < 0 || (!IsPlainBackground(clause, part) && subject.Kind is not (null or "background") && at > subject.Head && subject.Head >= 0 && terms[subject.Head].Noun?.Name is not "background"))
        {
            return false;
        }

        if (results.Any(r => r.Effect.Operation is "remove_background" or "blur_background" or "blur") && results.All(r => r.Generative is null))
        {
            plan.Add(new Effect(results[0].Effect.Operation is "blur" ? "blur_background" : results[0].Effect.Operation), Target.Of("background"));
            if (subject.IsThing && MakeColour(clause, part).Colour is { } painted)
            {
                Recolour(clause, subject, null, painted);
            }

            return true;
        }

        if (results.Any(r => r.Effect.Operation is not ("tint" or "auto_enhance" or "white_balance" or "saturation")) && to < 0)
        {
            return false;
        }

        var where = new Target { Kind = "background" };
        var isSecond = Find(clause, part, t => t.Word is "image2") is not null;
        var plain = Find(clause, part, t => t.Text is "plain" or "solid" or "neutral" or "blank" or "simple" or "studio") is not null;
        var colour = MakeColour(clause, part).Colour ?? (at > part.Start ? terms[at - 1].Colour : null) ?? (at > part.Start && to < 0 ? Find(clause, part with { End = at }, t => t.Colour is not null)?.Colour : null);
        var scene = to >= 0 && Scene(clause, new Part(to + 1, part.End));
        if (isSecond)
        {
            plan.Add(new Effect("replace_background"), where, null, "image 2");
        }
        else if (scene || (to < 0 && colour is null && !plain && at + 1 < part.End && terms[at + 1].Text is "of" or "with"))
        {
            CannotDo(clause, part, "needs_generative_model", Hints.Background);
        }
        else if (colour is not null || plain)
        {
            plan.Add(new Effect("replace_background"), where, null, colour ?? "plain");
        }
        else if (clause.Act is "set" && to < 0 && at > part.Start && terms[at - 1].Text is "new" or "different" or "another")
        {
            plan.Add(new Effect("replace_background"), where, null, "plain");
        }
        else if (clause.Act is "set" && (to >= 0 || results.Count == 0) && clause.Verb!.Lemma is "change" or "replace" or "switch" or "alter" or "change up" or "photoshop" or "swap")
        {
            if (to >= 0 && part.End - to > 1 && Find(clause, part with { Start = to + 1 }, t => t.Noun is { Kind: "attribute" }) is null)
            {
                CannotDo(clause, part, "needs_generative_model", Hints.Background);
            }
            else if (clause.IsCut)
            {
                CannotDo(clause, "needs_generative_model", Hints.Background);
            }
            else
            {
                plan.Add(new Effect("replace_background"), where, null, "plain");
            }
        }
        else
        {
            return false;
        }

        return true;
    }

    /// <summary>Whether words name more than a colour: "a beach at sunset".</summary>
    private static bool Scene(Clause clause, Part part)
    {
        for (var i = part.Start; i < part.End; i++)
        {
            var term = clause.Terms[i];
            if (term.Word is "because" or "preposition")
            {
                break;
            }

            if (term.Colour is null && (term.IsUnknown || term.Noun is { Kind: "object" or "clothing" } || term.Noun is { Kind: "region", Name: not "background" }) && term.Text is not ("solid" or "plain" or "neutral" or "blank" or "simple" or "studio" or "backdrop" or "shade" or "up" or "one" or "different" or "another" or "new" or "other" or "colored" or "coloured" or "something"))
            {
                return true;
            }
        }

        return false;
    }

    private bool SecondImage(Clause clause, Part part, Target subject)
    {
        if (Find(clause, new Part(part.Start, clause.Limit), t => t.Word is "image2") is null || Find(clause, part, t => t.Noun?.Effect?.Operation is "saturation" or "white_balance" || t.Text is "look" or "match") is null)
        {
            return false;
        }

        plan.Add(new Effect("match_colors"), subject.Kind is null ? null : subject);
        return true;
    }
}
