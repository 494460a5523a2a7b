using System.Reflection;

namespace Pentimento.Engine.Planning.Words;

/// <summary>
/// The vocabulary of one language: a tree of words whose nodes say what the phrase up to them means. Immutable once loaded.
/// </summary>
internal sealed class Lexicon
{
    private readonly Node root = new();
    private readonly Dictionary<string, List<(string[] Particle, Sense Sense, VerbForm Form)>> split = new(StringComparer.Ordinal);
    private readonly HashSet<string> words = new(StringComparer.Ordinal);

    private Lexicon(string text, bool inflects)
    {
        var (phrases, examples) = LexiconFile.Read(text);
        Phrases = phrases;
        Examples = examples;
        foreach (var phrase in phrases)
        {
            AddBase(phrase, inflects);
        }

        if (inflects)
        {
            foreach (var phrase in phrases)
            {
                AddForms(phrase);
            }
        }
    }

    public IReadOnlyList<LexiconPhrase> Phrases { get; }

    public IReadOnlyList<LexiconExample> Examples { get; }

    /// <summary>Every single word that some phrase contains.</summary>
    public IReadOnlySet<string> Words => words;

    /// <summary>Loads an embedded lexicon.</summary>
    /// <param name="name">The file without its folder: <c>en.txt</c>.</param>
    /// <param name="inflects">Whether plural, comparative and verb forms are to be made.</param>
    public static Lexicon Load(string name, bool inflects) => new(ReadText(name), inflects);

    /// <summary>The text of an embedded file of the <c>Lexicon</c> folder.</summary>
    public static string ReadText(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Planning.Lexicon.{name}")
            ?? throw new InvalidOperationException($"The lexicon {name} is not embedded in the engine.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>The longest phrase that starts at a token; its length is 0 when none does.</summary>
    public (Entry? Entry, int Length) Match(List<Token> tokens, int start)
    {
        var node = root;
        Entry? found = null;
        var length = 0;
        for (var i = start; i < tokens.Count && tokens[i].Kind is not (TokenKind.End or TokenKind.Quoted or TokenKind.Colour); i++)
        {
            if (node.Next is null || !node.Next.TryGetValue(tokens[i].Text, out node))
            {
                break;
            }

            if (node.Entry is not null)
            {
                (found, length) = (node.Entry, i - start + 1);
            }
        }

        return (found, length);
    }

    /// <summary>The meanings of a verb whose particle stands later in the clause: "take the man out".</summary>
    public IReadOnlyList<(string[] Particle, Sense Sense, VerbForm Form)> Splits(string verb) =>
        split.TryGetValue(verb, out var list) ? list : [];

    /// <summary>The colour of a name, as <c>#rrggbb</c>.</summary>
    public string? Colour(string name) =>
        Match(Tokenizer.Read(name), 0) is ({ Colour: { } colour }, _) ? colour.Name : null;

    private void AddBase(LexiconPhrase phrase, bool inflects)
    {
        var gap = phrase.Text.IndexOf('~', StringComparison.Ordinal);
        if (gap > 0)
        {
            AddSplit(phrase.Text[..gap].Trim(), phrase.Text[(gap + 1)..].Trim(), phrase.Sense, VerbForm.Base);
            foreach (var (form, kind) in inflects ? Inflection.Verb(phrase.Text[..gap].Trim()) : [])
            {
                AddSplit(form, phrase.Text[(gap + 1)..].Trim(), phrase.Sense, kind);
            }

            return;
        }

        Put(phrase.Text, phrase.Sense, VerbForm.Base, other: false, replace: true);
    }

    private void AddForms(LexiconPhrase phrase)
    {
        var (text, sense) = (phrase.Text, phrase.Sense);
        if (text.Contains('~', StringComparison.Ordinal))
        {
            return;
        }

        if (sense.Class is WordClass.Verb)
        {
            foreach (var (form, kind) in Inflection.Verb(text))
            {
                Put(form, sense, kind, other: true, replace: false);
            }
        }
        else if (sense.Class is WordClass.Noun && sense.Kind is not ("people" or "pair"))
        {
            Put(Inflection.Plural(text), sense, VerbForm.None, other: true, replace: false);
        }
        else if (sense.Class is WordClass.Adjective or WordClass.Colour)
        {
            foreach (var form in Inflection.Compared(text, isColour: sense.Class is WordClass.Colour))
            {
                Put(form, sense, VerbForm.None, other: true, replace: false);
            }
        }
    }

    private void AddSplit(string verb, string particle, Sense sense, VerbForm form)
    {
        if (!split.TryGetValue(verb, out var list))
        {
            split[verb] = list = [];
        }

        words.Add(verb);
        list.Add(([.. Tokenizer.Read(particle).Where(t => t.Kind is not TokenKind.End).Select(t => t.Text)], sense, form));
    }

    private void Put(string phrase, Sense sense, VerbForm form, bool other, bool replace)
    {
        var node = root;
        foreach (var token in Tokenizer.Read(phrase))
        {
            if (token.Kind is TokenKind.End)
            {
                continue;
            }

            words.Add(token.Text);
            node.Next ??= new Dictionary<string, Node>(StringComparer.Ordinal);
            if (!node.Next.TryGetValue(token.Text, out var next))
            {
                node.Next[token.Text] = next = new Node();
            }

            node = next;
        }

        var entry = node.Entry ??= new Entry();
        switch (sense.Class)
        {
            case WordClass.Verb when entry.Verb is null || replace:
                entry.Verb = sense;
                entry.Form = form;
                break;
            case WordClass.Verb when entry.Verb == sense:
                entry.Form |= form;
                break;
            case WordClass.Noun when entry.Noun is null || replace:
                entry.Noun = sense;
                entry.Plural = other;
                break;
            case WordClass.Adjective when entry.Adjective is null || replace:
                entry.Adjective = sense;
                entry.Compared = other;
                break;
            case WordClass.Adjective when other:
                // "cooler" has a sense of its own and is a comparative all the same.
                entry.Compared = true;
                break;
            case WordClass.Colour when entry.Colour is null || replace:
                entry.Colour = sense;
                break;
            case WordClass.Word:
                entry.Word ??= sense;
                break;
            default:
                break;
        }
    }

    private sealed class Node
    {
        public Dictionary<string, Node>? Next { get; set; }

        public Entry? Entry { get; set; }
    }
}
