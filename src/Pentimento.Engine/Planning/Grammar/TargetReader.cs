using Pentimento.Engine.Planning.Words;

namespace Pentimento.Engine.Planning.Grammar;

/// <summary>
/// Reads what a run of words names: its head, and what marks it off (place, colour, clothing, number, exception).
/// "the two men in red shirts on the left" is <c>person;left;red shirt;2</c>.
/// </summary>
internal sealed partial class TargetReader
{
    private readonly List<Term> terms;
    private readonly int end;
    private readonly Target target = new();
    private Term? head;
    private string? colourWord;
    private bool passing;
    private int lastQuoted = -2;
    private int at;

    private TargetReader(List<Term> terms, Part part)
    {
        this.terms = terms;
        at = part.Start;
        end = part.End;
    }

    public static Target Read(List<Term> terms, Part part)
    {
        var reader = new TargetReader(terms, part);
        while (reader.at < reader.end && reader.Step())
        {
            reader.at++;
        }

        return reader.Finish();
    }

    private bool Step()
    {
        var term = terms[at];
        if (term.Consumed)
        {
            passing |= term.Text is "out of" or "from" or "off" or "off of" or "of" && head is not null;
            return true;
        }

        if (term.Text is "her" && head is null && (at + 1 >= end || terms[at + 1] is { Consumed: true } or { Word: "with" or "preposition" or "to" or "filler" or "behind" or "front" }))
        {
            return Name(term);
        }

        if (term.Text is "'s" || term is { Text: "her" or "his" or "their" } && head is null)
        {
            if (term.Text is "'s" && head is not null && !passing)
            {
                (head, target.All, passing) = (null, false, false);
                target.Head = -1;
            }

            return true;
        }

        if (term.Text is "but")
        {
            target.Except = Exception();
            return false;
        }

        switch (term.Word)
        {
            case "behind" or "front":
                return Place(term.Word);
            case "left" when head is not null && at + 1 < end && terms[at + 1].Text is "the" or "a" or "an" or "his" or "their":
                // "The photographer left the sign in it".
                (head, target.All, passing) = (null, false, false);
                return true;
            case "left" or "right" or "top" or "bottom" or "center" or "corner" or "edge" when term.Noun is null || head is null:
                AddPlace(term.Word);
                return true;
            case "half":
                return true;
            case "all" when passing && head is not null:
                return true;
            case "all":
                target.All = true;
                target.Other |= term.Text.Contains("other", StringComparison.Ordinal);
                return true;
            case "except":
                target.Except = Exception();
                return false;
            case "with" or "preposition" or "to" when term.Noun is null || head is not null:
                return Preposition(term);
            case "nuisance":
                passing |= head is not null;
                return true;
            case "because" or "be" or "have" or "pronoun" or "whatever" or "not":
                return head is null && term.Word is "pronoun" or "not";
            case "else":
                target.Other = true;
                target.Except ??= null;
                return true;
            default:
                break;
        }

        if (head is null && Rank(term.Text) is { } rank)
        {
            target.Rank = rank;
            return true;
        }

        if (passing || term.Word is "filler" && term.Noun is null)
        {
            return true;
        }

        if (term.Word is "unit" || (at + 1 < end && terms[at + 1].Word is "unit"))
        {
            return true;
        }

        if (term.IsNumber && head is null && at + 1 < end && terms[at + 1].Text is "st" or "nd" or "rd" or "th" && OfNumber(term.Number) is { } ordinal)
        {
            // "The 3rd person"
            target.Rank = ordinal;
            at++;
            return true;
        }

        if (head is not null && term.Text is "casts" or "cast" && at > 0 && terms[at - 1].Text is "it" or "he" or "she" or "they" or "i")
        {
            // "The shadow it casts"
            passing = true;
            return true;
        }

        if (term.IsNumber)
        {
            target.Count = head is null && term.Number is > 0 and < 100 ? (int)term.Number : target.Count;
            return true;
        }

        return term.Colour is { } colour && term.Noun is null ? Colour(term, colour) : Name(term);
    }

    private bool Colour(Term term, string colour)
    {
        if (head is not null && head.Noun?.Kind is not ("region" or "image"))
        {
            return true;
        }

        target.Colour = colour;
        colourWord = term.Entry.Colour is { } named && term.Text == named.Lemma + "s" ? named.Lemma : term.Text;
        return true;
    }

    /// <summary>Takes a noun as the head; a later one of the same run replaces it ("soda cup", "background guy").</summary>
    private bool Name(Term term)
    {
        if (term.Word is "determiner" or "degree" or "more" or "less" or "too" or "so" or "only" or "enough" or "image2" && term.Noun is null)
        {
            target.Other |= term.Text is "other";
            target.All |= term.Text is "any";
            if (EnglishNumbers.Value(term.Text) is { } number && head is null)
            {
                target.Count = number;
            }

            return true;
        }

        if (term.Noun is null && EnglishNumbers.Value(term.Text) is { } count && head is null)
        {
            target.Count = count;
            return true;
        }

        if (term.Kind is TokenKind.Quoted || IsNamedWord(term))
        {
            Quote(term);
            return true;
        }

        if (term.Kind is TokenKind.Mark)
        {
            return true;
        }

        if (term.Noun is null && (term.Adjective is not null || term.Verb is not null && !term.IsUnknown))
        {
            return head is null || term.Verb is null;
        }

        if (head?.Noun is { Name: "person" } or { Kind: "people" } && head.Entry.Plural && at == target.Head + 1 && term.Noun is { Kind: "image" } && head.Text.EndsWith('s') && term.Text is not ("one" or "ones" or "original"))
        {
            // "My grandmas photo"
            (head, target.Head) = (term, at);
            return true;
        }

        if (head is not null)
        {
            var late = term.IsUnknown && (term.Text.EndsWith("ing", StringComparison.Ordinal) || term.Text.EndsWith("ed", StringComparison.Ordinal) || term.Text.EndsWith("ly", StringComparison.Ordinal));
            var pronoun = head.Text is "it" or "me" or "him" or "her" or "them" or "us" or "this";
            if (late || pronoun || IsPerson && term.Noun is null && (head.Entry.Plural || head.Noun?.Kind is "people"))
            {
                // "the people walking in the background": what they do; where they are may follow.
                passing = true;
                return !pronoun;
            }

            if (head.Noun is { Kind: "region", Name: "background" } && term.Noun is not { Kind: "image" })
            {
                AddPlace("behind");
            }
            else if (term.Noun is { Kind: "attribute", Effect.Operation: "brightness" } && head.IsUnknown && at - target.Head <= 2)
            {
                // "the cloudy purple lighting"
                head = term;
                target.Head = at;
                return true;
            }
            else if (term.IsImage || head.IsImage && term.IsUnknown || term.Noun is { Kind: "attribute" } && head.Noun is not { Kind: "image" })
            {
                return true;
            }
        }

        if (head is null && term.IsUnknown && term.Text.EndsWith("ed", StringComparison.Ordinal) && at + 1 < end && terms[at + 1].Word is "preposition" or "with")
        {
            // "The flash reflected in my glasses"
            return true;
        }

        if (term.Text is "thing" && head is not null)
        {
            return true;
        }

        head = term;
        target.Head = at;
        return true;
    }

    private bool IsPerson => head?.Noun is { Name: "person" } or { Kind: "people" };
}
