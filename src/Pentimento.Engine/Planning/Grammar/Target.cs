namespace Pentimento.Engine.Planning.Grammar;

/// <summary>What an edit is to be applied to, as it is read from the words.</summary>
internal sealed class Target
{
    /// <summary><c>image</c>, <c>background</c>, <c>person</c>, <c>object:car</c> …; null when the words name nothing.</summary>
    public string? Kind { get; set; }

    /// <summary>left, right, top, bottom, front, behind, center, corner, edge.</summary>
    public List<string> Places { get; } = [];

    /// <summary>largest, smallest, or which one counted from the place: second, third …</summary>
    public string? Rank { get; set; }

    /// <summary>A colour or clothing: "red", "red shirt".</summary>
    public string? Look { get; set; }

    /// <summary>The word of a text that is meant: "the word SALE".</summary>
    public string? Quote { get; set; }

    public bool All { get; set; }

    public int? Count { get; set; }

    /// <summary>What stays: "couple", "man and baby".</summary>
    public string? Except { get; set; }

    /// <summary>The words of the thing itself, without article: "red bow tie".</summary>
    public string Words { get; set; } = "";

    /// <summary>The colour before the thing, as <c>#rrggbb</c>: a value rather than a mark when the thing is new ("a white border").</summary>
    public string? Colour { get; set; }

    /// <summary>The head of the words; its index in the sentence.</summary>
    public int Head { get; set; } = -1;

    public bool Other { get; set; }

    public bool IsWholeImage => Kind is null or "image" && Places.Count == 0 && (Look is null || Head >= 0);

    public bool IsThing => Kind is not null && Kind.StartsWith("object:", StringComparison.Ordinal);

    public static Target Of(string kind) => new() { Kind = kind };

    /// <summary>The target in the grammar of docs/prompts.md.</summary>
    public override string ToString()
    {
        var text = Kind ?? "image";
        if (Quote is { Length: > 0 } && Kind is "text")
        {
            text += $";\"{Quote}\"";
        }

        foreach (var place in Places)
        {
            text += ";" + place;
        }

        if (Rank is not null)
        {
            text += ";" + Rank;
        }

        if (Look is not null)
        {
            text += ";" + Look;
        }

        if (Count is { } count and > 0)
        {
            text += $";{count}";
        }
        else if (All)
        {
            text += ";all";
        }

        return Except is null ? text : $"{text};except {Except}";
    }
}
