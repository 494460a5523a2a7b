using Pentimento.Engine.Planning.Words;

namespace Pentimento.Engine.Planning.Grammar;

/// <summary>
/// Parts a sentence into clauses, from left to right, in one pass. A clause begins at a verb that stands where a request's
/// verb can stand; verbs of stories (after "I", after "was", in a reason) do not.
/// </summary>
internal sealed class ClauseReader
{
    private readonly Lexicon lexicon;
    private readonly List<Term> terms;
    private readonly bool shouts;
    private readonly List<Clause> clauses = [];
    private Clause current;
    private int partStart;
    private bool atStart = true;
    private bool framed;
    private bool skipping;
    private bool negated;
    private bool storied;
    private bool alternative;
    private bool aside;

    private ClauseReader(Lexicon lexicon, List<Term> terms)
    {
        this.lexicon = lexicon;
        this.terms = terms;
        current = new Clause(terms, 0);
        shouts = terms.Count(t => t.Fresh) > 2 + (terms.Count / 4);
    }

    public static List<Clause> Read(Lexicon lexicon, List<Term> terms)
    {
        var reader = new ClauseReader(lexicon, terms);
        for (var i = 0; i < terms.Count; i++)
        {
            reader.Step(i);
        }

        reader.CloseClause(terms.Count);
        return reader.clauses;
    }

    private void Step(int i)
    {
        var term = terms[i];
        if (term.Consumed)
        {
            return;
        }

        if (term.Word is not ("frame" or "own") && StartVerb(i))
        {
            return;
        }

        if (term.Text is "but" && i > 0 && terms[i - 1].Text is "everyone" or "everybody" or "everything" or "all" or "anything" or "nothing" or "people" or "anyone")
        {
            return;
        }

        if (term.Kind is TokenKind.Mark || term.Word is "and" or "or" or "but")
        {
            Joint(i);
            return;
        }

        switch (term.Word)
        {
            case "frame" when current.Act is "want" && i == partStart && term.Text is "someone" or "somebody" or "anyone":
                atStart = false;
                return;
            case "own" or "frame":
                aside = term.Word is "own";
                if (term.Text is "help" or "please" && !atStart && i + 1 < terms.Count && terms[i + 1].Word is "frame")
                {
                    return;
                }

                CloseClause(i);
                (framed, atStart, skipping, negated, storied, alternative) = (true, true, false, false, false, false);
                partStart = i + 1;
                return;
            case "then":
                Joint(i);
                return;
            case "because" when !(atStart && framed && current.Verb is null):
                CloseJoint(i);
                (skipping, current.IsCut, atStart) = (true, true, false);
                return;
            case "not" when term.Text is "without" && current.Verb is { Kind: not ("want" or "set") }:
                CloseJoint(i);
                (skipping, current.IsCut, atStart) = (true, true, false);
                return;
            case "not":
                negated = true;
                return;
            case "filler":
                return;
            case "pronoun" or "be" when atStart:
                storied |= term.Word is "pronoun" && !framed;
                aside |= term.Word is "pronoun" && !framed;
                atStart = false;
                return;
            default:
                if (term.Word is "degree" or "else" or "only" or "more" or "less" or "too" or "so" && atStart)
                {
                    return;
                }

                if (atStart && framed && term.IsUnknown && current.Verb is null && LooksLikeVerb(i))
                {
                    Open(i, new Clause(terms, i) { IsUnknownVerb = true, VerbAt = i, IsFramed = true });
                    return;
                }

                atStart = false;
                return;
        }
    }

    private bool LooksLikeVerb(int i) =>
        i + 1 < terms.Count && terms[i + 1] is var next && (next.Word is "determiner" or "all" || next.IsImage || next.Noun?.Kind is "region" || next.Noun?.Name is "person")
        && !terms[i].Text.EndsWith("ly", StringComparison.Ordinal);

    private bool StartVerb(int i)
    {
        var term = terms[i];
        var (sense, form) = (term.Verb, term.Entry.Form);
        if (sense is null && lexicon.Splits(term.Text).Count == 0)
        {
            return false;
        }

        if (FindSplit(i) is { } found)
        {
            if (!CanHead(i, found.Form, strong: true))
            {
                return false;
            }

            foreach (var taken in terms.Skip(found.From).Take(found.Count))
            {
                taken.Consumed = true;
            }

            (sense, form) = (found.Sense, found.Form);
        }
        else if (sense is null || !CanHead(i, form, strong: term.Noun is null && term.Adjective is null && term.Colour is null && term.Word.Length == 0))
        {
            return false;
        }

        var participle = form is VerbForm.Past;
        var before = new Part(partStart, i);
        var takesLeft = participle || (form is VerbForm.Third && sense?.Kind is "want");
        var left = !takesLeft ? default : participle && current.Act is "want" && !current.Left.IsEmpty ? current.Left : before;
        negated |= current.IsNegated && Previous(i)?.Word is "to";
        Open(i, new Clause(terms, i) { Verb = sense, VerbAt = i, IsNegated = negated, IsFramed = framed, IsAlternative = alternative, IsAside = aside, Left = left }, takesLeft);
        return true;
    }

    private void Open(int i, Clause clause, bool takesLeft = false)
    {
        if (takesLeft)
        {
            // The words before a participle belong to it, not to "I want".
            partStart = i;
        }

        CloseClause(i);
        current = clause;
        partStart = i + 1;
        (atStart, skipping, negated, storied, alternative) = (false, false, false, false, false);
    }

    /// <summary>Whether a verb form at this place asks for something.</summary>
    private bool CanHead(int i, VerbForm form, bool strong)
    {
        var term = terms[i];
        var previous = Previous(i);
        if (term.Verb?.Kind is "want")
        {
            return (!skipping || atStart) && (form.HasFlag(VerbForm.Base) || form is VerbForm.Third) && previous?.Word is not ("to" or "determiner" or "with" or "preposition")
                && (form is VerbForm.Third || previous is null || previous.Word is "pronoun" || term.Text.Contains(' ', StringComparison.Ordinal));
        }

        if (form.HasFlag(VerbForm.Base))
        {
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

            return (atStart && term.Verb?.Kind is not "ignore" && (framed || clauses.Count == 0 || clauses[^1].Verb is not null) && (strong || FollowedByObject(i)))
                || (framed && current.Verb is null && previous?.Word is "with" or "to" && strong);
        }

        if (form is VerbForm.Past)
        {
            return !skipping && previous is not null && i > partStart && term.Adjective is null && term.Verb?.Kind is not ("ignore" or "want" or "say" or "keep")
                && (((current.Act is "want" or "set" || current.Verb?.Lemma is "have" || !current.Left.IsEmpty || (current.Verb is null && framed)) && previous.Word is not ("determiner" or "be"))
                    || (previous.Text is "be" or "being" or "should be" or "must be" or "could be" or "can be" or "has to be" or "have to be" or "ought to be" && !storied)
                    || (current.Verb is null && !storied && IsLast(i)));
        }

        return false;
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
            || next.IsImage || next.IsNumber || next.Noun?.Kind is "region" or "attribute" or "object" or "mask" or "clothing"
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

    private (Sense Sense, VerbForm Form, int From, int Count)? FindSplit(int i)
    {
        const int Reach = 14;
        var splits = lexicon.Splits(terms[i].Text);
        if (splits.Count == 0)
        {
            return null;
        }

        for (var j = i + 1; j < Math.Min(terms.Count, i + Reach); j++)
        {
            if (terms[j].Word is "frame" or "own" or "because" || terms[j].Kind is TokenKind.Mark && terms[j].Text is ";" or ":")
            {
                return null;
            }

            foreach (var (particle, sense, form) in splits)
            {
                if (Matches(j, particle) is var count and > 0)
                {
                    return (sense, form, j, count);
                }
            }

            if (j > i + 1 && terms[j].Verb is not null && terms[j].Entry.Form.HasFlag(VerbForm.Base) && terms[j].Noun is null && terms[j].Adjective is null && terms[j].Colour is null)
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>The number of terms that a particle takes from a place on; 0 when it does not stand there.</summary>
    private int Matches(int at, string[] particle)
    {
        var text = string.Join(' ', particle);
        var (count, seen) = (0, 0);
        for (var j = at; j < terms.Count && seen < text.Length; j++)
        {
            var term = terms[j].Text is "out of" && text is "out" ? "out" : terms[j].Text;
            if (seen > 0)
            {
                seen++;
            }

            if (string.CompareOrdinal(text, seen, term, 0, term.Length) != 0)
            {
                return 0;
            }

            seen += term.Length;
            count++;
        }

        return seen == text.Length ? count : 0;
    }

    private void Joint(int i)
    {
        CloseJoint(i);
        if (terms[i].Text is "(")
        {
            skipping = true;
        }
        else if (terms[i].Text is ")")
        {
            skipping = false;
        }

        (atStart, negated, alternative) = (true, false, terms[i].Word is "or");
        storied &= terms[i].Word is "and" or "or";
    }

    private void CloseJoint(int i)
    {
        var part = new Part(partStart, i, alternative);
        if (!part.IsEmpty && !skipping)
        {
            current.Parts.Add(part);
            current.End = i;
        }

        partStart = i + 1;
    }

    private void CloseClause(int i)
    {
        CloseJoint(i);
        current.Limit = i;
        if (current.Verb is not null || current.IsUnknownVerb || current.Parts.Count > 0)
        {
            current.End = Math.Max(current.End, Math.Min(terms.Count, current.VerbAt + 1));
            clauses.Add(current);
        }

        current = new Clause(terms, i) { IsFramed = framed };
        partStart = i;
    }
}
