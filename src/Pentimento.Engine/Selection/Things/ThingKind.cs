using Pentimento.Engine.Planning;
using Pentimento.Engine.Selection.Nouns;

namespace Pentimento.Engine.Selection.Things;

/// <summary>A kind of thing that the detector can be asked for.</summary>
/// <param name="Noun">What the prompt calls it.</param>
/// <param name="Classes">The detector's names for it.</param>
/// <param name="IsPlural">Whether the noun itself was said of several.</param>
internal sealed record ThingKind(Noun Noun, IReadOnlyList<string> Classes, bool IsPlural)
{
    private static readonly ThingKind People = new(Noun.Person, ["person"], IsPlural: false);

    /// <summary>The kind of a phrase; null when the detector does not know it.</summary>
    public static ThingKind? Of(RegionPhrase phrase) => phrase.Kind == "person" ? People : phrase.Noun is { } noun ? Of(noun) : null;

    /// <summary>The kind of a noun in words; null when the detector does not know it.</summary>
    public static ThingKind? Of(string noun) => NounTable.English.Find(noun) switch
    {
        { Kind: NounKind.Detected or NounKind.Similar } found when found.Classes.Contains("person") => People with { IsPlural = found.IsPlural },
        { Kind: NounKind.Detected or NounKind.Similar } found => new(Noun.Named(found.Noun), found.Classes, found.IsPlural),
        _ => null,
    };

    /// <summary>Why a phrase's noun cannot be found by name, as a sentence that says what would make it possible; null when it can.</summary>
    public static string? Refusal(RegionPhrase phrase)
    {
        if (phrase.Noun is not { } noun || Of(noun) is not null)
        {
            return null;
        }

        return NounTable.English.Find(noun) is { Kind: NounKind.Part } part
            ? $"Only a whole {string.Join(" or ", part.Classes.Take(3))} is found by name, not its {noun}: send a mask that marks the {noun}."
            : $"A {noun} is not among the 80 kinds of things that are found by name (people, animals, vehicles, furniture, dishes …): send a mask that marks the {noun}, and the edit is made there.";
    }
}
