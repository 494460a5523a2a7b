namespace Pentimento.Engine.Planning.Grammar;

/// <summary>"Remove this", "get rid of it": what is meant is shown by the mask and not said, so the words alone name no target.</summary>
internal static class PointedRemoval
{
    private static readonly string[] Verbs =
        ["remove", "erase", "delete", "heal", "inpaint", "fill", "fill in", "clean up", "clean", "get rid of", "take away", "take out", "cut out", "patch"];

    private static readonly string[] Pointers = ["this", "that", "it", "these", "those", "them", "this here", "this thing", "that thing", "this one"];

    private static readonly string[] Courtesies = ["please", "can you", "could you", "just"];

    /// <summary>Whether a whole prompt is such a request.</summary>
    public static bool Is(string prompt)
    {
        var words = string.Join(' ', prompt.ToLowerInvariant().Split([' ', '.', ',', '!', '?', '\t', '\n'], StringSplitOptions.RemoveEmptyEntries));
        foreach (var courtesy in Courtesies)
        {
            words = words.StartsWith(courtesy + " ", StringComparison.Ordinal) ? words[(courtesy.Length + 1)..] : words;
            words = words.EndsWith(" " + courtesy, StringComparison.Ordinal) ? words[..^(courtesy.Length + 1)] : words;
        }

        return Array.Exists(Verbs, verb => words.StartsWith(verb + " ", StringComparison.Ordinal) && Pointers.Contains(words[(verb.Length + 1)..]));
    }
}
