using Pentimento.Engine.Planning.Words;

namespace Pentimento.Engine.Planning.Grammar;

/// <summary>
/// Reads what a run of words names: its head, and what marks it off (place, colour, clothing, number, exception).
/// "the two men in red shirts on the left" is <c>person;left;red shirt;2</c>.
/// </summary>
internal sealed class TargetReader
{
    private readonly List<Term> terms;
    private readonly int end;
    private readonly Target target = new();
    private Term? head;
    private string? colourWord;
    private bool passing;
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
            passing |= term.Text is "out of" && head is not null;
            return true;
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
            target.Except = Words(at + 1, end);
            return false;
        }

        switch (term.Word)
        {
            case "behind" or "front":
                return Place(term.Word);
            case "left" or "right" or "top" or "bottom" or "center" or "corner" or "edge" when term.Noun is null || head is null:
                AddPlace(term.Word);
                return true;
            case "half":
                return true;
            case "all":
                target.All = true;
                target.Other |= term.Text.Contains("other", StringComparison.Ordinal);
                return true;
            case "except":
                target.Except = Words(at + 1, end);
                return false;
            case "with" or "preposition" or "to" when term.Noun is null || head is not null:
                return Preposition(term);
            case "because" or "be" or "pronoun" or "whatever" or "not":
                return head is null && term.Word is "pronoun" or "not";
            case "else":
                target.Other = true;
                target.Except ??= null;
                return true;
            default:
                break;
        }

        if (passing || term.Word is "filler" && term.Noun is null)
        {
            return true;
        }

        if (term.Word is "unit" || (at + 1 < end && terms[at + 1].Word is "unit"))
        {
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

        if (term.Kind is TokenKind.Mark or TokenKind.Quoted)
        {
            return true;
        }

        if (term.Noun is null && (term.Adjective is not null || term.Verb is not null && !term.IsUnknown))
        {
            return head is null || term.Verb is null;
        }

        if (head is not null)
        {
            var late = term.IsUnknown && (term.Text.EndsWith("ing", StringComparison.Ordinal) || term.Text.EndsWith("ed", StringComparison.Ordinal) || term.Text.EndsWith("ly", StringComparison.Ordinal));
            var pronoun = head.Text is "it" or "me" or "him" or "her" or "them" or "us" or "this";
            if (late || pronoun || head.Noun?.Name is "person" && term.Noun is null && head.Entry.Plural)
            {
                return false;
            }

            if (head.Noun is { Kind: "region", Name: "background" } && term.Noun is not { Kind: "image" })
            {
                AddPlace("behind");
            }
            else if (term.IsImage || head.IsImage && term.IsUnknown || term.Noun is { Kind: "attribute" } && head.Noun is not { Kind: "image" })
            {
                return true;
            }
        }

        if (term.Text is "thing" && head is not null)
        {
            return true;
        }

        head = term;
        target.Head = at;
        return true;
    }

    private bool Place(string place)
    {
        if (place is "behind" && terms[at].Text is "behind")
        {
            AddPlace("behind");
            return false;
        }

        if (terms[at].Noun is { Kind: "region" } && head is null)
        {
            head = terms[at];
            return true;
        }

        AddPlace(place);
        passing = true;
        return true;
    }

    private void AddPlace(string place)
    {
        if (!target.Places.Contains(place))
        {
            target.Places.Add(place);
        }
    }

    private bool Preposition(Term preposition)
    {
        passing = false;
        var next = at + 1;
        while (next < end && (terms[next].Word is "determiner" or "filler" or "all" or "be" || terms[next].Text is "her" or "his"))
        {
            next++;
        }

        if (next >= end)
        {
            passing = head is not null;
            return true;
        }

        var term = terms[next];
        if (preposition.Text is "of" && head is null && !target.IsWholeImage)
        {
            return true;
        }

        if (preposition.Text is "of" && head is not null && head.Noun is { Kind: "people" } && term.Noun?.Name is "person")
        {
            return true;
        }

        if (term.Word is "left" or "right" or "top" or "bottom" or "center" or "corner" or "edge")
        {
            at = next - 1;
            return true;
        }

        if (term.Word is "behind" or "front" || term.Noun is { Name: "background" })
        {
            if (preposition.Text is not ("of" or "with") && head is not null)
            {
                AddPlace(term.Noun is { Name: "background" } ? "behind" : term.Word);
            }
            else if (head is null)
            {
                return true;
            }

            at = next;
            passing = true;
            return true;
        }

        if (preposition.Text is "in" or "with" && IsPerson && Clothes(next))
        {
            return true;
        }

        if (head is null && preposition.Text is "for" or "using" or "via" or "by")
        {
            return false;
        }

        if (head is null)
        {
            // "in the sky": the place is what is named.
            return true;
        }

        passing = true;
        return true;
    }

    private bool IsPerson => head?.Noun is { Name: "person" } or { Kind: "people" };

    /// <summary>"in the red shirt", "in blue", "with the white cap".</summary>
    private bool Clothes(int from)
    {
        var colour = terms[from].Colour is not null ? terms[from].Text : null;
        var i = colour is null ? from : from + 1;
        while (colour is not null && i < end && terms[i].Word is "and" or "determiner")
        {
            i++;
        }

        var clothing = i < end && terms[i].Noun is { Kind: "clothing" or "pair" } ? terms[i] : null;
        if (colour is null && clothing is null)
        {
            return false;
        }

        target.Look = (colour, clothing) switch
        {
            (null, not null) => Head(clothing),
            (not null, null) => colour,
            _ => $"{colour} {Head(clothing!)}",
        };
        at = clothing is null ? from : i;
        passing = true;
        return true;
    }

    private Target Finish()
    {
        target.Words = Words(target.Head < 0 ? at : Math.Min(FirstOfName(), target.Head), target.Head + 1);
        if (head is null)
        {
            target.Kind = target.Places.Count > 0 || colourWord is not null ? "image" : null;
            target.Look = colourWord;
            return target;
        }

        var noun = head.Noun;
        target.Kind = noun switch
        {
            { Kind: "image" } => "image",
            { Kind: "mask" } => "mask",
            { Kind: "people" } => "person",
            { Kind: "region" } => noun.Name,
            { Effect.Operation: "add_text" } => "text",
            { Kind: "attribute" or "fault" or "look" or "style" } => null,
            _ when head.Text is "it" => "image",
            _ => "object:" + Head(head),
        };
        target.Look ??= colourWord;
        if (target.Kind is "person" or "face" || target.IsThing)
        {
            var several = noun is { Kind: "people" } || (head.Entry.Plural && noun is not { Kind: "pair" }) || head.Text is "us" or "them"
                || (noun is null && noun?.Kind is not "pair" && head.Text.EndsWith('s') && Inflection.Singular(head.Text) != head.Text);
            target.All = (several || target.All) && head.Text is not "couple" && noun is not { Kind: "pair" };
            target.Count ??= head.Text is "couple" ? 2 : null;
            if (target.Other && several && target.Kind is "person")
            {
                target.Except ??= "subject";
            }

            if (head.Text.EndsWith(" else", StringComparison.Ordinal))
            {
                target.Except ??= "subject";
            }
        }
        else
        {
            target.All = false;
            target.Count = null;
        }

        return target;
    }

    private int FirstOfName()
    {
        var first = target.Head;
        while (first > 0 && terms[first - 1].Word is "" && terms[first - 1].Kind is TokenKind.Word && first > end - 8 && terms[first - 1].Verb is null)
        {
            first--;
        }

        return Math.Max(0, first);
    }

    private static string Head(Term term)
    {
        if (term.Noun is { Kind: "object" } && term.Noun.Lemma.LastIndexOf(' ') is var space and > 0)
        {
            return term.Noun.Lemma[(space + 1)..];
        }

        var text = term.Entry.Plural || term.IsUnknown ? term.Noun is { } noun ? noun.Lemma : Inflection.Singular(term.Text) : term.Text;
        return text;
    }

    /// <summary>Words without the articles before them.</summary>
    private string Words(int from, int to)
    {
        while (from < to && (terms[from].Word is "determiner" or "filler" or "only" or "preposition" or "with" or "all" || terms[from].Text is "her" or "his" && from + 1 < to))
        {
            from++;
        }

        var kept = new List<string>();
        for (var i = from; i < Math.Min(to, from + 8); i++)
        {
            if (terms[i].Word is "because" or "preposition" or "with" or "frame")
            {
                break;
            }

            if (terms[i].Word is not "determiner" || terms[i].Text is "its" or "their")
            {
                kept.Add(terms[i].Text is "me" or "him" or "her" or "them" or "us" or "myself" or "himself" or "herself" ? "person" : terms[i].Text);
            }
        }

        return string.Join(' ', kept);
    }
}
