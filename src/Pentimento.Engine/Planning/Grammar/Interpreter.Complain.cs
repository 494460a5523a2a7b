using Pentimento.Engine.Planning.Words;

namespace Pentimento.Engine.Planning.Grammar;

/// <summary>Complaints: what is wrong says what repairs it.</summary>
internal sealed partial class Interpreter
{
    private void Complain(Clause clause, Part part, int be, bool story, bool startsToo = false)
    {
        var terms = clause.Terms;
        var strong = Find(clause, part, t => t.Word is "too" or "not" or "enough") is not null;
        var from = be >= 0 ? be : part.Start;
        var wishes = be > part.Start && terms[be - 1].Text is "to" || be >= 0 && terms[be].Text.Split(' ')[0] is "should" or "would" or "must" or "ought" or "could" or "can" or "might" or "has" or "have" && terms[be].Text.Contains(' ', StringComparison.Ordinal);
        wishes |= be > part.Start && terms[be].Text is "be" or "look" && Find(clause, part with { End = be }, t => t.Text is "can" or "could" or "would" or "should" or "may" or "might") is not null;
        var results = ResultReader.Read(terms, new Part(from, part.End), wishes ? ResultMood.Wish : ResultMood.Complaint, bareNouns: false, startsLess: startsToo);
        if (results.Count == 0 && be > part.Start && !wishes && Level(clause, part, be))
        {
            return;
        }

        if (results.Count == 0 && be >= 0 && !wishes && !strong)
        {
            results = Mild(clause, part, be);
        }

        if (wishes && results.Count == 0 && Find(clause, new Part(be, part.End), t => t.Colour is not null) is { Colour: { } wished } && TargetOf(clause, part with { End = be }) is { Head: >= 0 } coloured)
        {
            // "The colour of the dress should be blue".
            var owner = terms[coloured.Head].Noun is { Kind: "attribute" } ? PropertyTarget(clause, part with { End = be }, coloured.Head) ?? coloured : coloured;
            if (owner.Kind is not ("background" or null or "image"))
            {
                Recolour(clause, owner, null, wished);
                return;
            }
        }

        if (be >= 0 && results.Count == 0 && !strong && MakeComplaintBackground(clause, part, be))
        {
            return;
        }

        foreach (var result in results)
        {
            if (result.Generative is not null)
            {
                CannotDo(clause, part, "needs_generative_model", HintFor(clause));
                continue;
            }

            if ((story && !strong && terms[result.At].Adjective is not { Kind: "fault", Effect.Operation: "sharpen" or "denoise" or "upscale" or "contrast" or "highlights" }) || plan.Has(result.Effect))
            {
                continue;
            }

            var subject = be > part.Start ? TargetOf(clause, new Part(part.Start, be)) : new Target();
            var vague = result.Effect.Operation is "auto_enhance";
            if (terms[result.At].Colour is not null && subject.Kind is "teeth" or "eyes")
            {
                // "My teeth look yellow", "her eyes are red".
                Do(clause, part, new Effect("retouch", 0, subject.Kind is "teeth" ? "teeth" : "red_eye"), subject);
                continue;
            }

            if (vague && (subject.IsThing || results.Exists(r => r.Effect.Operation is not "auto_enhance")) || be >= 0 && terms[be].Word is "have" && (subject.IsThing || subject.Kind is "person"))
            {
                // "My phone is terrible", "she has a bruise": nothing of the picture is wrong.
                continue;
            }

            if (vague && Find(clause, part, t => t.Noun?.Kind is "attribute") is { Noun.Effect: { } wrong })
            {
                // "The colours are off", "it has bad lighting".
                Do(clause, part, wrong.Operation is "saturation" or "hue_shift" or "tint" ? new Effect("white_balance") : wrong, subject.Kind is "face" or "skin" or "sky" or "background" or "subject" ? subject : null);
                continue;
            }

            if (vague && be >= 0 && terms[be].Word is "have")
            {
                continue;
            }

            if (result.Effect.Operation is "brightness" && subject is { Kind: null or "image" or "object:part" or "object:area" or "object:spot" or "object:section" or "object:place" } && be > part.Start && Find(clause, part with { End = be }, t => t.Text is "part" or "parts" or "area" or "areas" or "spot" or "spots" or "section" or "sections" or "places") is not null && subject.Places.Count == 0)
            {
                // "Some parts are too bright".
                Do(clause, part, result.Effect with { Operation = result.Effect.Direction < 0 ? "highlights" : "shadows" }, null);
                continue;
            }

            var thing = subject.Kind is not null && (!subject.IsThing || terms[subject.Head] is { Noun: { Kind: "object" or "clothing" } } or { IsUnknown: true } && (strong || wishes));
            var property = subject.Head >= 0 ? terms[subject.Head].Noun : null;
            Do(clause, part, OfProperty(result.Effect, property, terms[result.At]), thing && property?.Kind is not "attribute" ? subject : null, isVague: vague);
        }
    }

    /// <summary>"The contrast is too low", "the noise is high": a property by its level.</summary>
    private bool Level(Clause clause, Part part, int be)
    {
        var at = IndexOf(clause, part with { End = be }, t => t.Noun is { Kind: "attribute" or "fault" });
        var level = Find(clause, part with { Start = be }, t => t.Text is "low" or "weak" or "insufficient" or "minimal" or "high" or "strong" or "heavy" or "excessive" or "extreme" or "overpowering" or "overwhelming" or "overdone");
        if (at < 0 && level is not null && clause.Terms[be - 1].Colour is not null && level.Text is not ("low" or "weak" or "insufficient" or "minimal"))
        {
            // "The red is too strong".
            plan.Add(new Effect("white_balance"));
            return true;
        }

        if (at < 0 || level is null)
        {
            return false;
        }

        var noun = clause.Terms[at].Noun!;
        var isLow = level.Text is "low" or "weak" or "insufficient" or "minimal";
        if (noun.Kind is "fault" && isLow || !isLow && noun.Effect!.Direction == 0 && noun.Kind is "attribute")
        {
            return false;
        }

        Do(clause, part, isLow || noun.Kind is "fault" ? noun.Effect! : ResultReader.Reverse(noun.Effect!), PropertyTarget(clause, part with { End = be }, at));
        return true;
    }

    /// <summary>"It came out really dark", "my face looks orange": said of the picture or a face it is a complaint all the same.</summary>
    private static List<Result> Mild(Clause clause, Part part, int be)
    {
        var terms = clause.Terms;
        var subject = TargetOf(clause, new Part(part.Start, be));
        var pronoun = be > part.Start && terms[be - 1].Text is "it" or "this" or "that" or "everything";
        if (!pronoun && !(subject.IsWholeImage && subject.Head >= 0) && subject.Kind is not ("face" or "skin" or "sky" or "background" or "teeth" or "eyes"))
        {
            return [];
        }

        for (var i = be + 1; i < part.End; i++)
        {
            if (terms[be].Word is "have" && !(terms[i].Entry.Colour is not null && i + 1 < part.End && terms[i + 1].Noun is { Kind: "attribute" or "fault" or "style" or "look" }))
            {
                // "It has a blue hue", not "it has a blue car".
                continue;
            }

            if (terms[i].Adjective is { Kind: "quality", Effect: { Operation: "brightness" } effect })
            {
                return [new Result(ResultReader.Reverse(effect), i)];
            }

            if (terms[i].Adjective is { Kind: "quality", Effect: { Operation: "contrast" or "saturation", Direction: < 0 } dull })
            {
                return [new Result(ResultReader.Reverse(dull), i)];
            }

            if (terms[i].Entry.Colour is not null && subject.Kind is not ("sky" or "background") && terms[i].Colour is not ("#000000" or "#ffffff"))
            {
                return [new Result(new Effect("white_balance"), i)];
            }
        }

        return [];
    }

    /// <summary>"The background can just be solid black".</summary>
    private bool MakeComplaintBackground(Clause clause, Part part, int be)
    {
        var subject = TargetOf(clause, new Part(part.Start, be));
        var colour = Find(clause, new Part(be, part.End), t => t.Colour is not null)?.Colour;
        if (subject.Kind is not "background" || colour is null || clause.Terms[be].Text is not "be")
        {
            return false;
        }

        plan.Add(new Effect("replace_background"), subject, null, colour);
        return true;
    }
}
