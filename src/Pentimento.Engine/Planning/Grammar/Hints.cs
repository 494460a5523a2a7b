using Pentimento.Engine.Operations;

namespace Pentimento.Engine.Planning.Grammar;

/// <summary>What can be done instead, with examples from the catalogue.</summary>
internal static class Hints
{
    public const string NoInstruction =
        "Say what to change, for example \"make it brighter\", \"crop to a square\" or \"make it black and white\".";

    public static string Background => Hint("A plain colour or a second image can stand behind the subject", "replace_background");

    public static string Object => Hint("What is there can be changed, nothing new can be invented (a second image can be put on top)", "recolor", "remove");

    public static string Person => Hint("Faces and bodies keep their shape; what works", "retouch", "brightness");

    public static string Style => Hint("Styles that work", "painting", "sketch", "cartoon", "vintage");

    public static string Colourise => Hint("Black-and-white pictures can be toned or repaired", "tint", "restore");

    public static string Ambiguous => Hint("Say what is to change by how much", "brightness", "contrast", "resize");

    public static string SecondImage => "Send the other picture as a second image of the same request.";

    public static string FileFormat => "The field output_format sets it: png, jpeg or webp.";

    public static string FileSize => "The fields output_format (jpeg, webp) and output_compression (0 to 100) make a smaller file; \"resize to 50%\" makes a smaller picture.";

    public static string NotUnderstood => Hint("Requests look like", "brightness", "remove", "crop");

    /// <summary>The sentence with examples of those operations that can be carried out; something plain when none can.</summary>
    private static string Hint(string sentence, params string[] operations)
    {
        var working = operations.Select(o => OperationCatalog.Find(o)!).Where(o => o.Missing is null).ToArray();
        return working.Length > 0 ? $"{sentence}: {Examples(working)}." : $"What works: {Examples([OperationCatalog.Find("brightness")!, OperationCatalog.Find("crop")!])}.";
    }

    private static string Examples(IEnumerable<Operation> operations) => string.Join(", ", operations.Select(o => $"\"{o.Examples[0]}\""));
}
