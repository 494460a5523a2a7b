using Pentimento.Engine.Planning.Values;
using Pentimento.Engine.Planning.Words;

namespace Pentimento.Engine.Planning.Grammar;

/// <summary>Adding, replacing and writing.</summary>
internal sealed partial class Interpreter
{
    private void AddOn(Clause clause)
    {
        var parts = PartsOf(clause);
        if (Find(clause, Whole(clause), t => t.Word is "image2") is not null && Find(clause, Whole(clause), t => t.Noun?.Effect?.Operation is "saturation") is null)
        {
            var sideBySide = Beside(clause);
            var behind = Find(clause, Whole(clause), t => t.Noun is { Name: "background" } || t.Text is "behind") is not null;
            plan.Add(new Effect(sideBySide ? "collage" : behind ? "replace_background" : "overlay"), behind && !sideBySide ? Target.Of("background") : null, null,
                sideBySide ? FrameReader.Collage(clause.Terms, Whole(clause), "") : behind ? "image 2" : PlaceReader.ReadCorner(clause.Terms, Whole(clause)));
            return;
        }

        if (Quoted(clause) is not null)
        {
            Write(clause);
            return;
        }

        if (IsLogo(clause, parts[0]))
        {
            plan.Add(new Effect("overlay"), null, null, PlaceReader.ReadCorner(clause.Terms, Whole(clause)));
            return;
        }

        if (PutsThisOn(clause, parts[0]))
        {
            return;
        }

        for (var k = 0; k < parts.Count; k++)
        {
            if (k > 0 && (GoesOn(clause, parts, k) || Find(clause, parts[k - 1], t => t.Word is "behind") is not null))
            {
                continue;
            }

            AddPart(clause, parts[k], k == 0);
        }
    }

    /// <summary>"Put the logo in the corner", "add our logo": one that the writer has, which is a second image of the request.</summary>
    private static bool IsLogo(Clause clause, Part part)
    {
        var at = IndexOf(clause, part, t => t.Text is "logo" or "company logo" or "brand logo");
        var owner = at > part.Start ? clause.Terms[at - 1].Text : "";
        var on = IndexOf(clause, part, t => t.Text is "on" or "onto" or "to" or "in");
        if (on > at && TargetOf(clause, part with { Start = on + 1 }) is { IsThing: true } or { Kind: "person" or "background" or "face" or "skin" })
        {
            // On a shirt it would have to follow its folds.
            return false;
        }

        return at >= 0 && at - part.Start <= 2 && (owner is "my" or "our" or "attached" or "company" || owner is "the" && PlaceReader.ReadCorner(clause.Terms, part) is not null);
    }

    /// <summary>"Put it on a white background" is an edit, "put it on a mug" is what the picture is for.</summary>
    private static bool PutsThisOn(Clause clause, Part part)
    {
        var on = IndexOf(clause, part, t => t.Text is "on" or "onto" or "in" or "into" or "against");
        var lemma = clause.Verb!.Lemma;
        var first = part.IsEmpty ? null : clause.Terms[part.Start];
        var puts = lemma is "put" or "place" or "use" or "stick" or "paste" or "include" or "put in" or "put on";
        var thisImage = lemma is "put on" || (on >= part.Start && TargetOf(clause, part with { End = on }) is { IsWholeImage: true } && first is not null && Find(clause, part with { End = on }, t => t.Colour is not null || t.Noun?.Effect is not null) is null);
        if (!puts || !thisImage || Find(clause, part, t => t.Noun is { Name: "background" } || t.Noun?.Effect is not null) is not null)
        {
            return false;
        }

        return true;
    }

    private void AddPart(Clause clause, Part part, bool isFirst)
    {
        var terms = clause.Terms;
        var of = IndexOf(clause, part, t => t.Word is "preposition" or "to" or "behind" || t.Text is "on" or "to" or "of" or "for");
        var thing = new Part(part.Start, of < 0 ? part.End : of);
        var at = LastEffect(clause, thing);
        if (at < 0)
        {
            at = LastEffect(clause, part);
            if (at >= 0 && terms[at].Noun is { Kind: "attribute" } && of >= 0 && TargetOf(clause, thing).Kind is not null)
            {
                at = -1;
            }
        }

        if (at < 0 && TargetOf(clause, thing) is { Kind: "text" })
        {
            Write(clause);
            return;
        }

        var colour = Find(clause, part, t => t.Colour is not null)?.Colour;
        if (at < 0 && colour is not null && TargetOf(clause, thing).Head < 0 && !IsPlainBackground(clause, part))
        {
            var place = TargetOf(clause, part with { Start = thing.End });
            plan.Add(new Effect("tint"), place.Kind is null ? null : place, DegreeOf(clause, part), colour);
            return;
        }

        if (at >= 0 && (terms[at].Noun!.Effect!.Operation is "add_text" or "watermark" && at > part.Start && terms[at - 1].Word is "determiner" || !(at + 1 < thing.End && terms[at + 1].IsUnknown)))
        {
            AddEffect(clause, part, terms[at], colour);
            return;
        }

        if (Find(clause, part, t => t.Noun is { Kind: "region", Name: "background" }) is not null && (TargetOf(clause, thing) is { Kind: "background" } or { IsWholeImage: true } || IsPlainBackground(clause, part)) && (colour is not null || Find(clause, part, t => t.Text is "plain" or "solid") is not null))
        {
            plan.Add(new Effect("replace_background"), BackgroundBehind(clause, part), null, colour ?? "plain");
            return;
        }

        if (TargetOf(clause, thing) is { Kind: "background" } && Find(clause, thing, t => t.Text is "new" or "different" or "another" or "other" or "better" or "nice" or "nicer") is not null && part.End == thing.End)
        {
            plan.Add(new Effect("replace_background"), Target.Of("background"), null, "plain");
            return;
        }

        if (Find(clause, part, t => t.Adjective?.Effect is not null) is not null && Find(clause, part, t => t.Noun is { Kind: not ("image" or "style") } || t.IsUnknown) is null)
        {
            Make(clause);
            return;
        }

        var content = Find(clause, part, t => t.IsUnknown || t.Noun is not null and { Kind: not "image" }) is not null;
        if (content)
        {
            CannotDo(clause, part with { Start = isFirst ? clause.VerbAt : part.Start }, "needs_generative_model", HintFor(clause));
        }
    }

    /// <summary>"Put her on a plain background".</summary>
    private static bool IsPlainBackground(Clause clause, Part part)
    {
        var at = IndexOf(clause, part, t => t.Noun is { Kind: "region", Name: "background" });
        return at > part.Start && (clause.Terms[at - 1].Colour is not null || clause.Terms[at - 1].Text is "plain" or "solid");
    }

    private static Target BackgroundBehind(Clause clause, Part part)
    {
        var at = IndexOf(clause, part, t => t.Word is "behind");
        var behind = at < 0 ? null : TargetOf(clause, new Part(at + 1, part.End));
        return new Target { Kind = "background", Except = behind is { Words.Length: > 0, Kind: not "image" } ? string.Join(" and ", [behind.Words, .. clause.Parts.SkipWhile(p => p.Start != part.Start).Skip(1).Select(p => TargetOf(clause, p).Words).Where(w => w.Length > 0)]) : null };
    }

    private static int LastEffect(Clause clause, Part part)
    {
        var last = -1;
        for (var i = part.End - 1; i >= part.Start; i--)
        {
            if (!clause.Terms[i].Consumed && clause.Terms[i].Noun is { Effect: { } effect })
            {
                if (last < 0 || clause.Terms[last].Noun!.Effect!.Operation is "auto_enhance")
                {
                    // "A fisheye filter" is a fisheye.
                    last = last < 0 || effect.Operation is not "auto_enhance" ? i : last;
                }
            }
        }

        return last;
    }

    private void AddEffect(Clause clause, Part part, Term term, string? colour)
    {
        var noun = term.Noun!;
        var effect = noun.Effect!;
        var after = IndexOf(clause, part, t => ReferenceEquals(t, term));
        var where = TargetOf(clause, new Part(after + 1, part.End));
        var target = where.Kind is null or "image" && where.Places.Count == 0 ? null : where;
        var whole = Whole(clause);
        switch (effect.Operation)
        {
            case "dehaze" when noun.Kind is "fault":
                // Fog and mist are weather.
                CannotDo(clause, part with { Start = Math.Min(part.Start, clause.VerbAt) }, "needs_generative_model", Hints.Object);
                break;
            case "add_text":
                Write(clause);
                break;
            case "border":
                plan.Add(effect, null, null, FrameReader.Border(clause.Terms, whole));
                break;
            case "pad":
                plan.Add(effect, null, null, FrameReader.Pad(clause.Terms, whole));
                break;
            case "watermark":
                plan.Add(effect, null, null, WrittenTextReader.Read(prompt, clause.Terms, whole));
                break;
            case "crop":
                plan.Add(effect, null, null, CropReader.Read(clause.Terms, whole));
                break;
            case "auto_enhance" or "tint" or "hue_shift" or "saturation" when colour is not null:
                Do(clause, part, new Effect("tint", 0, colour), target);
                break;
            case "auto_enhance" or "tint" when Find(clause, part with { End = after }, t => t.Adjective?.Effect is not null) is { } like:
                Do(clause, part, like.Adjective!.Effect!, target);
                break;
            case "white_balance" when noun.Kind is "look" && term.Text.Contains("colo", StringComparison.Ordinal) && !term.Text.Contains("grad", StringComparison.Ordinal):
                Do(clause, part, new Effect("saturation", 1), target);
                break;
            case "white_balance" when colour is null && noun.Kind is "fault" && Find(clause, part with { End = after }, t => t.Noun is { Kind: "look", Effect: not null }) is { } toned:
                // "A sepia tint".
                Do(clause, part, toned.Noun!.Effect!, target);
                break;
            case "white_balance" when colour is not null || noun.Kind is "fault":
                Do(clause, part, new Effect("tint", 0, colour ?? noun.Add?.Value), target);
                break;
            case "saturation" or "white_balance" when noun.Kind is "attribute" && term.Text.StartsWith("colo", StringComparison.Ordinal):
                if (Find(clause, part with { End = after }, t => t.IsMore || t.Word is "degree") is not null || clause.Verb!.Lemma.Contains("more", StringComparison.Ordinal))
                {
                    Do(clause, part, new Effect("saturation", 1), target);
                }
                else
                {
                    CannotDo(clause, "needs_generative_model", Hints.Colourise);
                }

                break;
            default:
                Do(clause, part, noun.Kind is "fault" ? noun.Add ?? effect : Find(clause, part with { End = after }, t => t.Word is "less") is not null ? ResultReader.Reverse(effect) : effect, target);
                break;
        }
    }
}
