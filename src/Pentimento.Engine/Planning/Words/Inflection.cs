namespace Pentimento.Engine.Planning.Words;

/// <summary>The regular forms of English words, and the irregular ones that requests contain.</summary>
internal static class Inflection
{
    private const string Vowels = "aeiou";

    private static readonly Dictionary<string, (string Ing, string[] Past)> Irregular = new(StringComparer.Ordinal)
    {
        ["take"] = ("taking", ["took", "taken"]),
        ["get"] = ("getting", ["got", "gotten"]),
        ["cut"] = ("cutting", ["cut"]),
        ["put"] = ("putting", ["put"]),
        ["set"] = ("setting", ["set"]),
        ["let"] = ("letting", ["let"]),
        ["make"] = ("making", ["made"]),
        ["bring"] = ("bringing", ["brought"]),
        ["give"] = ("giving", ["gave", "given"]),
        ["leave"] = ("leaving", ["left alone"]),
        ["keep"] = ("keeping", ["kept"]),
        ["hide"] = ("hiding", ["hid", "hidden"]),
        ["light"] = ("lighting up", ["lit up"]),
        ["blow"] = ("blowing", ["blew", "blown up"]),
        ["spin"] = ("spinning", ["spun"]),
        ["grow"] = ("growing", ["grew", "grown"]),
        ["draw"] = ("drawing it", ["drew", "drawn"]),
        ["write"] = ("writing it", ["wrote", "written"]),
        ["say"] = ("saying", ["said so"]),
        ["do"] = ("doing", ["did it", "done"]),
        ["redo"] = ("redoing", ["redid", "redone"]),
        ["rid"] = ("ridding", ["rid"]),
        ["be"] = ("being so", ["been so"]),
        ["swap"] = ("swapping", ["swapped"]),
        ["see"] = ("seeing", ["saw", "seen"]),
        ["know"] = ("knowing", ["knew", "known"]),
        ["stick"] = ("sticking", ["stuck"]),
        ["throw"] = ("throwing", ["threw", "thrown"]),
        ["lay"] = ("laying", ["laid"]),
        ["edit"] = ("editing", ["edited"]),
        ["feel"] = ("feeling", ["felt"]),
        ["think"] = ("thinking", ["thought"]),
        ["buy"] = ("buying", ["bought"]),
        ["find"] = ("finding", ["found"]),
        ["have"] = ("having", ["had"]),
        ["build"] = ("building it", ["built"]),
        ["slide"] = ("sliding", ["slid"]),
        ["re"] = ("re", ["re"]),
    };

    /// <summary>The other forms of a verb phrase; its first word is inflected.</summary>
    public static IEnumerable<(string Text, VerbForm Form)> Verb(string phrase)
    {
        var space = phrase.IndexOf(' ', StringComparison.Ordinal);
        var (head, tail) = space < 0 ? (phrase, "") : (phrase[..space], phrase[space..]);
        if (head is "re" or "un" or "de" && tail.Length > 1)
        {
            foreach (var (text, form) in Verb(tail[1..]))
            {
                yield return ($"{head} {text}", form);
            }

            yield break;
        }

        yield return (Plural(head) + tail, VerbForm.Third);
        if (Irregular.TryGetValue(head, out var forms))
        {
            yield return (forms.Ing + tail, VerbForm.Ing);
            foreach (var past in forms.Past)
            {
                yield return (past + tail, VerbForm.Past);
            }

            yield break;
        }

        var doubled = DoublesLast(head) ? head + head[^1] : head;
        yield return ((head.EndsWith('e') && !head.EndsWith("ee", StringComparison.Ordinal) ? head[..^1] : doubled) + "ing" + tail, VerbForm.Ing);
        yield return ((head.EndsWith('e') ? head + "d" : EndsInConsonantY(head) ? head[..^1] + "ied" : doubled + "ed") + tail, VerbForm.Past);
    }

    /// <summary>The plural of a noun phrase, whose last word is inflected, or the third person of a verb.</summary>
    public static string Plural(string word) => word switch
    {
        _ when word.EndsWith("man", StringComparison.Ordinal) && !word.EndsWith("human", StringComparison.Ordinal) => word[..^2] + "en",
        _ when word.EndsWith("child", StringComparison.Ordinal) => word + "ren",
        _ when word.EndsWith("tooth", StringComparison.Ordinal) => word[..^4] + "eeth",
        _ when word.EndsWith("leaf", StringComparison.Ordinal) || word.EndsWith("shelf", StringComparison.Ordinal) || word is "wolf" => word[..^1] + "ves",
        _ when EndsInConsonantY(word) => word[..^1] + "ies",
        _ when word[^1] is 's' or 'x' or 'z' || word.EndsWith("ch", StringComparison.Ordinal) || word.EndsWith("sh", StringComparison.Ordinal) => word + "es",
        _ => word + "s",
    };

    /// <summary>The singular of a noun that may be in no lexicon.</summary>
    public static string Singular(string word) => word switch
    {
        "people" => "person",
        "women" => "woman",
        "men" => "man",
        "children" => "child",
        "feet" => "foot",
        "teeth" => "tooth",
        "leaves" => "leaf",
        "knives" => "knife",
        "shelves" => "shelf",
        _ when word.Length < 4 || !word.EndsWith('s') || word.EndsWith("ss", StringComparison.Ordinal)
            || word.EndsWith("us", StringComparison.Ordinal) || word.EndsWith("is", StringComparison.Ordinal) => word,
        _ when word.EndsWith("ies", StringComparison.Ordinal) && word.Length > 4 => word[..^3] + "y",
        _ when word.EndsWith("ches", StringComparison.Ordinal) || word.EndsWith("shes", StringComparison.Ordinal)
            || word.EndsWith("sses", StringComparison.Ordinal) || word.EndsWith("xes", StringComparison.Ordinal) => word[..^2],
        _ => word[..^1],
    };

    /// <summary>Comparative and superlative of a one-word adjective.</summary>
    /// <param name="isColour">Colours have a plural too: "the reds".</param>
    public static IEnumerable<string> Compared(string word, bool isColour)
    {
        if (word.Contains(' ', StringComparison.Ordinal) || word.Length > 9)
        {
            yield break;
        }

        var stem = word.EndsWith('e') ? word[..^1] : EndsInConsonantY(word) ? word[..^1] + "i" : DoublesLast(word) ? word + word[^1] : word;
        yield return stem + "er";
        yield return stem + "est";
        yield return stem + "ish";
        if (isColour)
        {
            yield return word + "s";
        }
    }

    private static bool EndsInConsonantY(string word) =>
        word.Length > 2 && word[^1] is 'y' && !Vowels.Contains(word[^2], StringComparison.Ordinal);

    private static bool DoublesLast(string word) =>
        word.Length is > 2 and < 6 && !Vowels.Contains(word[^1], StringComparison.Ordinal) && word[^1] is not ('w' or 'x' or 'y')
        && Vowels.Contains(word[^2], StringComparison.Ordinal) && !Vowels.Contains(word[^3], StringComparison.Ordinal)
        && word is not ("edit" or "alter" or "color" or "cover" or "enter" or "lower" or "offer" or "open" or "focus" or "sharp" or "tiger" or "paper");
}
