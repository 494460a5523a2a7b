using Pentimento.Engine.Planning.Values;
using Pentimento.Engine.Planning.Words;

namespace Pentimento.Engine.Planning.Grammar;

/// <summary>More and less of a property, and verbs that are operations by themselves.</summary>
internal sealed partial class Interpreter
{
    private void Change(Clause clause, int direction)
    {
        var parts = PartsOf(clause);
        foreach (var part in parts.Where((_, k) => !GoesOn(clause, parts, k)))
        {
            var way = parts.Count == 1 ? direction : Find(clause, part, t => t.Text is "down" or "up" && !t.Consumed)?.Text switch { "down" => -1, "up" => 1, _ => direction };
            if (!ChangePart(clause, part, way) && part.End - part.Start > 0)
            {
                ChangeThing(clause, part, way);
            }
        }

        if (clause.Parts.Count == 0 && clause.Left.IsEmpty && !plan.HasSteps && clause.Verb!.Lemma is "enhance" or "improve" or "enrich")
        {
            plan.Add(new Effect("auto_enhance"));
        }
        else if (clause.Parts.Count == 0 && clause.Left.IsEmpty && !plan.HasSteps)
        {
            CannotDo(clause, "ambiguous", Hints.Ambiguous);
        }
    }

    /// <summary>Reads "the brightness of the sky by 20%", "noise", "red"; false when no property is named.</summary>
    private bool ChangePart(Clause clause, Part part, int direction)
    {
        var terms = clause.Terms;
        var found = false;
        for (var i = part.Start; i < part.End; i++)
        {
            if (terms[i].Consumed)
            {
                continue;
            }

            if (terms[i].Word is "because" or "to" && found)
            {
                break;
            }

            if (terms[i].Noun is not { Effect: { } effect } noun || (i + 1 < part.End && terms[i + 1].Noun is { Kind: "region" or "person" or "object" }))
            {
                continue;
            }

            var next = i + 1 < part.End ? terms[i + 1].Noun : null;
            if (next is { Kind: "attribute" or "fault" } && noun.Kind is "attribute")
            {
                continue;
            }

            var colour = ColourBefore(clause, part, i);
            var where = PropertyTarget(clause, part, i);
            var signed = direction > 0 ? effect : effect.Direction != 0 ? ResultReader.Reverse(effect) : effect;
            switch (noun.Kind)
            {
                case "look" when direction > 0 && effect.Operation is "white_balance" && clause.Verb!.Lemma.StartsWith("add", StringComparison.Ordinal) && terms[i].Text.Contains("colo", StringComparison.Ordinal):
                    // "Add a little natural colour".
                    Do(clause, part, new Effect("saturation", 1), where);
                    break;
                case "attribute" or "fault" when colour is not null && effect.Operation is not ("denoise" or "dehaze" or "restore" or "retouch"):
                    Do(clause, part, direction > 0 ? new Effect("tint", 0, colour) : new Effect("white_balance"), where);
                    break;
                case "attribute" when direction < 0 && effect.Operation is "sharpen":
                    Do(clause, part, new Effect("blur"), where);
                    break;
                case "attribute" when effect.Operation is "scale_object" && where is null or { IsWholeImage: true }:
                    Do(clause, part, signed, null);
                    break;
                case "look" when clause.Act is "fix" && effect.Operation is "border" or "pad" or "add_text" or "watermark" or "collage" or "drop_shadow":
                    // "Fix the frame on the wall": nothing is to be added.
                    continue;
                case "look" when clause.Act is "fix" && effect.Operation is "rotate":
                    Do(clause, part, new Effect("straighten"), where);
                    break;
                case "fault" when direction < 0 && effect.Operation is "restore" && where is { IsThing: true } || direction < 0 && effect.Value is "wrinkles" && where is { IsThing: true } && !IsBody(clause, where):
                    RemovePart(clause, part);
                    break;
                case "look" when direction < 0 && effect.Direction == 0:
                    CannotDo(clause, part, "not_understood", Hints.NotUnderstood);
                    break;
                case "attribute" when direction < 0 && effect.Operation is "upscale":
                    plan.Add(new Effect("resize"), null, null, SizeReader.Read(terms, part) ?? SizeReader.Default(-1, DegreeOf(clause, part)));
                    break;
                case "fault" when direction > 0 && noun.Add is null && effect.Operation is "dehaze" && clause.Act is not "fix":
                    CannotDo(clause, part, "needs_generative_model", Hints.Object);
                    break;
                case "attribute" or "look":
                    Do(clause, part, signed, where);
                    break;
                case "fault":
                    Do(clause, part, direction < 0 ? effect : noun.Add ?? effect, where);
                    break;
                default:
                    continue;
            }

            found = true;
        }

        if (!found && IndexOf(clause, part, t => t.Colour is not null) is var at and >= 0)
        {
            var alone = at + 1 < part.End && (terms[at + 1].Word is "with" or "preposition" || terms[at + 1].Noun is { Kind: "style" }) && TargetOf(clause, part with { End = at }).Head < 0;
            var place = alone ? TargetOf(clause, part with { Start = at + 1 }) : TargetOf(clause, part);
            if (alone || place is { Head: < 0 } or { Kind: "image" })
            {
                // "Increase the green in the grass".
                var where = place.Kind is null or "image" || place.Head < 0 ? null : place;
                plan.Add(direction > 0 ? new Effect("tint", 0, terms[at].Colour) : new Effect("white_balance"), where, DegreeOf(clause, part));
                found = true;
            }
        }

        return found;
    }

    private static string? ColourBefore(Clause clause, Part part, int at) =>
        at > part.Start && clause.Terms[at - 1].Colour is { } colour && clause.Terms[at - 1].Noun is null ? colour
        : at > part.Start + 1 && clause.Terms[at - 2].Colour is { } second && clause.Terms[at - 1] is { Word: "" } ? second : null;

    /// <summary>Where a property is to change: "… of the sky", "the background …".</summary>
    private static Target? PropertyTarget(Clause clause, Part part, int at)
    {
        var after = TargetOf(clause, new Part(at + 1, part.End));
        if (after.Kind is not null && (after.Kind is not "image" || after.Places.Count > 0) && HasPrepositionAfter(clause, part, at))
        {
            return after;
        }

        if (RegionBefore(clause, part, at) is { Head: >= 0 } thing && clause.Terms[thing.Head].IsUnknown && clause.Terms[at].Text.StartsWith("colo", StringComparison.Ordinal))
        {
            return thing;
        }

        return RegionBefore(clause, part, at) is { Kind: not "object:" } before && before.Head >= 0
            && clause.Terms[before.Head] is { Noun: not null } head && (head.Noun.Kind is not ("attribute" or "look" or "fault") || before.Kind is "text") ? before
            : at > part.Start && clause.Terms[at - 1].Text is "'s" ? RegionBefore(clause, part, at)
            : clause.Parts.Count > 1 && clause.Parts[^1] is var last && last != part && HasPrepositionAfter(clause, last, last.Start)
                && Find(clause, last, t => t.Noun?.Kind is "attribute") is not null ? PropertyTarget(clause, last, IndexOf(clause, last, t => t.Noun?.Kind is "attribute")) : null;
    }

    private static bool HasPrepositionAfter(Clause clause, Part part, int at)
    {
        for (var i = at + 1; i < part.End; i++)
        {
            if (clause.Terms[i].Word is "with" or "preposition" or "to" or "behind" or "front" or "left" or "right")
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"Enhance the photo", "bring out the eyes", "lessen the reflection": no property, a thing.</summary>
    private void ChangeThing(Clause clause, Part part, int direction)
    {
        var target = TargetOf(clause, part);
        var results = ResultReader.Read(clause.Terms, part, ResultMood.Wish);
        if (results.Count > 0 && results[0].Effect.Operation.Length > 0 && !(direction < 0 && results[0].Effect.Operation is "auto_enhance"))
        {
            foreach (var result in results.Where(r => r.Effect.Operation.Length > 0))
            {
                Do(clause, part, direction < 0 && result.Effect.Direction != 0 ? ResultReader.Reverse(result.Effect) : result.Effect, target.Head == result.At ? null : target);
            }

            return;
        }

        if (clause.Verb!.Lemma.Split(' ')[0] is "add" or "give" or "put" or "apply" or "use" && target.Kind is not (null or "image"))
        {
            AddPart(clause, part, true);
            return;
        }

        if (target.Kind is null || target.Head < 0)
        {
            if (clause.Parts.Count <= 1 && !plan.HasSteps && clause.Verb.Lemma is not ("enhance" or "improve" or "enrich"))
            {
                CannotDo(clause, "ambiguous", Hints.Ambiguous);
            }

            return;
        }

        var improves = clause.Verb.Lemma is "enhance" or "improve" or "bring out" or "bring ~ out" or "bring back" or "elevate" or "boost";
        if (target.Kind is "image" || improves && target.Kind is "person" or "face" or "subject")
        {
            if (improves)
            {
                plan.Add(new Effect("auto_enhance"), target, DegreeOf(clause, part));
            }
            else if (clause.Verb.Lemma is "intensify" or "strengthen" or "amplify" or "deepen" or "exaggerate" or "solidify" or "accentuate" or "emphasize" or "emphasise")
            {
                plan.Add(new Effect("contrast", 1), target, DegreeOf(clause, part));
            }
            else if (plan.Last is { } last && (last.Amount is { } amount && Math.Sign(amount) == direction || last.Amount is null && direction < 0 && last.Operation is "retouch" or "white_balance" or "denoise") && clause.Terms[target.Head].Text is "it" or "that" or "this")
            {
                // "Too much contrast, lower it": asked for already.
            }
            else if (clause.Verb.Lemma is "reduce" or "decrease" or "minimize" or "minimise" or "expand" or "increase" or "maximize" or "maximise" && clause.Terms[target.Head].Text is not "it")
            {
                plan.Add(new Effect("resize"), null, null, SizeReader.Read(clause.Terms, part) ?? SizeReader.Default(direction, DegreeOf(clause, part)));
            }
            else
            {
                CannotDo(clause, "ambiguous", Hints.Ambiguous);
            }
        }
        else if (direction > 0)
        {
            plan.Add(target.Kind is "background" or "sky" ? new Effect("clarity", 1) : new Effect("contrast", 1), target, DegreeOf(clause, part));
        }
        else if (target.Kind is "object:shadow")
        {
            plan.Add(new Effect("shadows", 1), null, DegreeOf(clause, part));
        }
        else if ((target.IsThing || target.Kind is "person") && !clause.Verb.Lemma.StartsWith("bring", StringComparison.Ordinal) && clause.Verb.Lemma is not ("lower" or "drop" or "take down"))
        {
            plan.Add(new Effect("remove"), target);
        }
        else
        {
            CannotDo(clause, "ambiguous", Hints.Ambiguous);
        }
    }
}
