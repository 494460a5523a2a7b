namespace Pentimento.Engine.Planning.Words;

/// <summary>
/// Corrects misspelled words to words of the vocabulary: one edit (insertion, deletion, substitution, transposition), or two in
/// long words. Real words are never touched: the guard list holds those that lie near a vocabulary word.
/// </summary>
internal sealed class Spelling
{
    private const int ShortestWord = 5;
    private const int LongestWord = 20;
    private const int TwoEditsFrom = 8;

    private readonly IReadOnlySet<string> vocabulary;
    private readonly HashSet<string> guard;
    private readonly Dictionary<string, List<string>> byDeletion = new(StringComparer.Ordinal);

    /// <param name="vocabulary">Words that need no correction.</param>
    /// <param name="guard">Real words outside the vocabulary.</param>
    public Spelling(IReadOnlySet<string> vocabulary, IEnumerable<string> guard)
    {
        this.vocabulary = vocabulary;
        this.guard = new HashSet<string>(guard, StringComparer.Ordinal);
        foreach (var word in vocabulary)
        {
            if (word.Length is >= ShortestWord and <= LongestWord && word.All(char.IsAsciiLetter))
            {
                foreach (var key in Deletions(word))
                {
                    (byDeletion.TryGetValue(key, out var list) ? list : byDeletion[key] = []).Add(word);
                }
            }
        }
    }

    /// <summary>The vocabulary word that was meant; null when the word is fine or nothing is near enough.</summary>
    public string? Correct(string word)
    {
        if (Unstretched(word) is { } plain)
        {
            return plain;
        }

        if (word.Length == ShortestWord - 1)
        {
            return guard.Contains(word) || vocabulary.Contains(word) ? null : Swapped(word);
        }

        if (word.Length is < ShortestWord or > LongestWord || vocabulary.Contains(word) || guard.Contains(word) || !word.All(char.IsAsciiLetter))
        {
            return null;
        }

        string? best = null;
        var bestScore = double.MaxValue;
        foreach (var key in Deletions(word))
        {
            if (byDeletion.TryGetValue(key, out var candidates))
            {
                foreach (var candidate in candidates)
                {
                    var score = Score(word, candidate);
                    if (score < bestScore || (score == bestScore && string.CompareOrdinal(candidate, best) < 0))
                    {
                        (best, bestScore) = (candidate, score);
                    }
                }
            }
        }

        return bestScore < double.MaxValue ? best : null;
    }

    /// <summary>"waaay" is "way": the vocabulary word without the letters that were held down; null when there are none.</summary>
    private string? Unstretched(string word)
    {
        const int Stretched = 3;
        var plain = new System.Text.StringBuilder(word.Length);
        var run = 0;
        var longest = 0;
        foreach (var c in word)
        {
            run = plain.Length > 0 && plain[^1] == c ? run + 1 : 1;
            longest = Math.Max(longest, run);
            if (run == 1)
            {
                plain.Append(c);
            }
        }

        return longest >= Stretched && word.Length <= LongestWord && vocabulary.Contains(plain.ToString()) ? plain.ToString() : null;
    }

    /// <summary>A short word is only corrected where two neighbours were swapped: "bleu".</summary>
    private string? Swapped(string word)
    {
        for (var i = 1; i + 1 < word.Length; i++)
        {
            var other = string.Concat(word.AsSpan(0, i), word.AsSpan(i + 1, 1), word.AsSpan(i, 1), word.AsSpan(i + 2));
            if (other != word && vocabulary.Contains(other))
            {
                return other;
            }
        }

        return null;
    }

    /// <summary>How far a typed word is from a candidate; infinite beyond the allowed number of edits.</summary>
    private static double Score(string typed, string candidate)
    {
        var edits = Keyboard.Distance(typed, candidate, out var count);
        var allowed = Math.Min(typed.Length, candidate.Length) >= TwoEditsFrom ? 2 : 1;
        if (count > allowed || (typed[0] != candidate[0] && (count > 1 || typed.Length < 6)))
        {
            return double.MaxValue;
        }

        return edits + (Keyboard.SameSound(typed, candidate) ? -0.3 : 0) + (typed[0] == candidate[0] ? 0 : 0.5);
    }

    private static IEnumerable<string> Deletions(string word)
    {
        yield return word;
        for (var i = 0; i < word.Length; i++)
        {
            yield return word.Remove(i, 1);
        }
    }
}
