using Pentimento.Engine.Planning.Values;
using Pentimento.Engine.Planning.Words;

namespace Pentimento.Engine.Planning.Grammar;

/// <summary>"Make it …", "change … to …", "I want …".</summary>
internal sealed partial class Interpreter
{
    private void Make(Clause clause)
    {
        if (Quoted(clause) is not null && Writes(clause))
        {
            EditText(clause);
            return;
        }

        Target? subject = null;
        var parts = PartsOf(clause);
        for (var k = 0; k < parts.Count; k++)
        {
            // "change the colour of the car and the door to red": the value stands in the last part.
            var value = k + 1 < parts.Count && IndexOf(clause, parts[k], t => t.Word is "to") < 0 && MakeColour(clause, parts[^1]) is { } later
                && IndexOf(clause, parts[^1], t => t.Word is "to") >= 0 ? later : null;
            subject = MakePart(clause, parts[k], subject, k == 0, value) ?? subject;
        }
    }

    private Target? MakePart(Clause clause, Part part, Target? inherited, bool isFirst, string? laterColour)
    {
        var terms = clause.Terms;
        var to = IndexOf(clause, part, t => t.Word is "to");
        var results = ResultReader.Read(terms, part, ResultMood.Wish).Where(r => to < 0 || r.At > to || clause.Act is "want").ToList();
        var subject = TargetOf(clause, new Part(part.Start, to >= 0 ? to : results.Count > 0 ? results[0].At : part.End));
        var property = subject.Head >= 0 ? terms[subject.Head].Noun : null;
        if (PropertyAt(clause, part, to) is var propertyAt and >= 0)
        {
            property = terms[propertyAt].Noun;
            subject = PropertyTarget(clause, part with { End = to >= 0 ? to : results.Count > 0 && results[0].At > propertyAt ? results[0].At : part.End }, propertyAt) ?? new Target();
        }

        if (subject.Kind is null)
        {
            subject = inherited ?? (results.Count > 0 ? ResultTarget(clause, part, results[0].At) : null) ?? subject;
        }

        if (subject.Kind is null && plan.LastTarget is { Kind: not null } last && Find(clause, part, t => t.Text is "it" or "them") is not null)
        {
            subject = last;
        }

        if (Background(clause, part, subject, to, results) || SecondImage(clause, part, subject))
        {
            return subject;
        }

        var colour = laterColour ?? MakeColour(clause, part);
        if (colour is not null && (results.Count == 0 || results.All(r => r.Effect.Operation is "tint" && terms[r.At].Colour is null)) && Recolour(clause, subject, property, colour))
        {
            return subject;
        }

        foreach (var result in results)
        {
            if (result.Generative is not null)
            {
                CannotDo(clause, part, "needs_generative_model", HintFor(clause));
                continue;
            }

            Do(clause, part, OfProperty(result.Effect, property, terms[result.At]), subject.Kind is null ? null : subject);
        }

        if (results.Count == 0 && isFirst)
        {
            Leftover(clause, part, subject, property, to);
        }

        return subject.Kind is null ? inherited : subject;
    }

    /// <summary>The property that is to become something: "the colours", but not the "bright orange colour" it becomes.</summary>
    private static int PropertyAt(Clause clause, Part part, int to)
    {
        var at = IndexOf(clause, part, t => t.Noun is { Kind: "attribute" });
        return at < 0 || (to >= 0 && at > to) || (at > part.Start && clause.Terms[at - 1].Colour is not null) ? -1 : at;
    }

    /// <summary>The target that stands after the result: "brighter colours in the sky".</summary>
    private static Target? ResultTarget(Clause clause, Part part, int at)
    {
        var preposition = IndexOf(clause, part with { Start = Math.Min(part.End, at + 1) }, t => t.Word is "with" or "preposition" || t.Noun is { Kind: "region" or "person" });
        var target = preposition < 0 ? null : TargetOf(clause, part with { Start = preposition });
        return target?.Kind is null ? null : target;
    }

    /// <summary>"Brighter" said of colours is more saturation; said of the shadows it lifts them.</summary>
    private static Effect OfProperty(Effect effect, Sense? property, Term term)
    {
        if (property is not { Kind: "attribute", Effect: { } own } || effect.Operation is "grayscale" or "sepia" or "white_balance" or "tint" or "invert")
        {
            return effect;
        }

        var direction = effect.Direction != 0 ? effect.Direction : 1;
        return own.Operation switch
        {
            "brightness" when effect.Operation is "temperature" or "contrast" or "saturation" => effect,
            "upscale" when effect.Operation is "auto_enhance" => effect,
            "hue_shift" or "tint" or "upscale" when effect.Operation is not "auto_enhance" => effect,
            "white_balance" when effect.Operation is "temperature" => effect,
            "white_balance" or "saturation" when effect.Operation is "auto_enhance" && term.Text is not ("pop" or "stand out") => new Effect("saturation", 1),
            "white_balance" => new Effect("saturation", direction),
            _ => own with { Direction = own.Direction == 0 ? 0 : direction * (effect.Operation is "scale_object" or "brightness" or "contrast" or "auto_enhance" or "saturation" ? 1 : own.Direction) },
        };
    }

    /// <summary>The colour that is wanted: after "to", or after the thing ("the car red").</summary>
    private static string? MakeColour(Clause clause, Part part)
    {
        var terms = clause.Terms;
        var to = IndexOf(clause, part, t => t.Word is "to");
        string? colour = null;
        var named = to >= 0;
        for (var i = to >= 0 ? to + 1 : part.Start; i < part.End; i++)
        {
            if (terms[i].Word is "because" or "whatever")
            {
                break;
            }

            if (terms[i].Colour is { } found && terms[i].Adjective is null && (named || terms[i].Noun is null) && !terms[i].Consumed)
            {
                var before = i + 1 < part.End && terms[i + 1] is { Word: "", Colour: null } next && (next.IsUnknown || next.Noun is { Kind: not "attribute" });
                if (named && (!before || to >= 0))
                {
                    colour ??= found;
                }
            }

            named |= terms[i].Noun is not null || terms[i].IsUnknown || terms[i].Text is "it" or "them" or "these" or "this";
        }

        return colour;
    }

    private bool Recolour(Clause clause, Target subject, Sense? property, string colour)
    {
        if (property is { Kind: "attribute" } && subject.Kind is null || subject.IsWholeImage)
        {
            if (clause.Act is "want" && subject.Kind is null && property is null)
            {
                return false;
            }

            plan.Add(new Effect("tint"), null, null, colour);
        }
        else if (subject.Kind is "teeth" && colour is "#ffffff")
        {
            plan.Add(new Effect("retouch", 0, "teeth"), subject);
        }
        else
        {
            plan.Add(new Effect("recolor"), subject, null, colour);
        }

        return true;
    }

    /// <summary>"Make the background white", "a white background", "change the background to image 2".</summary>
    private bool Background(Clause clause, Part part, Target subject, int to, List<Result> results)
    {
        var terms = clause.Terms;
        var at = IndexOf(clause, part, t => t.Noun is { Kind: "region", Name: "background" });
        if (at < 0 || (subject.Kind is not (null or "background") && at > subject.Head && subject.Head >= 0 && terms[subject.Head].Noun?.Name is not "background"))
        {
            return false;
        }

        if (results.Any(r => r.Effect.Operation is "remove_background" or "blur_background" or "blur") && results.All(r => r.Generative is null))
        {
            plan.Add(new Effect(results[0].Effect.Operation is "blur" ? "blur_background" : results[0].Effect.Operation), Target.Of("background"));
            return true;
        }

        if (results.Any(r => r.Effect.Operation is not ("tint" or "auto_enhance" or "white_balance" or "saturation")) && to < 0)
        {
            return false;
        }

        var where = new Target { Kind = "background" };
        var isSecond = Find(clause, part, t => t.Word is "image2") is not null;
        var plain = Find(clause, part, t => t.Text is "plain" or "solid" or "neutral" or "blank" or "simple" or "studio") is not null;
        var colour = MakeColour(clause, part) ?? (at > part.Start ? terms[at - 1].Colour : null) ?? (at > part.Start && to < 0 ? Find(clause, part with { End = at }, t => t.Colour is not null)?.Colour : null);
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
        else if (clause.Act is "set" && (to >= 0 || results.Count == 0) && clause.Verb!.Lemma is "change" or "replace" or "switch" or "alter" or "change up" or "photoshop" or "swap")
        {
            if (to >= 0 && part.End - to > 1)
            {
                CannotDo(clause, part, "needs_generative_model", Hints.Background);
            }
            else if (clause.IsCut)
            {
                CannotDo(clause, "needs_generative_model", Hints.Background);
            }
            else
            {
                plan.Add(new Effect("replace_background"), where);
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

            if (term.Colour is null && (term.IsUnknown || term.Noun is { Kind: "object" or "clothing" } || term.Noun is { Kind: "region", Name: not "background" }) && term.Text is not ("solid" or "plain" or "neutral" or "blank" or "simple" or "studio" or "backdrop" or "shade" or "up" or "one"))
            {
                return true;
            }
        }

        return false;
    }

    private bool SecondImage(Clause clause, Part part, Target subject)
    {
        if (Find(clause, part, t => t.Word is "image2") is null || Find(clause, part, t => t.Noun?.Effect?.Operation is "saturation" or "white_balance" || t.Text is "look" or "match") is null)
        {
            return false;
        }

        plan.Add(new Effect("match_colors"), subject.Kind is null ? null : subject);
        return true;
    }
}
