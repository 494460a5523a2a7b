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

        if (clause.Verb!.Lemma is "turn" && Turned(clause))
        {
            return;
        }

        Target? subject = null;
        var parts = PartsOf(clause);
        for (var k = 0; k < parts.Count; k++)
        {
            if (k + 1 < parts.Count && IsSubjectOnly(clause, parts[k]) && !IsSubjectOnly(clause, parts[k + 1]))
            {
                // "make the sky and the sea bluer", "a photo of me and my wife brighter": the wish stands in the next part.
                var first = TargetOf(clause, parts[k]);
                if (first.Kind is "image" && first.Places.Count == 0)
                {
                    var at = IndexOf(clause, parts[k + 1], t => t.Word is "degree" or "more" or "less" or "to" || t.Adjective is not null || t.Colour is not null);
                    parts[k + 1] = at > parts[k + 1].Start ? parts[k + 1] with { Start = at } : parts[k + 1];
                    subject = first;
                }
                else if (first.Kind is not null)
                {
                    MakePart(clause, parts[k + 1], subject, false, first);
                }
            }
            else
            {
                subject = MakePart(clause, parts[k], subject, k == 0, null) ?? subject;
            }
        }
    }

    /// <summary>"Turn it 90 degrees", "turn it sideways".</summary>
    private bool Turned(Clause clause)
    {
        var whole = Whole(clause);
        var turns = Find(clause, whole, t => t.Text is "degree" or "degrees" or "°" or "deg" or "sideways" or "clockwise" or "counterclockwise" or "anticlockwise" or "upside" or "around") ?? Find(clause, whole, t => t.Word is "left" or "right");
        if (turns is null || Find(clause, whole, t => t.Colour is not null || t.Adjective is not null || t.Noun?.Effect is not null) is not null)
        {
            return false;
        }

        plan.Add(new Effect("rotate"), null, null, RotationReader.Read(clause.Terms, whole));
        return true;
    }

    private Target? MakePart(Clause clause, Part part, Target? inherited, bool isFirst, Target? given)
    {
        var terms = clause.Terms;
        var to = IndexOf(clause, part, t => t.Word is "to");
        // "less blurry and grainy"
        var goesOnLess = part.Start > clause.VerbAt + 1 && terms[part.Start].Adjective is not null && !terms[part.Start].Entry.Compared
            && clause.Parts.FindIndex(p => p.Start == part.Start) is var index and > 0 && Find(clause, clause.Parts[index - 1], t => t.Word is "less") is not null;
        var results = ResultReader.Read(terms, part, ResultMood.Wish, startsLess: goesOnLess).Where(r => to < 0 || r.At > to || clause.Act is "want").ToList();
        var (colour, colourAt) = MakeColour(clause, part);
        var end = to >= 0 ? to : results.Count > 0 ? results[0].At : colour is not null ? colourAt : part.End;
        var subject = TargetOf(clause, new Part(part.Start, end));
        var property = subject.Head >= 0 ? terms[subject.Head].Noun : null;
        if (PropertyAt(clause, part, to) is var propertyAt and >= 0)
        {
            property = terms[propertyAt].Noun;
            subject = PropertyTarget(clause, part with { End = to >= 0 ? to : results.Count > 0 && results[0].At > propertyAt ? results[0].At : part.End }, propertyAt) ?? new Target();
            if (propertyAt > part.Start && terms[part.Start].IsImage && SampledColour(clause, part, Target.Of("image"), null, colour))
            {
                return Target.Of("image");
            }
        }

        if (subject.Kind is null && property is { Kind: "look" } && colour is not null)
        {
            subject.Kind = "object:" + property.Lemma;
        }

        subject = given ?? subject;
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

        if (SampledColour(clause, part, subject, property, colour))
        {
            return subject;
        }

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

            var effect = OfProperty(result.Effect, property, terms[result.At]);
            if (subject is { Kind: "image", Head: < 0, Look: not null } && effect.Operation is "contrast" or "brightness" or "auto_enhance")
            {
                // "The reds less intense".
                effect = effect.Operation is "brightness" ? effect : new Effect("saturation", effect.Direction < 0 ? -1 : 1);
            }

            if (effect.Operation is "auto_enhance" && terms[result.At].Text is "pop" or "shine" && !subject.IsWholeImage)
            {
                effect = new Effect("contrast", 1);
            }

            Do(clause, part, effect, subject.Kind is null ? null : subject);
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
            "contrast" when effect.Operation is "brightness" => effect,
            "brightness" when effect.Operation is "temperature" or "contrast" or "saturation" => effect,
            "upscale" when effect.Operation is "auto_enhance" => effect,
            "hue_shift" or "tint" or "upscale" when effect.Operation is not "auto_enhance" => effect,
            "white_balance" when effect.Operation is "temperature" => effect,
            "white_balance" or "saturation" when effect.Operation is "auto_enhance" && term.Text is not ("pop" or "stand out") => new Effect("saturation", 1),
            "white_balance" => new Effect("saturation", direction),
            _ => own with { Direction = own.Direction == 0 ? 0 : direction * (effect.Operation is "scale_object" or "brightness" or "contrast" or "auto_enhance" or "saturation" ? 1 : own.Direction) },
        };
    }

    /// <summary>Whether a part only names a thing, so that what it is to become stands in the next part.</summary>
    private static bool IsSubjectOnly(Clause clause, Part part) =>
        IndexOf(clause, part, t => t.Word is "to" or "image2" || t.Adjective is not null || t.Noun is { Kind: "look" or "fault" } || t.Kind is TokenKind.Quoted) < 0
        && MakeColour(clause, part).Colour is null && ResultReader.Read(clause.Terms, part, ResultMood.Wish).Count == 0;

    /// <summary>"Change its colour to that of the chair": the colour is to be taken from a thing in the picture.</summary>
    private bool SampledColour(Clause clause, Part part, Target subject, Sense? property, string? colour)
    {
        var at = LastIndexOf(clause, part, t => t.Noun is { Kind: "attribute", Effect.Operation: "saturation" } && t.Text.StartsWith("colo", StringComparison.Ordinal));
        if (colour is not null || at < 0 || Find(clause, part, t => t.Adjective is not null || t.Word is "more" or "less") is not null)
        {
            return false;
        }

        var hasSource = property is null || clause.IsCut || Find(clause, part, t => t.Text is "same" or "that" or "as" or "match" or "matching" or "with" || t.Word is "to") is not null;
        if (!hasSource || (clause.Act is "want" && Find(clause, part, t => t.Text is "same") is null) || (property is null && subject.IsThing && clause.Terms[subject.Head].Noun?.Kind is "look"))
        {
            return false;
        }

        var to = IndexOf(clause, part, t => t.Word is "to");
        var source = TargetOf(clause, new Part(Math.Max(at, to) + 1, part.End));
        var isWhole = subject.IsWholeImage || (to < 0 && subject.Head > at);
        plan.Add(new Effect(isWhole ? "tint" : "recolor"), isWhole ? null : subject, null, source.Kind is null or "image" ? null : source.ToString());
        return true;
    }

    private static int LastIndexOf(Clause clause, Part part, Func<Term, bool> wanted)
    {
        for (var i = part.End - 1; i >= part.Start; i--)
        {
            if (!clause.Terms[i].Consumed && wanted(clause.Terms[i]))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The colour that is wanted: after "to", or after the thing ("the car red").</summary>
    private static (string? Colour, int At) MakeColour(Clause clause, Part part)
    {
        var terms = clause.Terms;
        var to = IndexOf(clause, part, t => t.Word is "to");
        (string?, int) colour = (null, -1);
        var named = to >= 0;
        for (var i = to >= 0 ? to + 1 : part.Start; i < part.End; i++)
        {
            if (terms[i].Word is "because" or "whatever")
            {
                break;
            }

            if (terms[i].Colour is { } found && terms[i].Adjective is null && (named || terms[i].Noun is null) && !terms[i].Consumed)
            {
                var before = i + 1 < part.End && terms[i + 1] is { Word: "", Colour: null } next && (next.IsUnknown || next.Noun is { Kind: not ("attribute" or "style") } && next.Noun.Effect?.Operation is not ("white_balance" or "auto_enhance"));
                if (named && (!before || to >= 0))
                {
                    colour = colour.Item1 is null ? (found, i) : colour;
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

            var last = plan.Last;
            if (last is { Operation: "remove_background" })
            {
                // "Remove the background and make it white".
                plan.Remove(s => s.Operation is "remove_background");
                plan.Add(new Effect("replace_background"), new Target { Kind = last.Target }, null, colour);
                return true;
            }

            plan.Add(new Effect("tint"), subject.Kind is "image" && subject.Look is not null ? subject : null, null, colour);
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
