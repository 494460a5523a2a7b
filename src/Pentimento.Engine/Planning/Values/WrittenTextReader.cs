using Pentimento.Engine.Planning.Grammar;
using Pentimento.Engine.Planning.Words;

namespace Pentimento.Engine.Planning.Values;

/// <summary>Reads a text to be written and its place: <c>"Hello" bottom right</c>.</summary>
internal static class WrittenTextReader
{
    private static readonly string[] Openers = ["say", "says", "saying", "reads", "reading", "read", "write", "type", "text", "caption", "word", "words", "title", "called", "spell", "message", "watermark", "quote", "label", "slogan", "headline", "heading", "letter"];

    /// <summary>The value; null when no text is given.</summary>
    public static string? Read(string prompt, List<Term> terms, Part part)
    {
        var place = PlaceReader.Read(terms, part);
        var text = Quoted(terms, part) ?? Open(prompt, terms, part);
        return text is null ? place : place is null ? Quote(text) : $"{Quote(text)} {place}";
    }

    private static string Quote(string text) => $"\"{text.Replace('"', '\'').Trim()}\"";

    private static string? Quoted(List<Term> terms, Part part)
    {
        for (var i = part.Start; i < Math.Max(part.End, terms.Count); i++)
        {
            if (i < terms.Count && terms[i].Kind is TokenKind.Quoted)
            {
                return terms[i].Text;
            }
        }

        return null;
    }

    /// <summary>Unquoted words after "saying", "the text …", up to a place.</summary>
    private static string? Open(string prompt, List<Term> terms, Part part)
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

        return end > start && !names ? prompt[terms[start].Start..terms[end - 1].End] : null;
    }

    private static bool IsPlace(List<Term> terms, int at, int end) =>
        terms[at].Word is "preposition" or "behind" or "front" or "to" && at + 1 < end
        && (terms[at + 1].Word is "determiner" or "top" or "bottom" or "left" or "right" or "center" || terms[at + 1].IsImage || terms[at + 1].Noun is not null);
}
