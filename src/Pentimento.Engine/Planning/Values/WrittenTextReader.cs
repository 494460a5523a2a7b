using Pentimento.Engine.Planning.Grammar;
using Pentimento.Engine.Planning.Words;

namespace Pentimento.Engine.Planning.Values;

/// <summary>Reads a text to be written, its place and its colour: <c>"Hello" bottom right #ff0000</c>.</summary>
internal static class WrittenTextReader
{
    private static readonly string[] Openers = ["say", "says", "saying", "reads", "reading", "read", "write", "type", "text", "caption", "word", "words", "title", "called", "spell", "message", "watermark", "quote", "label", "slogan", "headline", "heading", "letter"];

    /// <summary>The value; null when no text is given.</summary>
    public static string? Read(string prompt, List<Term> terms, Part part)
    {
        if ((Quoted(terms, part) ?? Open(prompt, terms, part)) is not var (text, words))
        {
            return null;
        }

        string?[] value = [Quote(text), PlaceReader.ReadCorner(terms, part), ColourOutside(terms, part, words)];
        return string.Join(' ', value.OfType<string>());
    }

    /// <summary>The colour of the letters: the first one named that is no word of the text.</summary>
    private static string? ColourOutside(List<Term> terms, Part part, Part words)
    {
        for (var i = part.Start; i < part.End; i++)
        {
            if ((i < words.Start || i >= words.End) && terms[i].Colour is { } colour && !(i + 1 < part.End && terms[i + 1].Noun is { Kind: "object" or "clothing" } or { Kind: "region", Name: not "text" }))
            {
                return colour;
            }
        }

        return null;
    }

    private static string Quote(string text) => $"\"{text.Replace('"', '\'').Trim()}\"";

    private static (string Text, Part Words)? Quoted(List<Term> terms, Part part)
    {
        for (var i = part.Start; i < terms.Count; i++)
        {
            if (terms[i].Kind is TokenKind.Quoted)
            {
                return (terms[i].Text, new Part(i, i + 1));
            }
        }

        return null;
    }

    /// <summary>Unquoted words after "saying", "the text …", up to a place.</summary>
    private static (string Text, Part Words)? Open(string prompt, List<Term> terms, Part part)
    {
        var start = -1;
        for (var i = Math.Max(0, part.Start - 1); i < part.End; i++)
        {
            if (Openers.Contains(terms[i].Text) || terms[i].Text is ":")
            {
                start = i + 1;
            }
            else if (start > 0)
            {
                break;
            }
        }

        while (start >= 0 && start < part.End)
        {
            if (terms[start].Text is ":" or "as" or "of" or "that" or "says")
            {
                start++;
            }
            else if (start + 2 < part.End && terms[start].Word is "determiner" && Openers.Contains(terms[start + 1].Text))
            {
                // "write | the words | never again"
                start += 2;
            }
            else
            {
                break;
            }
        }

        if (start < 0 || start >= part.End)
        {
            return null;
        }

        start = AfterPicture(terms, start, part.End);
        var end = start;
        while (end < part.End && !IsPlace(terms, end, part.End))
        {
            end++;
        }

        var names = true;
        for (var i = start; i < end && names; i++)
        {
            // "Watermark the photo": no text at all.
            names = terms[i].Word is "determiner" || terms[i].IsImage || terms[i].Noun is { Kind: "region" };
        }

        return end > start && !names ? (prompt[terms[start].Start..terms[end - 1].End], new Part(start, end)) : null;
    }

    /// <summary>"Watermark <em>this picture with</em> ACME": where the text begins.</summary>
    private static int AfterPicture(List<Term> terms, int start, int end)
    {
        var at = start;
        while (at < end && (terms[at].Word is "determiner" or "filler" or "preposition" || terms[at].IsImage))
        {
            at++;
        }

        return at > start && at + 1 < end && terms[at].Text is "with" or "saying" or "that says" or "says" or "reading" ? at + 1 : start;
    }

    private static bool IsPlace(List<Term> terms, int at, int end) =>
        terms[at].Word is "preposition" or "behind" or "front" or "to" or "with" && at + 1 < end
        && (terms[at + 1].Colour is not null || terms[at].Word is not "with" && IsWhere(terms, at));

    private static bool IsWhere(List<Term> terms, int at) =>
        (terms[at + 1].Word is "determiner" or "top" or "bottom" or "left" or "right" or "center" || terms[at + 1].IsImage || terms[at + 1].Noun is not null);
}
