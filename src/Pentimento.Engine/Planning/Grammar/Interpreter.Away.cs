using Pentimento.Engine.Planning.Words;

namespace Pentimento.Engine.Planning.Grammar;

/// <summary>Things that are wished away without a verb of taking.</summary>
internal sealed partial class Interpreter
{
    /// <summary>
    /// "I wish the wires weren't there", "it would be perfect without the bin", "I want everyone out of it but us", "I only want us two".
    /// </summary>
    private bool WishedAway(Clause clause, Part part)
    {
        var terms = clause.Terms;
        var wanted = clause.Act is "want" or "set" || clause.IsFramed;
        var without = IndexOf(clause, part, t => t.Text is "without" or "minus");
        if (without >= 0 && (wanted || !hasRequest) && (TargetOf(clause, part with { Start = without + 1 }) is { IsThing: true } or { Kind: "person" or "text" or "background" } || Find(clause, part with { Start = without + 1 }, t => t.Noun is { Kind: "fault" }) is not null)
            && ResultReader.Read(terms, part with { Start = without + 1 }, ResultMood.Wish).TrueForAll(r => terms[r.At].Noun is { Kind: "fault" }))
        {
            RemovePart(clause, part with { Start = without + 1 });
            return true;
        }

        var be = IndexOf(clause, part, t => t.Word is "be");
        if (wanted && be > part.Start && be + 1 < part.End && terms[be + 1].Word is "not"
            && ResultReader.Read(terms, part with { Start = be + 2 }, ResultMood.Wish).Count == 0 && Find(clause, part with { Start = be + 2 }, t => t.IsUnknown) is null)
        {
            RemovePart(clause, part with { End = be });
            return true;
        }

        var except = clause.Act.Length == 0 && !hasRequest ? IndexOf(clause, part, t => t.Word is "except") : -1;
        if (except > part.Start && Find(clause, part with { End = except }, t => t.Adjective is { Effect.Operation: "auto_enhance", Kind: "quality" }) is not null && TargetOf(clause, part with { Start = except + 1 }) is { IsThing: true } or { Kind: "person" or "text" })
        {
            // "Perfect apart from the bin".
            RemovePart(clause, part with { Start = except + 1 });
            return true;
        }

        var alone = clause.Act is "want" or "set" ? IndexOf(clause, part, t => t.Text is "just" or "just the" || t.Word is "only") : -1;
        if (alone > part.Start && TargetOf(clause, part with { End = alone }) is { IsWholeImage: true } && TargetOf(clause, part with { Start = alone + 1 }) is { Kind: "person", Places.Count: 0 } stays
            && Find(clause, part with { Start = alone + 1 }, t => t.Adjective is not null || t.Colour is not null || t.Noun?.Effect is not null) is null)
        {
            // "I want it to be just me and my dog".
            plan.Add(new Effect("remove"), new Target { Kind = "person", All = true, Except = KeptWords(clause, stays) });
            return true;
        }

        if (clause.Act is not "want" && !clause.IsFramed)
        {
            return false;
        }

        if (IndexOf(clause, part, t => t.Text is "gone" or "away" or "out" or "out of" or "disappeared" or "erased") is var gone and >= 0 && gone > part.Start)
        {
            terms[gone].Consumed = true;
            RemovePart(clause, part);
            return true;
        }

        if (clause.Act is not "want")
        {
            return false;
        }

        var only = clause.VerbAt > 0 && terms[clause.VerbAt - 1].Word is "only" || clause.Verb!.Lemma is "only want" || terms[part.Start].Word is "only";
        if (only && TargetOf(clause, part) is { Kind: "person" } kept && ResultReader.Read(terms, part, ResultMood.Wish).Count == 0)
        {
            plan.Add(new Effect("remove"), new Target { Kind = "person", All = true, Except = KeptWords(clause, kept) });
            return true;
        }

        return false;
    }

    /// <summary>"Make it so that the sky is blue", "… so the sign isn't there", "… so you can see my face": the wish stands in the reason.</summary>
    private bool SoThat(Clause clause)
    {
        var terms = clause.Terms;
        if (clause.Act is not "set" || !clause.IsCut || clause.Parts is not [var first] || first.End >= clause.Limit || !(terms[first.End].Text is "where" or "that" || terms[first.End].Text.StartsWith("so", StringComparison.Ordinal))
            || first.End - first.Start > 2 || !TargetOf(clause, first).IsWholeImage || Find(clause, first, t => t.IsImage || t.Text is "this") is null || ResultReader.Read(terms, first, ResultMood.Wish).Count > 0)
        {
            return false;
        }

        var rest = new Part(first.End + 1, clause.Limit);
        var be = IndexOf(clause, rest, t => t.Word is "be");
        var subject = be > rest.Start ? TargetOf(clause, rest with { End = be }) : new Target();
        var wish = be < 0 ? rest : rest with { Start = be };
        var results = ResultReader.Read(terms, wish, ResultMood.Wish).Where(r => r.Generative is null).ToList();
        if (be > rest.Start && be + 1 < rest.End && terms[be + 1].Word is "not" && results.Count == 0)
        {
            RemovePart(clause, rest with { End = be });
        }
        else if (subject.Kind is not (null or "image") && (terms[first.End].Text.Contains("only", StringComparison.Ordinal) || Find(clause, rest, t => t.Word is "only") is not null))
        {
            // "… so that only the dog is in colour"
            var inColour = Find(clause, wish, t => t.Noun is { Kind: "attribute", Effect.Operation: "saturation" }) is not null;
            plan.Add(new Effect(inColour ? "color_isolate" : "remove_background"), inColour ? subject : new Target { Kind = "background", Except = KeptWords(clause, subject) });
        }
        else if (Find(clause, wish, t => t.Colour is not null) is { Colour: { } colour } && be > rest.Start && results.Count == 0)
        {
            if (subject.Kind is "background")
            {
                plan.Add(new Effect("replace_background"), subject, null, colour);
            }
            else
            {
                Recolour(clause, subject, null, colour);
            }
        }
        else if (IndexOf(clause, rest, t => t.Text is "see" or "visible" or "seen") is var see and >= 0 && results.TrueForAll(r => r.Effect.Operation is "auto_enhance" or "contrast"))
        {
            var seen = TargetOf(clause, see + 1 < rest.End && terms[see].Text is "see" ? rest with { Start = see + 1 } : rest with { End = see });
            Do(clause, rest, new Effect("brightness", 1), seen.Kind is null ? null : seen);
        }
        else if (results.Count > 0)
        {
            foreach (var result in results)
            {
                var property = subject.Head >= 0 ? terms[subject.Head].Noun : null;
                Do(clause, rest, OfProperty(result.Effect, property, terms[result.At]), subject.Kind is null || property?.Kind is "attribute" ? null : subject);
            }
        }
        else
        {
            CannotDo(clause, first with { End = clause.Limit }, "needs_generative_model", HintFor(clause));
        }

        return true;
    }

    /// <summary>"I can't read the plate", "you cannot see our faces".</summary>
    private void CannotBeSeen(Clause clause)
    {
        if (hasRequest || clause.Verb?.Lemma is not ("read" or "make out" or "decipher" or "see" or "recognize" or "recognise") || TargetOf(clause, Whole(clause)) is not { Kind: not null } target)
        {
            return;
        }

        var dark = target.Kind is "face" or "person" or "eyes" or "subject" or "background";
        Do(clause, Whole(clause), dark ? new Effect("brightness", 1) : new Effect("sharpen"), target.IsWholeImage ? null : target);
    }

    /// <summary>"How would the house look with a green door", "what would my car look like in black": recoloured.</summary>
    private bool Imagined(Clause clause, Part part, int be)
    {
        var terms = clause.Terms;
        var asks = clause.Terms.Exists(t => t.Text is "how" or "what" or "see" or "wonder" or "how would" or "what would" or "see how" or "see what" or "how it" or "wonder how" or "wonder what" || t.Text.StartsWith("wonder", StringComparison.Ordinal) || t.Text.StartsWith("how ", StringComparison.Ordinal));
        var at = be < 0 ? -1 : IndexOf(clause, part with { Start = be }, t => t.Colour is not null);
        if (!asks || at < 0 || !terms[be].Text.Contains("look", StringComparison.Ordinal))
        {
            return false;
        }

        var thing = TargetOf(clause, part with { Start = at + 1 });
        var owner = thing.Head >= 0 && thing.Kind is not (null or "image") ? thing : TargetOf(clause, part with { End = be });
        return owner.Kind is not (null or "image" or "person") && Recolour(clause, owner, null, terms[at].Colour!);
    }
}
