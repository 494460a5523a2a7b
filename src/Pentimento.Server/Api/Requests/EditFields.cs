using System.Collections.Frozen;
using System.Globalization;

namespace Pentimento.Server.Api.Requests;

/// <summary>The names of the contract's fields.</summary>
internal static class EditFields
{
    public const string Image = "image";

    /// <summary>What <see cref="Image"/> is called in a JSON body.</summary>
    public const string Images = "images";

    public const string Mask = "mask";
    public const string Markup = "markup";
    public const string Prompt = "prompt";
    public const string Model = "model";

    private static readonly FrozenSet<string> Texts = FrozenSet.ToFrozenSet(
    [
        Prompt, Model, "n", "size", "response_format", "quality", "background", "output_format", "output_compression", "input_fidelity",
        "user", "safety_identifier", "moderation", "stream", "partial_images", "complexity", "frame_count", "frame_duration_ms",
    ]);

    /// <summary>Every field of the contract; other spellings of <c>image</c> left out.</summary>
    public static IEnumerable<string> All => [Image, Images, Mask, Markup, .. Texts];

    public static bool IsText(string name) => Texts.Contains(name);

    public static bool IsFile(string name) => name is Mask or Markup || IsImage(name, out _);

    /// <summary>Whether a field carries an image: <c>image</c>, <c>image[]</c>, <c>image[3]</c>.</summary>
    /// <param name="index">The number in the brackets; null without one.</param>
    public static bool IsImage(string name, out int? index)
    {
        index = null;
        if (name is Image or "image[]")
        {
            return true;
        }

        if (name.StartsWith("image[", StringComparison.Ordinal) && name.EndsWith(']')
            && int.TryParse(name.AsSpan(6, name.Length - 7), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            index = number;
            return true;
        }

        return false;
    }
}
