using Pentimento.Engine.Planning.Words;

namespace Pentimento.Engine.Planning.Grammar;

/// <summary>From the words that were read to a target.</summary>
internal sealed partial class TargetReader
{
    private Target Finish()
    {
        target.Words = Words(target.Head < 0 ? at : Math.Min(FirstOfName(), target.Head), target.Head + 1);
        if (head is null)
        {
            if (target.Quote is not null)
            {
                // 'Remove "SALE"'
                target.Kind = "text";
                return target;
            }

            target.Kind = target.Places.Count > 0 || colourWord is not null ? "image" : null;
            target.Look = colourWord;
            target.Count = null;
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
        if (term.Noun is { Name: "compound" })
        {
            // The detector knows it by both words: a hot dog is no dog.
            return term.Noun.Lemma;
        }

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
        while (from < to && (terms[from].Word is "determiner" && terms[from].Text is not ("its" or "their") || terms[from].Word is "filler" or "only" or "preposition" or "with" or "all" || terms[from].Text is "her" or "his" && from + 1 < to))
        {
            from++;
        }

        var kept = new List<string>();
        for (var i = from; i < Math.Min(to, from + 8); i++)
        {
            if (kept.Count > 0 && terms[i].Text.EndsWith("ing", StringComparison.Ordinal) && (terms[i].IsUnknown || terms[i].Verb is not null && terms[i].Noun is null))
            {
                break;
            }

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
