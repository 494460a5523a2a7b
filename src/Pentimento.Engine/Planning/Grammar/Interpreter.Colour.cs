using Pentimento.Engine.Planning.Values;
using Pentimento.Engine.Planning.Words;

namespace Pentimento.Engine.Planning.Grammar;

/// <summary>Which colour is wanted, and of what.</summary>
internal sealed partial class Interpreter
{
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

    /// <summary>The property that is to become something: "the colours", but not the "bright orange colour" it becomes.</summary>
    private static int PropertyAt(Clause clause, Part part, int to)
    {
        var at = IndexOf(clause, part, t => t.Noun is { Kind: "attribute" });
        return at < 0 || (to >= 0 && at > to) || (at > part.Start && clause.Terms[at - 1].Colour is not null) ? -1 : at;
    }

    /// <summary>The target that stands after the result: "brighter colours in the sky".</summary>
    private static Target? ResultTarget(Clause clause, Part part, int at)
    {
        var preposition = IndexOf(clause, part with { Start = Math.Min(part.End, at + 1) }, t => t.Word is "with" or "preposition" || t.Noun is { Kind: "region" or "person" } or { Name: "body" });
        if (preposition > 0 && clause.Terms[preposition - 1].Text is "like")
        {
            // "Warmer like at sunset".
            return null;
        }

        var target = preposition < 0 ? null : TargetOf(clause, part with { Start = preposition });
        return target?.Kind is null ? null : target;
    }

    /// <summary>"Brighter" said of colours is more saturation; said of the shadows it lifts them.</summary>
    private static Effect OfProperty(Effect effect, Sense? property, Term term)
    {
        if (property is { Kind: "attribute", Effect.Operation: "highlights" or "shadows" } && effect is { Operation: "tint", Value: "#ffffff" or "#000000" })
        {
            // "The whites whiter, the blacks blacker".
            return property.Effect with { Direction = effect.Value is "#ffffff" ? 1 : -1 };
        }

        if (property is not { Kind: "attribute", Effect: { } own } || effect.Operation is "grayscale" or "sepia" or "white_balance" or "tint" or "invert")
        {
            return effect;
        }

        // "Deeper shadows" are darker ones.
        var direction = own.Operation is "shadows" && term.Text.StartsWith("deep", StringComparison.Ordinal) ? -1 : effect.Direction != 0 ? effect.Direction : 1;
        return own.Operation switch
        {
            "contrast" when effect.Operation is "brightness" => effect,
            "saturation" when effect.Operation is "temperature" => effect,
            "brightness" when effect.Operation is "temperature" or "contrast" or "saturation" or "highlights" or "shadows" => effect,
            "upscale" when effect.Operation is "auto_enhance" => effect,
            "hue_shift" or "tint" or "upscale" when effect.Operation is not "auto_enhance" => effect,
            "white_balance" when effect.Operation is "temperature" => effect,
            "white_balance" or "saturation" when effect.Operation is "auto_enhance" && term.Text is not ("pop" or "stand out") => new Effect("saturation", 1),
            "white_balance" => new Effect("saturation", direction),
            _ => own with { Direction = own.Direction == 0 ? 0 : direction * (effect.Operation is "scale_object" or "brightness" or "contrast" or "auto_enhance" or "saturation" ? 1 : own.Direction) },
        };
    }

    /// <summary>"Change its colour to that of the chair": the colour is to be taken from a thing in the picture.</summary>
    private bool SampledColour(Clause clause, Part part, Target subject, Sense? property, string? colour)
    {
        var at = LastIndexOf(clause, part, t => t.Noun is { Kind: "attribute", Effect.Operation: "saturation" } && t.Text.StartsWith("colo", StringComparison.Ordinal));
        if (colour is not null || at < 0 || Find(clause, part, t => t.Adjective is not null && t.Text is not ("colored" or "coloured") || t.IsMore || t.Word is "less") is not null)
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

    private bool Recolour(Clause clause, Target subject, Sense? property, string colour)
    {
        if (colour is "#808080" && subject.Except is not null || colour is "#808080" && IndexOf(clause, Whole(clause), t => t.Word is "except" or "but") >= 0 && subject.IsWholeImage)
        {
            // "Everything grey but her dress".
            var kept = IndexOf(clause, Whole(clause), t => t.Word is "except" or "but");
            plan.Add(new Effect("color_isolate"), TargetOf(clause, new Part(kept + 1, Math.Max(kept + 1, clause.Limit))));
            return true;
        }

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
        else if (colour is "#ffffff" && (subject.Kind is "face" or "skin" or "person" || IsBody(clause, subject)))
        {
            plan.Add(new Effect("brightness", 1), subject);
        }
        else if (subject.Kind is "teeth" && colour is "#ffffff")
        {
            plan.Add(new Effect("retouch", 0, "teeth"), subject);
        }
        else
        {
            // A person made tan has the skin tanned.
            plan.Add(new Effect("recolor"), colour is "#d2b48c" && subject.Kind is "person" or "face" ? Target.Of("skin") : subject, null, colour);
        }

        return true;
    }
}
