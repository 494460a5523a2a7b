using Pentimento.Engine.Operations;

namespace Pentimento.Engine.Planning.Grammar;

/// <summary>What can be done instead, with examples from the catalogue.</summary>
internal static class Hints
{
    public const string NoInstruction =
        "Say what to change, for example \"make it brighter\", \"crop to a square\" or \"remove the background\".";

    public static string Background => $"A plain colour or a second image can stand behind the subject: {Example("replace_background")}.";

    public static string Object => $"What is there can be changed, nothing new can be invented: {Example("recolor", "remove")}; a second image can be put on top.";

    public static string Person => $"Faces and bodies keep their shape; what works: {Example("retouch", "brightness")}.";

    public static string Style => $"Styles that work: {Example("painting", "sketch", "cartoon", "vintage")}.";

    public static string Colourise => $"Black-and-white pictures can be toned or repaired: {Example("tint", "restore")}.";

    public static string Ambiguous => $"Say what is to change by how much: {Example("brightness", "contrast", "resize")}.";

    public static string SecondImage => "Send the other picture as a second image of the same request.";

    public static string NotUnderstood => $"These words were not understood. Requests look like {Example("brightness", "remove", "crop")}.";

    private static string Example(params string[] operations) =>
        string.Join(", ", operations.Select(o => $"\"{OperationCatalog.Find(o)!.Examples[0]}\""));
}
