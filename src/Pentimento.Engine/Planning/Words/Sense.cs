namespace Pentimento.Engine.Planning.Words;

/// <summary>An operation with its direction or value, as the lexicon writes it: <c>brightness-</c>, <c>retouch=teeth</c>.</summary>
internal sealed record Effect(string Operation, int Direction = 0, string? Value = null)
{
    public static Effect Parse(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals > 0 ? new Effect(text[..equals], 0, text[(equals + 1)..])
            : text[^1] is '+' ? new Effect(text[..^1], 1)
            : text[^1] is '-' ? new Effect(text[..^1], -1)
            : new Effect(text);
    }
}

/// <summary>A class of words. A phrase has at most one sense in each.</summary>
internal enum WordClass
{
    Verb,
    Noun,
    Adjective,
    Colour,
    Word,
}

/// <summary>What a phrase means within its class.</summary>
/// <param name="Kind">The second word of the lexicon's section: <c>remove</c>, <c>attribute</c>, <c>fault</c>, <c>frame</c> …</param>
/// <param name="Effect">What it does; for a fault, what repairs it.</param>
/// <param name="Add">For a fault: what adding it on purpose does.</param>
/// <param name="Name">A region's name, a degree's factor, a colour.</param>
/// <param name="Lemma">The phrase as the lexicon writes it.</param>
internal sealed record Sense(WordClass Class, string Kind, string Lemma, Effect? Effect = null, Effect? Add = null, string? Name = null);

/// <summary>The forms of a verb; one spelling can be several ("cut").</summary>
[Flags]
internal enum VerbForm
{
    None = 0,
    Base = 1,
    Third = 2,
    Ing = 4,
    Past = 8,
}

/// <summary>Everything a spelling can mean.</summary>
internal sealed class Entry
{
    public Sense? Verb { get; set; }

    public VerbForm Form { get; set; }

    public Sense? Noun { get; set; }

    public bool Plural { get; set; }

    public Sense? Adjective { get; set; }

    public bool Compared { get; set; }

    public Sense? Colour { get; set; }

    public Sense? Word { get; set; }
}
