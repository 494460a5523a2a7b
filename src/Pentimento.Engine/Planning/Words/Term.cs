namespace Pentimento.Engine.Planning.Words;

/// <summary>A word or phrase of the prompt with everything it can mean; the unit the grammar works on.</summary>
internal sealed class Term
{
    /// <summary>The entry of a word that no lexicon knows.</summary>
    public static readonly Entry Nothing = new();

    public required TokenKind Kind { get; init; }

    /// <summary>The words in lower case, corrected; for a quotation what is inside it.</summary>
    public required string Text { get; init; }

    /// <summary>Offsets into the prompt.</summary>
    public required int Start { get; init; }

    public required int End { get; init; }

    /// <summary>Index of the first token, and of the one after the last.</summary>
    public required int FirstToken { get; init; }

    public required int LastToken { get; init; }

    public Entry Entry { get; init; } = Nothing;

    public double Number { get; init; }

    /// <summary>Starts with a capital where the word before does not.</summary>
    public bool Fresh { get; init; }

    /// <summary>Belongs to a verb further left ("take … out") and is not read again.</summary>
    public bool Consumed { get; set; }

    public Sense? Verb => Entry.Verb;

    public Sense? Noun => Entry.Noun;

    public Sense? Adjective => Entry.Adjective;

    public string? Colour => Kind is TokenKind.Colour ? Text : Entry.Colour?.Name;

    /// <summary>The kind of the function word; empty for other terms.</summary>
    public string Word => Entry.Word?.Kind ?? "";

    /// <summary>"more", also within "a little more".</summary>
    public bool IsMore => Word is "more" || (Word is "degree" && Text.EndsWith(" more", StringComparison.Ordinal));

    public bool IsNumber => Kind is TokenKind.Number;

    /// <summary>A word that no lexicon knows.</summary>
    public bool IsUnknown => Kind is TokenKind.Word && ReferenceEquals(Entry, Nothing);

    public bool IsImage => Noun?.Kind is "image" || Text is "it";

    public override string ToString() => Text;
}
