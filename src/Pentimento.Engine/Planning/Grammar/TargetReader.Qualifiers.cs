using Pentimento.Engine.Planning.Words;

namespace Pentimento.Engine.Planning.Grammar;

/// <summary>What marks a thing off: places, clothing, possession.</summary>
internal sealed partial class TargetReader
{
    /// <summary>"the word sale", "the text BUY NOW": the words of a text, not of the request.</summary>
    private bool IsNamedWord(Term term) =>
        head?.Noun is { Effect.Operation: "add_text" } or { Name: "text" } && head.Text is "word" or "words" or "text" or "letters" or "caption" or "title" or "phrase" or "name"
        && (term.IsUnknown || (term.Fresh && term.Noun is null && term.Word.Length == 0) || target.Quote is not null && at == lastQuoted + 1 && term.Word.Length == 0) && (at == target.Head + 1 || at == lastQuoted + 1);

    private void Quote(Term term)
    {
        const int LongestQuote = 80;
        lastQuoted = at;
        var words = term.Text.Replace('"', ' ').Replace(';', ' ').Trim();
        target.Quote = target.Quote is null ? words : $"{target.Quote} {words}";
        target.Quote = target.Quote.Length > LongestQuote ? target.Quote[..LongestQuote].Trim() : target.Quote;
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

    private static string? Rank(string word) => word switch
    {
        "largest" or "biggest" or "tallest" => "largest",
        "smallest" or "tiniest" or "shortest" => "smallest",
        "first" or "1st" => "first",
        "second" or "2nd" => "second",
        "third" or "3rd" => "third",
        "fourth" or "4th" => "fourth",
        "fifth" or "5th" => "fifth",
        "last" => "last",
        _ => null,
    };

    private static string? OfNumber(double number) =>
        number is >= 1 and <= 8 && number == Math.Floor(number) ? ((string[])["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"])[(int)number - 1] : null;

    /// <summary>What stays: its words, and the places that tell it from others.</summary>
    private string Exception()
    {
        var words = Words(at + 1, end);
        var places = terms.Take(end).Skip(at + 1)
            .Where(t => t.Word is "left" or "right" or "top" or "bottom" or "center" or "front" or "behind" && !words.Contains(t.Text, StringComparison.Ordinal))
            .Select(t => t.Word).Distinct();
        return string.Join(';', places.Prepend(words));
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
}
