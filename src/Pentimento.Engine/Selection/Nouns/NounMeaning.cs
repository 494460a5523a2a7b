namespace Pentimento.Engine.Selection.Nouns;

/// <summary>How a noun stands to the classes that the detector knows.</summary>
internal enum NounKind
{
    /// <summary>The noun is one of the classes: "puppy" is a dog.</summary>
    Detected,

    /// <summary>The noun is outside the classes, and the detector takes such a thing for one of them: a wolf for a dog.</summary>
    Similar,

    /// <summary>A part of such a thing, or worn on it: only the whole is found.</summary>
    Part,

    /// <summary>A thing that the detector does not know.</summary>
    Outside,
}

/// <summary>What a noun means to the detector.</summary>
/// <param name="Noun">The noun as the table has it, singular: the part of the phrase that was understood.</param>
/// <param name="Kind">How it stands to the classes.</param>
/// <param name="Classes">Names out of COCO's 80, the likeliest first; of the whole for a part, none for what is outside.</param>
/// <param name="IsPlural">Whether the noun was said of several things: "dogs".</param>
internal sealed record NounMeaning(string Noun, NounKind Kind, IReadOnlyList<string> Classes, bool IsPlural);
