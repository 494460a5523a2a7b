using Pentimento.Engine.Planning.Grammar;
using Pentimento.Engine.Planning.Words;

namespace Pentimento.Engine.Planning.Chinese;

/// <summary>
/// Reads requests in simplified Chinese. The order of words is freer than in English (把左边的人去掉, 去掉左边的人), so a clause
/// is read as a whole: its verb, what it names, what it wants.
/// </summary>
internal sealed class ChineseReader(Lexicon lexicon)
{
    private readonly TermReader terms = new(lexicon, null);

    /// <summary>Whether a text holds a Chinese character.</summary>
    public static bool IsFor(string text) => text.Any(Tokenizer.IsHan);

    public void Read(string prompt, PlanBuilder plan)
    {
        var interpreter = new ChineseInterpreter(prompt, plan);
        foreach (var sentence in terms.Read(prompt))
        {
            var joined = ChineseTerms.Join(sentence);
            var start = 0;
            for (var i = 0; i <= joined.Count; i++)
            {
                if (i == joined.Count || IsBreak(joined, i))
                {
                    ReadClause(interpreter, joined, start, i);
                    start = i + 1;
                }
            }
        }
    }

    private static bool IsBreak(List<Term> terms, int i) =>
        terms[i] is { Kind: TokenKind.Mark, Text: "," or ";" or "(" or ")" } || terms[i].Word is "then"
        || (terms[i].Word is "and" && HasVerb(terms, i + 1) && HasVerb(terms, 0, i));

    private static bool HasVerb(List<Term> terms, int from, int to = int.MaxValue)
    {
        // Looks only as far as the next break, so that the whole stays linear.
        const int Reach = 12;
        var end = Math.Min(Math.Min(to, terms.Count), to == int.MaxValue ? from + Reach : to);
        for (var i = to == int.MaxValue ? from : Math.Max(0, to - Reach); i < end; i++)
        {
            if (to == int.MaxValue && (terms[i].Kind is TokenKind.Mark || terms[i].Word is "and" or "then"))
            {
                return false;
            }

            if (terms[i].Verb is not null)
            {
                return true;
            }
        }

        return false;
    }

    private static void ReadClause(ChineseInterpreter interpreter, List<Term> terms, int start, int end)
    {
        while (start < end && terms[start].Word is "frame" or "filler" or "and" && terms[start].Verb is null)
        {
            start++;
        }

        if (start < end)
        {
            interpreter.Read(terms, new Part(start, end));
        }
    }
}
