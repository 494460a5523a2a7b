using Pentimento.Engine.Planning.Words;

namespace Pentimento.Engine.Planning.Grammar;

/// <summary>
/// Parts a sentence into clauses, from left to right, in one pass. A clause begins at a verb that stands where a request's
/// verb can stand; verbs of stories (after "I", after "was", in a reason) do not.
/// </summary>
internal sealed partial class ClauseReader
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
    private int reason = -1;

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
        ShareObjects(reader.clauses);
        return reader.clauses;
    }

    /// <summary>"Sharpen and brighten the face": the first verb governs what the second does.</summary>
    private static void ShareObjects(List<Clause> clauses)
    {
        for (var k = clauses.Count - 2; k >= 0; k--)
        {
            var (clause, next) = (clauses[k], clauses[k + 1]);
            if (clause.Parts.Count == 0 && clause.Left.IsEmpty && next.Parts.Count > 0 && clause.VerbAt >= 0 && next.VerbAt > 0 && Joined(clause, next)
                && clause.Act is "apply" or "remove" or "up" or "down" or "fix" or "vague" && next.Act is "apply" or "up" or "down" or "fix" or "vague" or "replace"
                && TargetReader.Read(clause.Terms, next.Parts[0]) is { Kind: not (null or "image") })
            {
                clause.Parts.Add(next.Parts[0]);
            }
        }
    }

    private static bool Joined(Clause clause, Clause next)
    {
        for (var i = clause.VerbAt + 1; i < next.VerbAt; i++)
        {
            if (clause.Terms[i].Word is not ("and" or "filler" or "then") && clause.Terms[i].Text is not ("," or "/"))
            {
                return false;
            }
        }

        return ReferenceEquals(clause.Terms, next.Terms) && clause.Terms[next.VerbAt - 1].Word is not "or";
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

        if (term.Text is ":" && i > 0 && i + 1 < terms.Count && terms[i - 1].IsNumber && terms[i + 1].IsNumber)
        {
            // "16:9"
            return;
        }

        if (i > 0 && (term.Text is "nd" && terms[i - 1].IsNumber || term.Text is "first" && terms[i - 1].Word is "determiner"))
        {
            // "The 2nd man", "the first one"
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
                current = new Clause(terms, i) { IsFramed = true };
                partStart = i + 1;
                return;
            case "then":
                Joint(i);
                return;
            case "because" when !(atStart && framed && current.Verb is null):
                CloseJoint(i);
                reason = term.Text.StartsWith("so ", StringComparison.Ordinal) || IsCause(term) ? i + 1 : -1;
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
                    Open(i, new Clause(terms, i) { IsUnknownVerb = true, VerbAt = i, IsFramed = true, IsAside = aside });
                    return;
                }

                atStart = false;
                return;
        }
    }

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
        var before = new Part(partStart, i > partStart && terms[i - 1] is { Word: "be" } ? i - 1 : i);
        var takesLeft = participle || (form is VerbForm.Third && sense?.Kind is "want");
        var left = !takesLeft ? default : participle && (current.Act is "want" && !current.Left.IsEmpty || GoesOnParticiple(i)) ? current.Left : before;
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

    private void Joint(int i)
    {
        CloseJoint(i);
        if (terms[i].Text is "(" && current.Verb is { Kind: not "ignore" })
        {
            skipping = true;
        }
        else if (terms[i].Text is ")")
        {
            skipping = false;
        }

        // "I like it, but …": what follows stands for itself.
        skipping &= terms[i].Word is not "but";
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

        if (reason >= 0 && (current.Verb is not null || IsCause(terms[reason - 1])) && i > reason)
        {
            // "so that the colours pop" may name another wish.
            if (IsCause(terms[reason - 1]))
            {
                current.Cause = new Part(reason, i);
            }
            else
            {
                current.Reason = new Part(reason, i);
            }

            reason = -1;
        }

        partStart = i + 1;
    }

    private static bool IsCause(Term term) => term.Text is "because" or "becuz" or "cuz" or "coz" or "bc" or "since it" or "since the" or "as it" or "as the" or "cause" or "since";

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
