namespace Pentimento.Engine.Planning.Words;

/// <summary>One phrase of a lexicon file with its meaning.</summary>
internal sealed record LexiconPhrase(string Text, Sense Sense, int Line);

/// <summary>One example of a lexicon file: a prompt and the plan it must give.</summary>
internal sealed record LexiconExample(string Prompt, string Plan, int Line);

/// <summary>Reads a lexicon file. The format stands at the head of <c>Lexicon/en.txt</c>.</summary>
internal static class LexiconFile
{
    /// <exception cref="FormatException">A line that is no section, phrase list, colour or example; the message names it.</exception>
    public static (List<LexiconPhrase> Phrases, List<LexiconExample> Examples) Read(string text)
    {
        var phrases = new List<LexiconPhrase>();
        var examples = new List<LexiconExample>();
        Sense? section = null;
        var (inColours, inThings) = (false, false);
        var number = 0;
        foreach (var raw in text.Split('\n'))
        {
            number++;
            var line = raw.Trim();
            if (line.Length == 0 || (line[0] is '#' && !(inColours && line.Length > 8 && line[7] is ':')))
            {
                continue;
            }

            if (line[0] is '>')
            {
                var arrow = line.IndexOf("=>", StringComparison.Ordinal);
                examples.Add(arrow > 0 ? new LexiconExample(line[1..arrow].Trim(), line[(arrow + 2)..].Trim(), number) : throw Bad(number, line));
            }
            else if (line[0] is '[')
            {
                inColours = line == "[colours]";
                inThings = line == "[things]";
                section = inColours || inThings ? null : Section(line.TrimStart('[').TrimEnd(']'), number);
            }
            else if (inThings && line.IndexOf(':', StringComparison.Ordinal) is var colon and > 0)
            {
                Add(line[(colon + 1)..], new Sense(WordClass.Noun, "object", "", Name: line[..colon].Trim()));
            }
            else if (inColours)
            {
                Add(line[8..], new Sense(WordClass.Colour, "colour", "", Name: line[..7]));
            }
            else
            {
                Add(line, section ?? throw Bad(number, line));
            }
        }

        return (phrases, examples);

        void Add(string list, Sense sense)
        {
            foreach (var phrase in list.Split([',', '，'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                phrases.Add(new LexiconPhrase(phrase, sense with { Lemma = phrase }, number));
            }
        }
    }

    private static Sense Section(string header, int line)
    {
        var bar = header.IndexOf('|', StringComparison.Ordinal);
        var words = (bar < 0 ? header : header[..bar]).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var add = bar < 0 ? null : Effect.Parse(header[(bar + 1)..].Trim());
        var argument = words.Length > 2 ? words[2] : null;
        return words switch
        {
            ["verb", var kind, ..] => new Sense(WordClass.Verb, kind, "", Parse(argument)),
            ["noun", "region", var name] => new Sense(WordClass.Noun, "region", "", Name: name),
            ["noun", var kind, ..] => new Sense(WordClass.Noun, kind, "", Parse(argument), add),
            ["adj", var kind, ..] => new Sense(WordClass.Adjective, kind, "", Parse(argument), add),
            ["word", var kind, .. var name] => new Sense(WordClass.Word, kind, "", Name: name.Length > 0 ? string.Join(' ', name) : null),
            _ => throw Bad(line, header),
        };
    }

    private static Effect? Parse(string? argument) => argument is null ? null : Effect.Parse(argument);

    private static FormatException Bad(int line, string text) => new($"Lexicon line {line} cannot be read: {text}");
}
