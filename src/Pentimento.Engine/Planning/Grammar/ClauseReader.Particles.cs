using Pentimento.Engine.Planning.Words;

namespace Pentimento.Engine.Planning.Grammar;

/// <summary>Verbs whose particle stands apart: "take the man out".</summary>
internal sealed partial class ClauseReader
{
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
            if (terms[j].Word is "and" or "or" && terms[i].Text.StartsWith("mak", StringComparison.Ordinal))
            {
                // "Make it lighter and blur it": two wishes.
                return null;
            }

            if (terms[j].Word is "frame" or "own" or "because" || terms[j].Kind is TokenKind.Mark && terms[j].Text is ";" or ":")
            {
                return null;
            }

            // The longest particle is meant: "fill it in with white", not "fill it in".
            var best = splits.Select(s => (s.Sense, s.Form, From: j, Count: Matches(j, s.Particle), s.Particle.Length)).Where(s => s.Count > 0).OrderByDescending(s => s.Length).FirstOrDefault();
            if (best.Count > 0)
            {
                return (best.Sense, best.Form, best.From, best.Count);
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
}
