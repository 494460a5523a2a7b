using System.Collections.Frozen;
using Pentimento.Engine.Planning.Words;

namespace Pentimento.Engine.Selection.Nouns;

/// <summary>The nouns that people use and the detector's names for them. The file's format stands at the head of <c>Nouns/en.txt</c>.</summary>
internal sealed class NounTable
{
    private static readonly Lazy<NounTable> LazyEnglish = new(() => Parse(Resource("Selection.Nouns.en.txt")));

    private readonly FrozenDictionary<string, NounMeaning> _nouns;

    private NounTable(Dictionary<string, NounMeaning> nouns) => _nouns = nouns.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The embedded English table, read once on first use.</summary>
    public static NounTable English => LazyEnglish.Value;

    /// <summary>Every singular and plural in the table.</summary>
    public IEnumerable<KeyValuePair<string, NounMeaning>> Entries => _nouns;

    /// <summary>
    /// The meaning of a noun or a noun phrase. Of a phrase the longest ending that the table has counts, since English puts the head
    /// last: "red sports car" is a car, "dog house" a house, "teddy bear" itself.
    /// </summary>
    /// <param name="phrase">Words separated by blanks, hyphens or underscores; singular or plural.</param>
    /// <returns>Null when no ending of the phrase is in the table.</returns>
    public NounMeaning? Find(string phrase)
    {
        var words = phrase.Split([' ', '-', '_'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        for (var first = 0; first < words.Length; first++)
        {
            if (_nouns.TryGetValue(string.Join(' ', words[first..]), out var meaning))
            {
                return meaning;
            }
        }

        return null;
    }

    /// <summary>Reads a table.</summary>
    /// <exception cref="FormatException">A line without a colon, or a noun that stands twice; the message names it.</exception>
    public static NounTable Parse(string text)
    {
        var nouns = new Dictionary<string, NounMeaning>(StringComparer.OrdinalIgnoreCase);
        var plurals = new List<(string Plural, NounMeaning Meaning)>();
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(l => l[0] is not '#'))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon < 0)
            {
                throw new FormatException($"A line of nouns has no colon: {line}");
            }

            var (kind, classes) = ReadClasses(line[..colon]);
            foreach (var entry in line[(colon + 1)..].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                var slash = entry.IndexOf('/', StringComparison.Ordinal);
                var singular = slash < 0 ? entry : entry[..slash];
                if (!nouns.TryAdd(singular, new NounMeaning(singular, kind, classes, IsPlural: false)))
                {
                    throw new FormatException($"A noun stands twice: {singular}");
                }

                plurals.Add((slash < 0 ? Inflection.Plural(entry) : entry[(slash + 1)..], new NounMeaning(singular, kind, classes, IsPlural: true)));
            }
        }

        // A word that is a singular somewhere ("glasses", "sheep") is not said of several things for sure.
        foreach (var (plural, meaning) in plurals)
        {
            nouns.TryAdd(plural, meaning);
        }

        return new NounTable(nouns);
    }

    private static (NounKind Kind, string[] Classes) ReadClasses(string head) => head switch
    {
        "outside" => (NounKind.Outside, []),
        _ when head.StartsWith("part of ", StringComparison.Ordinal) => (NounKind.Part, Split(head["part of ".Length..])),
        _ when head.StartsWith("~ ", StringComparison.Ordinal) => (NounKind.Similar, Split(head[2..])),
        _ => (NounKind.Detected, Split(head)),
    };

    private static string[] Split(string classes) => classes.Split(" + ", StringSplitOptions.TrimEntries);

    private static string Resource(string name)
    {
        using var stream = typeof(NounTable).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The resource {name} is missing");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
