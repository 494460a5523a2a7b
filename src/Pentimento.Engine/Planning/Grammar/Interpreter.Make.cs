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

        if (SoThat(clause) || clause.Act is "set" && clause.Parts.Count > 0 && (Names(clause, "only") || Find(clause, clause.Parts[0], t => t.Text is "just") is not null) && WishedAway(clause, clause.Parts[0]) || (clause.Act is "set" && clause.Parts is [var only, ..] && Find(clause, only, t => t.Text is "without") is not null && WishedAway(clause, only)))
        {
            return;
        }

        if (clause.Act is "want" && clause.Parts.Count > 0
            && (WishedAway(clause, clause.Parts[0]) || Imagined(clause, clause.Parts[0], IndexOf(clause, clause.Parts[0], t => t.Word is "be"))))
        {
            return;
        }

        if (clause.Verb!.Lemma is "turn" or "change" or "set" && Turned(clause))
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
        if (clause.Verb!.Lemma is not "turn" && Find(clause, whole, t => t.Text is "degree" or "degrees" or "°" or "deg") is null)
        {
            return false;
        }

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
        var goesOnLess = GoesOnLess(clause, part);
        if (goesOnLess && terms[part.Start].Adjective is null)
        {
            // "Less dark and yellow".
            if (terms[part.Start].Colour is not ("#ffffff" or "#000000"))
            {
                plan.Add(new Effect("white_balance"), inherited);
            }

            return inherited;
        }

        if (part.Start > clause.VerbAt + 1 && terms[part.Start - 1].Text is "but" && (terms[part.Start].Word is "not" || terms[part.Start].Text.StartsWith("not ", StringComparison.Ordinal)))
        {
            // "Brighter, but not too bright": a limit, not a wish.
            return inherited;
        }

        var before = clause.Parts.FindIndex(p => p.Start == part.Start) is var here and > 0 ? clause.Parts[here - 1] : default;
        var goesOnMore = !before.IsEmpty && terms[part.Start].Noun is { Kind: "attribute" } && Find(clause, before, t => t.IsMore) is not null;
        var all = ResultReader.Read(terms, part, ResultMood.Wish, startsLess: goesOnLess, startsMore: goesOnMore);
        if (to > part.Start && all.Count > 0 && all.TrueForAll(r => r.At < to) && terms[all[^1].At].Adjective is not null && MakeColour(clause, part).Colour is null)
        {
            // "Make it perfect to send home": what it is for.
            (part, to) = (part with { End = to }, -1);
        }

        all.RemoveAll(r => terms[r.At].Noun is { Kind: "look", Effect.Operation: "add_text" or "watermark" or "border" or "drop_shadow" } && r.At > part.Start && terms[r.At - 1].Text is "the" or "this" or "that" or "my" or "its" && clause.Act is "set");
        var results = all.Where(r => to < 0 || r.At > to || clause.Act is "want").ToList();
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
            subject.All = Find(clause, part, t => t.Word is "all") is not null;
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

        var like = IndexOf(clause, part, t => t.Word is "be" && t.Text.EndsWith("like", StringComparison.Ordinal));
        if (like >= 0 && like + 1 < part.End && results.TrueForAll(r => r.At < like || terms[r.At].Noun is { Kind: "fault" or "attribute" } or null && terms[r.At].Adjective is null)
            && Find(clause, part with { Start = like + 1 }, t => t.IsUnknown || t.Noun is { Kind: not "image" }) is not null)
        {
            CannotDo(clause, part, "needs_generative_model", Hints.Style);
            return subject;
        }

        if (results.Count == 0 && IsLike(clause, part))
        {
            return subject;
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
            if (result.Effect.Operation is "scale_object" && results.Exists(r => r.Effect.Operation is "upscale"))
            {
                // "Bigger without losing quality" is one operation.
                continue;
            }

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

            if (effect.Operation is "denoise" && subject.Kind is "skin" or "face" && terms[result.At].Adjective is { Kind: "quality" })
            {
                // "Make the skin smoother".
                effect = new Effect("retouch", 0, "skin");
            }

            if (effect.Operation is "contrast" && terms[result.At].Text is "visible" && subject.Kind is "person" or "face")
            {
                // Who can hardly be seen stands in the dark.
                effect = new Effect("brightness", 1);
            }

            if (effect.Operation is "auto_enhance" && terms[result.At].Text is "pop" or "shine" && !subject.IsWholeImage && property is not { Kind: "attribute" })
            {
                effect = new Effect("contrast", 1);
            }

            Do(clause, part, effect, subject.Kind is null ? null : subject, isVague: clause.IsAside && effect.Operation is "auto_enhance");
        }

        if (results.Count == 0 && clause.Verb!.Lemma is "give" && Find(clause, part, t => t.Noun is { Kind: "fault", Add: not null }) is { } added)
        {
            // "Give it a vintage look, some film grain".
            Do(clause, part, added.Noun!.Add!, null);
            return subject.Kind is null ? inherited : subject;
        }

        if (results.Count == 0 && clause.Act is "want" && clause.IsCut && clause.End < clause.Limit && clause.Terms[clause.End].Text is "as a" or "as an" && subject.IsWholeImage
            && CropReader.Aspect(terms, new Part(clause.End + 1, clause.Limit)) is { } shape)
        {
            // "I need this as a square".
            plan.Add(new Effect(shape.Contains('x', StringComparison.Ordinal) ? "resize" : "crop"), null, null, shape);
            return subject;
        }

        if (results.Count == 0 && isFirst)
        {
            Leftover(clause, part, subject, property, to);
        }

        return subject.Kind is null ? inherited : subject;
    }

    /// <summary>"This to look like a mugshot": a likeness is new, unless a quality is all that is meant ("like a professional photo").</summary>
    private bool IsLike(Clause clause, Part part)
    {
        var at = part.End;
        while (at < clause.Limit && clause.Terms[at].Text is "to look")
        {
            at++;
        }

        if (!clause.IsCut || at >= clause.Limit || !clause.Terms[at].Text.StartsWith("like ", StringComparison.Ordinal))
        {
            return false;
        }

        var rest = new Part(at + 1, clause.Limit);
        if (Find(clause, rest, t => t.Word is "image2") is not null)
        {
            return false;
        }

        var qualities = ResultReader.Read(clause.Terms, rest, ResultMood.Wish).Where(r => r.Generative is null).ToList();
        if (qualities.Count == 0 && Find(clause, rest, t => t.IsUnknown || t.Noun is not null) is not null)
        {
            CannotDo(clause, part with { End = clause.Limit }, "needs_generative_model", Hints.Style);
        }

        foreach (var quality in qualities)
        {
            Do(clause, rest, quality.Effect, null);
        }

        return true;
    }

    /// <summary>Whether a part goes on with what an earlier one wants less of: "less blurry and grainy".</summary>
    private static bool GoesOnLess(Clause clause, Part part)
    {
        if (part.IsEmpty)
        {
            return false;
        }

        var first = clause.Terms[part.Start];
        var single = part.End - part.Start <= 2;
        if (part.Start <= clause.VerbAt + 1 || first.Entry.Compared || first.Text.StartsWith("less", StringComparison.Ordinal)
            || !(first.Adjective is { Effect.Operation: not "auto_enhance" } || first.Colour is not null && single))
        {
            return false;
        }

        for (var k = clause.Parts.FindIndex(p => p.Start == part.Start) - 1; k >= 0; k--)
        {
            var before = clause.Parts[k];
            if (Find(clause, before, t => t.Word is "less" || t.Text.StartsWith("less ", StringComparison.Ordinal)) is not null)
            {
                return true;
            }

            if (before.End - before.Start > 2 || clause.Terms[before.Start].Entry.Compared || clause.Terms[before.Start].IsMore)
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>Whether a part only names a thing, so that what it is to become stands in the next part.</summary>
    private static bool IsSubjectOnly(Clause clause, Part part) =>
        IndexOf(clause, part, t => t.IsMore || t.Word is "to" or "image2" or "less" || t.Noun is { Kind: "look" or "fault" } || t.Kind is TokenKind.Quoted) < 0
        && MakeColour(clause, part).Colour is null && ResultReader.Read(clause.Terms, part, ResultMood.Wish).Count == 0;
}
