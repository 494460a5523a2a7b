namespace Pentimento.Engine.Planning;

/// <summary>A step's target, read: a kind (<c>image</c>, <c>person</c>, <c>object:car</c> …) and the words that narrow it.</summary>
/// <param name="Kind">What is meant, before the first semicolon.</param>
/// <param name="Qualifiers">Place, colour, count and exception, as single words in the order they were given.</param>
public sealed record RegionPhrase(string Kind, IReadOnlyList<string> Qualifiers)
{
    /// <summary>Whether the whole picture (or just the request's mask) is meant.</summary>
    public bool IsWhole => Kind is "image" or "mask" && Qualifiers.Count == 0;

    /// <summary>Reads <c>person;left</c>, <c>image;top;right;corner</c> …</summary>
    public static RegionPhrase Parse(string target)
    {
        var parts = target.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return new(
            parts.Length == 0 ? "image" : parts[0].ToLowerInvariant(),
            [.. parts.Skip(1).SelectMany(p => p.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries))]);
    }
}
