using Pentimento.Engine.Images;
using Pentimento.Engine.Planning;
using Pentimento.Engine.Selection.Things;
using Pentimento.Engine.Vision;

namespace Pentimento.Engine.Selection;

/// <summary>Finds regions by name. One a process; safe to use from many threads at once.</summary>
/// <param name="models">What finds things; loaded when a region first needs them. They stay the caller's.</param>
public sealed class RegionSelector(VisionModels models, SelectionOptions options)
{
    /// <summary>Begins to look at a picture, which stays the caller's and must outlive the session.</summary>
    public RegionSession Begin(Image picture) => new(picture, models, options);

    /// <summary>Why a phrase cannot be found in any picture, as a sentence; null when it may be.</summary>
    /// <param name="byName">Whether there are models that find things by name.</param>
    public static string? Refusal(RegionPhrase phrase, bool byName)
    {
        if (phrase.Kind is "image" or "mask" && PlacesAndColours.Fault(phrase) is { } fault)
        {
            return $"{fault}: send a mask that marks what is meant.";
        }

        var needsNames = phrase.Kind is not ("image" or "mask") || phrase.Except is not null;
        return needsNames && !byName
            ? $"\"{phrase.Kind}\" needs a region found by name, which is not switched on here: send a mask that marks it."
            : ThingKind.Refusal(phrase) ?? Kept(phrase).Select(ThingKind.Refusal).FirstOrDefault(r => r is not null);
    }

    private static IReadOnlyList<RegionPhrase> Kept(RegionPhrase phrase) => phrase.Except is { } words ? Exceptions.Read(words) : [];
}
