using System.Globalization;
using System.Text.RegularExpressions;

namespace Pentimento.Engine.Planning;

/// <summary>
/// A step's target, read: a kind (<c>image</c>, <c>person</c>, <c>object:car</c> …) and what narrows it. The grammar is that of
/// docs/prompts.md: <c>KIND;QUALIFIER;…</c> with places, a rank, a colour or clothing, a number, a quoted text and an exception.
/// </summary>
/// <param name="Kind">What is meant, before the first semicolon.</param>
public sealed partial record RegionPhrase(string Kind)
{
    /// <summary>The kinds besides <c>object:NOUN</c>.</summary>
    public static IReadOnlyCollection<string> Kinds { get; } =
        ["image", "mask", "background", "subject", "face", "eyes", "teeth", "skin", "hair", "sky", "text", "person"];

    private static readonly HashSet<string> PlaceWords = new(StringComparer.Ordinal)
    {
        "left", "right", "top", "bottom", "front", "behind", "center", "corner", "edge", "half", "third", "quarter",
    };

    private static readonly Dictionary<string, int> Ordinals = new(StringComparer.Ordinal)
    {
        ["first"] = 1, ["second"] = 2, ["third"] = 3, ["fourth"] = 4, ["fifth"] = 5, ["sixth"] = 6, ["seventh"] = 7, ["eighth"] = 8, ["last"] = -1,
    };

    /// <summary>Place words in the order they were given: left, top, behind, corner, half, 20% …</summary>
    public IReadOnlyList<string> Places { get; private init; } = [];

    /// <summary>Counted along the place's side, from 1 ("second from the left"); -1 is the last; null when none was said.</summary>
    public int? Ordinal { get; private init; }

    /// <summary><c>largest</c> or <c>smallest</c>; null when none was said.</summary>
    public string? Rank { get; private init; }

    /// <summary>A colour, a piece of clothing or both: <c>red</c>, <c>red shirt</c>; null when none was said.</summary>
    public string? Look { get; private init; }

    /// <summary>How many are meant; null when no number was said.</summary>
    public int? Count { get; private init; }

    /// <summary>Whether every one is meant.</summary>
    public bool IsAll { get; private init; }

    /// <summary>The words that are looked for in the picture's text; null when none are quoted.</summary>
    public string? Quote { get; private init; }

    /// <summary>What stays, in words or in this grammar: <c>couple</c>, <c>man and baby</c>, <c>person;center</c>; null when nothing is left out.</summary>
    public string? Except { get; private init; }

    /// <summary>Whether the whole picture (or just the request's mask) is meant.</summary>
    public bool IsWhole => Kind is "image" or "mask" && Places.Count == 0 && Look is null && Except is null;

    /// <summary>The noun of <c>object:NOUN</c>; null for other kinds.</summary>
    public string? Noun => Kind.StartsWith("object:", StringComparison.Ordinal) ? Kind["object:".Length..] : null;

    /// <summary>The phrase in words: <c>person, second left</c>.</summary>
    public override string ToString()
    {
        string?[] narrowed = [Count?.ToString(CultureInfo.InvariantCulture), IsAll ? "all" : null, Rank, .. Places, Look, Quote, Except is null ? null : $"except {Except}"];
        var kind = Kind is "image" ? "" : Noun ?? Kind;
        return string.Join(' ', narrowed.Prepend(kind).Where(w => !string.IsNullOrEmpty(w)));
    }

    /// <summary>Reads <c>person;left</c>, <c>image;top;right;corner</c>, <c>person;all;except person;center</c> …</summary>
    public static RegionPhrase Parse(string target)
    {
        var lower = target.Trim().ToLowerInvariant();
        var except = ExceptPart().Match(lower);
        var parts = QualifierParts().Matches(except.Success ? lower[..except.Index] : lower).Select(m => m.Value.Trim()).Where(p => p.Length > 0).ToArray();
        var phrase = new RegionPhrase(parts.Length == 0 ? "image" : parts[0]) { Except = except.Success ? except.Groups[1].Value.Trim() : null };
        foreach (var part in parts.Skip(1))
        {
            phrase = phrase.With(part);
        }

        return phrase;
    }

    private RegionPhrase With(string part)
    {
        if (part is "all")
        {
            return this with { IsAll = true };
        }

        if (part is ['"', .. var quoted, '"'])
        {
            return this with { Quote = quoted.Trim() };
        }

        if (part is "largest" or "smallest")
        {
            return this with { Rank = part };
        }

        if (int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            return this with { Count = count };
        }

        // A third of the picture, but the third person.
        if (Kind is not "image" && ReadOrdinal(part) is { } ordinal)
        {
            return this with { Ordinal = ordinal };
        }

        var words = part.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return Array.TrueForAll(words, w => PlaceWords.Contains(w) || w.EndsWith('%'))
            ? this with { Places = [.. Places, .. words] }
            : this with { Look = Look is null ? part : $"{Look} {part}" };
    }

    private static int? ReadOrdinal(string word) =>
        Ordinals.TryGetValue(word, out var ordinal) ? ordinal
        : OrdinalNumber().Match(word) is { Success: true } match ? int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture)
        : null;

    [GeneratedRegex(";\\s*except\\s+(.+)$", RegexOptions.Singleline)]
    private static partial Regex ExceptPart();

    // Semicolons inside quotes part nothing.
    [GeneratedRegex("(?:\"[^\"]*\"|[^;\"]|\")+")]
    private static partial Regex QualifierParts();

    [GeneratedRegex("^([1-9][0-9]?)(?:st|nd|rd|th)$")]
    private static partial Regex OrdinalNumber();
}
