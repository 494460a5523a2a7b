using Pentimento.Engine.Planning.Words;

namespace Pentimento.Engine.Planning.Grammar;

/// <summary>How a word of quality is to be taken.</summary>
internal enum ResultMood
{
    /// <summary>The words name what is wanted: "make it darker".</summary>
    Wish,

    /// <summary>The words name what is wrong: "it is too dark".</summary>
    Complaint,
}

/// <summary>An effect that a run of words names, with the terms it takes.</summary>
internal readonly record struct Result(Effect Effect, int At, bool IsTooMuch = false, string? Generative = null);

/// <summary>Finds the effects that adjectives and nouns name, with their more, less, not and too.</summary>
internal static class ResultReader
{
    public static List<Result> Read(List<Term> terms, Part part, ResultMood mood, bool bareNouns = true, bool startsLess = false, bool startsMore = false)
    {
        var results = new List<Result>();
        var (more, less, not, too) = (startsMore, startsLess, false, false);
        for (var i = part.Start; i < part.End; i++)
        {
            var term = terms[i];
            if (term.Consumed)
            {
                continue;
            }

            switch (term.Word)
            {
                case "more":
                    more = true;
                    continue;
                case "degree" when term.IsMore:
                    more = true;
                    continue;
                case "less":
                case "half" when i + 1 < part.End && terms[i + 1].Text is "as":
                    less = true;
                    continue;
                case "not":
                    not = true;
                    continue;
                case "too":
                    too = true;
                    continue;
                default:
                    break;
            }

            if (mood is ResultMood.Wish && IsAttributive(terms, part, i))
            {
                continue;
            }

            var found = OfAdjective(term, mood, less, not, too) ?? OfColour(terms, part, i, more, less, too)
                ?? OfNoun(terms, part, i, mood, more, less, not, too, bareNouns);
            if (found is { } effect)
            {
                results.Add(new Result(effect.Operation.Length == 0 ? effect with { Operation = "" } : effect, i, too, effect.Operation.Length == 0 ? term.Text : null));
                if (term.Adjective is null || i + 1 >= part.End || terms[i + 1].Adjective is null)
                {
                    (more, less, not, too) = (false, false, false, false);
                }
            }
        }

        return results;
    }

    /// <summary>"This dark photo": what it is, not what it is to become.</summary>
    private static bool IsAttributive(List<Term> terms, Part part, int i)
    {
        if (i == part.Start || i + 1 >= part.End || terms[i].Adjective is null || terms[i].Entry.Compared)
        {
            return false;
        }

        return terms[i - 1].Text is "this" or "my" or "the" or "our" or "his" or "her" or "these" or "that" or "their" && (terms[i + 1].IsImage || terms[i + 1].Noun is { Kind: "region" or "people" or "object" or "clothing" } || terms[i + 1].IsUnknown);
    }

    public static Effect Reverse(Effect effect) => effect with { Direction = -effect.Direction };

    private static Effect? OfAdjective(Term term, ResultMood mood, bool less, bool not, bool too)
    {
        if (term.Adjective is not { } adjective)
        {
            return null;
        }

        if (adjective.Kind is "generative")
        {
            return mood is ResultMood.Complaint ? adjective.Effect : !not ? new Effect("") : null;
        }

        var effect = adjective.Effect!;
        if (adjective.Kind is "fault")
        {
            return mood is ResultMood.Complaint || less || not || too || term.Entry.Compared && adjective.Add is null ? effect : adjective.Add ?? effect;
        }

        if (effect.Direction != 0)
        {
            return less || too ? Reverse(effect) : mood is ResultMood.Complaint && !not ? null : effect;
        }

        return mood is ResultMood.Complaint ? not ? effect : null : less || too ? null : effect;
    }

    /// <summary>"bluer", "more orange", "less green", "too yellow".</summary>
    private static Effect? OfColour(List<Term> terms, Part part, int i, bool more, bool less, bool too)
    {
        var term = terms[i];
        if (term.Entry.Colour is not { } colour || term.Noun is not null)
        {
            return null;
        }

        var before = i + 1 < part.End && terms[i + 1].Noun is not null && terms[i + 1].Noun!.Kind is not ("attribute" or "image" or "style");
        if (less || too)
        {
            return before ? null : new Effect("white_balance");
        }

        var compared = term.Text.EndsWith("er", StringComparison.Ordinal) && colour.Lemma != term.Text && !colour.Lemma.EndsWith("er", StringComparison.Ordinal);
        return compared || (more && !before) ? new Effect("tint", 0, colour.Name) : null;
    }

    private static Effect? OfNoun(List<Term> terms, Part part, int i, ResultMood mood, bool more, bool less, bool not, bool too, bool bare)
    {
        if (terms[i].Noun is not { } noun)
        {
            return null;
        }

        var (named, last) = (noun.Kind, i + 1 >= part.End || terms[i + 1].Noun is not { Kind: "region" or "image" or "object" or "person" or "people" });
        var effect = noun.Effect!;
        switch (named)
        {
            case "look" when i + 1 < part.End && (terms[i + 1].IsUnknown || terms[i + 1].Noun is { Kind: "object" or "clothing" }) && terms[i].Adjective is null && terms[i + 1].Verb is null:
                return null;
            case "look":
                return less || not ? effect.Direction != 0 && less ? Reverse(effect) : null
                    : mood is ResultMood.Complaint && !more ? null
                    : bare || more || terms[i].Adjective is null ? effect : null;
            case "fault":
                return mood is ResultMood.Complaint && not ? null : less || not || too || mood is ResultMood.Complaint ? effect : more ? noun.Add ?? effect : noun.Add is { } add && mood is ResultMood.Wish && !bare ? add : null;
            case "attribute" when last || more || less:
                return less || too ? effect.Direction != 0 ? Reverse(effect) : effect.Operation is "sharpen" ? new Effect("blur") : null
                    : more || not || (i > part.Start && terms[i - 1] is { Adjective.Effect.Operation: "auto_enhance", Adjective.Kind: "quality" }) ? effect : null;
            default:
                return null;
        }
    }
}
