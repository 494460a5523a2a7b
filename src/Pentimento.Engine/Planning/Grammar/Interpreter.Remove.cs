using Pentimento.Engine.Planning.Values;
using Pentimento.Engine.Planning.Words;

namespace Pentimento.Engine.Planning.Grammar;

/// <summary>Taking away: things, faults, backgrounds, colour.</summary>
internal sealed partial class Interpreter
{
    private void Remove(Clause clause)
    {
        var parts = PartsOf(clause);
        var last = TargetOf(clause, parts[^1]);
        for (var k = 0; k < parts.Count; k++)
        {
            if (k + 1 < parts.Count && clause.Terms[parts[k].End].Word is "and" && Find(clause, parts[k], t => t.Word is "except" or "but") is not null)
            {
                // "Everyone but the bride | and groom" stays.
                parts[k + 1] = new Part(parts[k].Start, parts[k + 1].End);
                continue;
            }

            // "dots on the cheek and bottom of the towel": a second place, not a second thing.
            var place = k > 0 && clause.Terms[parts[k].Start].Word is "top" or "bottom" or "left" or "right" or "corner" && Find(clause, parts[k - 1], t => t.Word is "preposition" or "with") is not null;
            if (!parts[k].IsAlternative && !GoesOn(clause, parts, k) && !place)
            {
                // "the crew and the lady behind the car": the place is said once, for both.
                var shares = k < parts.Count - 1 && Find(clause, parts[k], t => t.Word is "preposition" or "with" or "behind" or "front") is null;
                RemovePart(clause, parts[k], shares ? last.Places : []);
            }
        }
    }

    private void RemovePart(Clause clause, Part part, List<string>? places = null)
    {
        var terms = clause.Terms;
        if (Find(clause, part, t => t.Word is "else" || t.Text is "everything" or "everything behind" or "anything") is not null
            && (Find(clause, part, t => t.Noun?.Name is "person" || t.Noun?.Kind is "people") is not { Text: not ("me" or "him" or "her" or "us") }
                || Find(clause, part, t => t.Word is "behind" || t.Text.StartsWith("everything", StringComparison.Ordinal)) is not null))
        {
            plan.Add(new Effect("remove_background"), new Target { Kind = "background", Except = Kept(clause, part) ?? (kept is { Length: > 0 } ? kept : null) });
            return;
        }

        if (Find(clause, part, t => t.Word is "image2") is not null)
        {
            CannotDo(clause, "needs_generative_model", Hints.Object);
            return;
        }

        if (RemoveColour(clause, part))
        {
            return;
        }

        var target = TargetOf(clause, part);
        if (places is not null && target.Places.Count == 0)
        {
            target.Places.AddRange(places);
        }

        if (clause.Verb?.Lemma.StartsWith("fill", StringComparison.Ordinal) == true && IndexOf(clause, part, t => t.Text is "with" or "in") is var with and >= 0
            && Find(clause, part with { Start = with }, t => t.Colour is not null && t.Noun is null) is { Colour: { } paint })
        {
            // "Fill in the bottom section with black".
            plan.Add(new Effect("recolor"), TargetOf(clause, part with { End = with }), null, paint);
            return;
        }

        var isPronoun = target.Head >= 0 && clause.Terms[target.Head].Text is "it" or "them" or "him" or "her" or "that";
        if (mentioned is not null && (isPronoun || (target.Kind is null && target.Head < 0)) && (target.Kind is not "person" || mentioned.Kind is "person"))
        {
            plan.Add(new Effect("remove"), mentioned);
            return;
        }

        if (target is { Kind: null, Head: < 0, Except.Length: > 0 } && Kept(clause, part) is { } stays)
        {
            // "Remove all but the person in the centre".
            var people = TargetReader.Read(terms, AfterExcept(clause, part)).Kind is "person";
            plan.Add(new Effect(people ? "remove" : "remove_background"), new Target { Kind = people ? "person" : "background", All = people, Except = stays });
            return;
        }

        if (target.Kind is null && target.Head < 0)
        {
            if (mentionedFault is var (where, fault) && clause.Parts.Count == 0)
            {
                RemovePart(where, fault);
            }
            else if (clause.Parts.Count <= 1 && clause.Left.IsEmpty && clause.Parts.Count == 0)
            {
                CannotDo(clause, "ambiguous", Hints.Ambiguous);
            }

            return;
        }

        var head = target.Head >= 0 ? terms[target.Head] : null;
        if (head?.Noun is { Kind: "region", Name: "background" })
        {
            RemoveBackground(clause, part, target);
        }
        else if (head?.Noun is { Kind: "fault" or "look" or "attribute" } noun)
        {
            RemoveFault(clause, part, target, head, noun);
        }
        else if (target.Kind is "image" && target.Except is null)
        {
            if (target.Places.Count > 0 && IndexOf(clause, part, t => t.IsNumber) is var number and >= 0 && !(number + 1 < part.End && terms[number + 1].Word is "unit"))
            {
                // "#2 from the left": of what?
                CannotDo(clause, "ambiguous", Hints.Ambiguous);
            }
            else if (target.Places.Count > 0 && target.Look is null)
            {
                // "Cut off the bottom of the picture".
                var share = Find(clause, part, t => t.Word is "half")?.Text switch { "half" or "half of" => "50%", "third" => "33%", "quarter" => "25%", _ => null };
                plan.Add(new Effect("crop"), null, null, share is null ? CropReader.Read(terms, part) : $"{target.Places[0]} {share}");
            }
            else if (Find(clause, part, t => t.Colour is not null) is null && target.Places.Count == 0 && !(clause.Verb?.Lemma is "take" && hasRequest))
            {
                CannotDo(clause, "ambiguous", Hints.Ambiguous);
            }
        }
        else
        {
            if (head?.Text is "logo" or "logos")
            {
                target.Kind = "text";
            }

            plan.Add(new Effect("remove"), target);
        }
    }

    /// <summary>"The yellow from his face", "the red in my eyes": a colour by itself is a cast.</summary>
    private bool RemoveColour(Clause clause, Part part)
    {
        var at = IndexOf(clause, part, t => t.Word is not ("determiner" or "all" or "filler"));
        if (at < 0 || clause.Terms[at].Entry.Colour is not { } colour
            || (at + 1 < part.End && clause.Terms[at + 1].Word is not ("with" or "preposition") && clause.Terms[at + 1].Noun is not ({ Kind: "style" } or { Kind: "attribute", Effect.Operation: "brightness" or "hue_shift" or "saturation" })))
        {
            return false;
        }

        var where = TargetOf(clause, part with { Start = at + 1 });
        var isRedEye = where.Kind is "eyes" && colour.Name is "#ff0000";
        plan.Add(isRedEye ? new Effect("retouch", 0, "red_eye") : where.Kind is "teeth" ? new Effect("retouch", 0, "teeth") : new Effect("white_balance"), where.Kind is null ? null : where);
        return true;
    }

    /// <summary>What the words after "except", "around" or "behind" name, for the exception of a cut-out.</summary>
    private static string? Kept(Clause clause, Part part)
    {
        var target = TargetOf(clause, part);
        if (target.Except is { Length: > 0 } except)
        {
            return except;
        }

        var at = IndexOf(clause, part, t => t.Word is "with" or "preposition" or "behind" && t.Text is "from" or "around" or "behind" or "of" or "on" || t.Text is "everything behind");
        if (at < 0)
        {
            return null;
        }

        var possessor = IndexOf(clause, part with { Start = at }, t => t.Text is "'s");
        var named = TargetOf(clause, new Part(at + 1, possessor > at && possessor + 1 < part.End && clause.Terms[possessor + 1].IsImage ? possessor : part.End));
        return named.Kind is null or "image" or "background" || named.Words.Length == 0
            ? null
            : named.Kind is "person" && clause.Terms[named.Head].Text is "me" or "him" or "her" or "them" or "us" ? "person" : named.Words;
    }

    private void RemoveBackground(Clause clause, Part part, Target target)
    {
        target.Kind = "background";
        target.Except ??= Kept(clause, part);
        target.Places.Clear();
        plan.Add(new Effect("remove_background"), target);
    }

    private void RemoveFault(Clause clause, Part part, Target target, Term head, Sense noun)
    {
        var at = target.Head;
        var effect = noun.Effect!;
        var where = TargetOf(clause, new Part(at + 1, part.End));
        var region = where.Kind is null ? RegionBefore(clause, part, at) : where;
        switch (noun.Kind, effect.Operation)
        {
            case ("attribute", "saturation" or "white_balance") when head.Text.StartsWith("colo", StringComparison.Ordinal):
                if (target.Except is { Length: > 0 })
                {
                    plan.Add(new Effect("color_isolate"), TargetReader.Read(clause.Terms, AfterExcept(clause, part)));
                }
                else
                {
                    plan.Add(new Effect("grayscale"), region);
                }

                break;
            case ("attribute", "shadows") when region is not { Kind: not (null or "face" or "image") }:
                plan.Add(new Effect("shadows", 1), region);
                break;
            case ("attribute", "shadows"):
                target.Kind = "object:shadow";
                target.All = head.Entry.Plural || head.Text.EndsWith('s');
                plan.Add(new Effect("remove"), target);
                break;
            case ("attribute", "highlights"):
                plan.Add(new Effect("highlights", -1), region, DegreeOf(clause, part));
                break;
            case ("attribute", "tint" or "hue_shift"):
            case ("attribute", "brightness") when target.Colour is not null:
                plan.Add(new Effect("white_balance"), region);
                break;
            case ("attribute", _):
                Do(clause, part, effect.Operation is "sharpen" ? new Effect("blur") : ResultReader.Reverse(effect), region);
                break;
            case ("fault", "retouch") when effect.Value is "wrinkles" && Find(clause, new Part(at + 1, part.End), t => t.IsImage) is not null:
                plan.Add(new Effect("restore"));
                break;
            case ("fault", "white_balance") when head.Text is "cast" && target.Colour is null && region is { IsThing: true }:
                target.Kind = "object:cast";
                plan.Add(new Effect("remove"), target);
                break;
            case ("fault", "restore") when region is { Kind: not "image" and not null } || target.Colour is not null:
            case ("fault", "retouch") when effect.Value is "wrinkles" && region is { IsThing: true } && !IsBody(clause, region):
                target.Kind = "object:" + noun.Lemma[(noun.Lemma.LastIndexOf(' ') + 1)..];
                target.All = head.Entry.Plural;
                plan.Add(new Effect("remove"), target);
                break;
            case ("fault", _):
                Do(clause, part, effect, region);
                break;
            case (_, "border") when head.Text.StartsWith("outline", StringComparison.Ordinal) || head.Text is "stroke":
                goto default;
            case (_, "border" or "pad"):
                plan.Add(new Effect("crop"), null, null, "border");
                break;
            case (_, "add_text" or "watermark"):
                target.Kind = "text";
                target.All = false;
                target.Count = null;
                plan.Add(new Effect("remove"), target);
                break;
            case (_, "auto_enhance"):
                plan.Add(new Effect("white_balance"), region);
                break;
            default:
                target.Kind = "object:" + noun.Lemma;
                plan.Add(new Effect("remove"), target);
                break;
        }
    }

    private static Part AfterExcept(Clause clause, Part part) => new(IndexOf(clause, part, t => t.Word is "except" or "but") + 1, part.End);

    /// <summary>"face wrinkles", "the sky's noise": the region stands before the fault.</summary>
    private static Target? RegionBefore(Clause clause, Part part, int at)
    {
        var before = TargetOf(clause, new Part(part.Start, at));
        return before.Head < 0 && before.Places.Count == 0 || before.Kind is null or "image" && before.Places.Count == 0 ? null : before;
    }
}
