using System.Globalization;
using Pentimento.Engine.Planning;
using Pentimento.Engine.Selection.Nouns;

namespace Pentimento.Engine.Selection.Things;

/// <summary>Reads what an exception keeps: targets in the plan's grammar, or the prompt's own words (<c>the man and two dogs</c>).</summary>
internal static class Exceptions
{
    private static readonly string[] Separators = [" and ", " & ", ", ", " plus ", " or "];

    private static readonly HashSet<string> Passed = new(StringComparer.Ordinal)
    {
        "the", "a", "an", "my", "our", "his", "her", "its", "their", "this", "that", "these", "those", "of", "in", "on", "at", "to", "with", "wearing", "for", "just",
    };

    private static readonly Dictionary<string, string> Places = new(StringComparer.Ordinal)
    {
        ["left"] = "left", ["leftmost"] = "left", ["right"] = "right", ["rightmost"] = "right", ["middle"] = "center", ["center"] = "center",
        ["centre"] = "center", ["front"] = "front", ["foreground"] = "front", ["back"] = "behind", ["background"] = "behind", ["behind"] = "behind",
        ["top"] = "top", ["bottom"] = "bottom", ["largest"] = "largest", ["biggest"] = "largest", ["smallest"] = "smallest",
    };

    private static readonly Dictionary<string, int> Numbers = new(StringComparer.Ordinal)
    {
        ["one"] = 1, ["two"] = 2, ["both"] = 2, ["three"] = 3, ["four"] = 4, ["five"] = 5, ["six"] = 6,
    };

    private static readonly HashSet<string> Kinds = new(StringComparer.Ordinal)
    {
        "background", "subject", "face", "eyes", "teeth", "skin", "hair", "sky", "text", "person",
    };

    /// <summary>The targets that stay.</summary>
    public static IReadOnlyList<RegionPhrase> Read(string words) => words.Contains(';', StringComparison.Ordinal) || Kinds.Contains(words)
        ? [RegionPhrase.Parse(Targeted(words))]
        : [.. words.Split(Separators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(said => RegionPhrase.Parse(Said(said)))];

    /// <summary><c>woman;center</c>: words may stand where the grammar has a kind.</summary>
    private static string Targeted(string words)
    {
        var parts = words.Split(';', 2);
        var kind = Kinds.Contains(parts[0]) || parts[0].StartsWith("object:", StringComparison.Ordinal) ? parts[0] : Said(parts[0]);
        return parts.Length == 1 ? kind : $"{kind};{parts[1]}";
    }

    private static string Said(string words)
    {
        var noun = new List<string>();
        var places = "";
        var look = "";
        int? count = null;
        foreach (var word in words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(w => !Passed.Contains(w)))
        {
            if (Places.TryGetValue(word, out var place))
            {
                places += $";{place}";
            }
            else if (Numbers.TryGetValue(word, out var number) || int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out number))
            {
                count = number;
            }
            else if (ColourRegion.Read(word) is not null)
            {
                look = word;
            }
            else
            {
                noun.Add(word);
            }
        }

        var name = string.Join(' ', noun);
        if (look.Length > 0 && NounTable.English.Find(name) is { Kind: NounKind.Part } worn && worn.Classes.Contains("person"))
        {
            // "the yellow shirt" is who wears it.
            (look, name) = ($"{look} {name}", "");
        }

        var several = count is { } n ? $";{n}" : name is "couple" ? ";2" : ThingKind.Of(name) is { IsPlural: true } ? ";all" : "";
        return KindOf(name) + places + (look.Length > 0 ? $";{look}" : "") + several;
    }

    private static string KindOf(string noun) => noun switch
    {
        "" or "me" or "myself" or "i" or "us" or "him" or "her" or "them" or "couple" => "person",
        _ when Kinds.Contains(noun) => noun,
        _ => ThingKind.Of(noun) is { Noun.IsPerson: true } ? "person" : $"object:{noun}",
    };
}
