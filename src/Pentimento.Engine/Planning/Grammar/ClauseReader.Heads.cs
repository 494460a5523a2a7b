using Pentimento.Engine.Planning.Words;

namespace Pentimento.Engine.Planning.Grammar;

/// <summary>Which verb, at which place, asks for something.</summary>
internal sealed partial class ClauseReader
{
    private bool LooksLikeVerb(int i) =>
        i + 1 < terms.Count && terms[i + 1] is var next && (next.Word is "determiner" or "all" || next.IsImage || next.Noun?.Kind is "region" || next.Noun?.Name is "person")
        && !terms[i].Text.EndsWith("ly", StringComparison.Ordinal);

    /// <summary>Whether a verb form at this place asks for something.</summary>
    private bool CanHead(int i, VerbForm form, bool strong)
    {
        var term = terms[i];
        var previous = Previous(i);
        if (term.Verb?.Kind is "want")
        {
            return (!skipping || atStart) && (form.HasFlag(VerbForm.Base) || form is VerbForm.Third || (form is VerbForm.Ing && term.Text.Contains(" for", StringComparison.Ordinal))) && previous?.Word is not ("to" or "determiner" or "with" or "preposition")
                && (form is VerbForm.Third || previous is null || previous.Word is "pronoun" or "be" || term.Text.Contains(' ', StringComparison.Ordinal));
        }

        if (form.HasFlag(VerbForm.Base))
        {
            if (previous?.Text is "you" && i < 4 && strong && term.Verb?.Kind is not "ignore")
            {
                // "an you rotate it"
                return true;
            }

            if (current.Verb is null && !storied && !framed && !atStart && strong && previous is { Word: "" } && current.Parts.Count == 0
                && (term.Verb?.Kind is "remove" or "up" or "down" or "apply" or "replace" || term is { Fresh: true, Verb.Kind: "set" } && !shouts || FindSplit(i) is { Sense.Kind: "up" or "remove" }) && FollowedByObject(i) && IsTitle(i))
            {
                // "Beach day remove the towel": a title without a full stop.
                return true;
            }

            if (atStart)
            {
                return strong || framed && previous is null || FollowedByObject(i);
            }

            if (previous?.Word is "pronoun" && term.Verb is { Kind: "remove" } && term.Text.EndsWith("want", StringComparison.Ordinal))
            {
                return true;
            }

            if (framed && current.Verb is null && previous?.Word is "pronoun" && strong)
            {
                return true;
            }

            if (current.Act is "set" && i == partStart && strong && term.Verb?.Kind is "apply")
            {
                return true;
            }

            if (previous is null || storied || skipping && previous.Word is not "to")
            {
                return false;
            }

            if (previous.Word is "determiner" && framed && current.Verb is null && strong && i + 1 < terms.Count && terms[i + 1].Word is "determiner")
            {
                // "can you the rotate the image"
                return true;
            }

            if (previous.Word is "to" && term.Verb?.Kind is "set" && current.Verb is { Kind: "apply" or "up" or "down" or "fix" or "remove" } && i - 1 > partStart && FirstOf(partStart) != i - 1)
            {
                // "brighten it to make it less dull": the reason, not another request.
                CloseJoint(i);
                (skipping, current.IsCut) = (true, true);
                return false;
            }

            if (previous.Word is "to")
            {
                return previous.Text is "to" && (framed || current.Verb is not null) && term.Verb?.Kind is not "ignore" && strong && !skipping;
            }

            if (previous.Word is "determiner" or "with" or "preposition" or "pronoun" or "not" or "be" or "all" or "more" or "less" or "behind" || previous.Adjective is not null && !strong)
            {
                return false;
            }

            if (framed && current.Verb is null)
            {
                return strong || FollowedByObject(i);
            }

            var goesOn = current.Verb is not null && term.Verb?.Kind is not ("ignore" or "say");
            return goesOn && (strong || (term.Fresh && !shouts)) && !(current.Act is "set" && previous.Noun?.Name is "person");
        }

        if (form.HasFlag(VerbForm.Ing))
        {
            if (term.Verb?.Kind is "keep" && current.Verb is not null && !skipping)
            {
                return true;
            }

            return (atStart && !storied && term.Verb?.Kind is not "ignore" && (framed || clauses.Count == 0 || clauses[^1].Verb is not null) && (strong || FollowedByObject(i)))
                || ((framed && current.Verb is null || current.Act is "want") && previous?.Word is "with" or "to" or "preposition" && (strong || FollowedByObject(i) || (i + 1 < terms.Count && terms[i + 1].Noun?.Kind is "fault")));
        }

        if (form is VerbForm.Past)
        {
            if (GoesOnParticiple(i) && term.Adjective is null && term.Verb?.Kind is "apply" or "remove" or "vague" or "fix")
            {
                return true;
            }

            return !skipping && (previous is not null || current.Act is "want" && i > partStart && terms[i - 1].Noun is not null) && (i > partStart || current.Verb?.Lemma is "want it" or "want this" or "see it" or "see this") && term.Adjective is null && term.Verb?.Kind is not ("ignore" or "want" or "say" or "keep")
                && (((current.Act is "want" or "set" || current.Verb?.Lemma is "have" || !current.Left.IsEmpty || (current.Verb is null && framed)) && (previous?.Word is not ("determiner" or "be") || previous.Text is "this" or "that" or "these"))
                    || (previous is not null && (previous.Text is "be" or "being" || previous.Text.EndsWith(" be", StringComparison.Ordinal)) && !storied)
                    || (current.Verb is null && !storied && IsLast(i) && term.Verb?.Kind is not "move"));
        }

        return false;
    }

    /// <summary>"I want this cropped and straightened": the second participle governs what the first does.</summary>
    private bool GoesOnParticiple(int i) =>
        !skipping && i == partStart && i > 0 && terms[i - 1].Word is "and" && current is { VerbAt: >= 0, Verb.Kind: "apply" or "remove" or "vague" or "fix" } && terms[current.VerbAt].Entry.Form is VerbForm.Past;

    private bool IsTitle(int i)
    {
        for (var j = partStart; j < i; j++)
        {
            if (terms[j].Word is "be" or "pronoun" or "to" or "not" || terms[j].Verb is not null && !terms[j].Entry.Form.HasFlag(VerbForm.Base))
            {
                return false;
            }
        }

        return true;
    }

    private int FirstOf(int i)
    {
        while (i < terms.Count && terms[i].Word is "filler" or "only")
        {
            i++;
        }

        return i;
    }

    private bool IsLast(int i) => i + 1 == terms.Count || terms[i + 1].Word is "frame" or "own" or "and" or "filler" || terms[i + 1].Kind is TokenKind.Mark;

    private bool FollowedByObject(int i)
    {
        if (i + 1 >= terms.Count || terms[i + 1].Kind is TokenKind.Mark)
        {
            return terms[i].Adjective is null && terms[i].Colour is null;
        }

        var next = terms[i + 1];
        return next.Word is "determiner" or "all" or "degree" or "with" or "to" or "and" or "frame" or "filler" or "preposition" or "left" or "right" or "center" or "pronoun"
            || next.IsImage || next.IsNumber || next.Kind is TokenKind.Quoted || next.Noun?.Kind is "region" or "attribute" or "object" or "mask" or "clothing"
            || (next.Verb is not null && next.Noun is null && next.Entry.Form.HasFlag(VerbForm.Base) && terms[i].Adjective is null && terms[i].Colour is null)
            || (next.IsUnknown && terms[i].Adjective is null && terms[i].Colour is null);
    }

    /// <summary>The term before that carries meaning, within the same part.</summary>
    private Term? Previous(int i)
    {
        for (var j = i - 1; j >= Math.Max(0, partStart - 1); j--)
        {
            if (terms[j].Word is not ("filler" or "degree") || terms[j].Adjective is not null)
            {
                return terms[j].Word is "frame" or "own" || terms[j].Kind is TokenKind.Mark || terms[j].Word is "and" or "or" or "but" ? null : terms[j];
            }
        }

        return null;
    }
}
