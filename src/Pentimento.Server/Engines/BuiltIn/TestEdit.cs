using Pentimento.Server.Editing;

namespace Pentimento.Server.Engines.BuiltIn;

/// <summary>The smallest edit that goes through everything: decoder, planner, a step, encoder.</summary>
internal static class TestEdit
{
    // 4x4 pixels, no two alike.
    private const string Png =
        "iVBORw0KGgoAAAANSUhEUgAAAAQAAAAECAIAAAAmkwkpAAAAMklEQVR42g3HQQEAMAgDsco5ETjAEA5qCAcVxpZfdCjIqJGOCmWqqZ8JY6aZnw1rttkHtXMScUEqlBkAAAAASUVORK5CYII=";

    public static EditRequest Request(string model) => new()
    {
        Model = model,
        Prompt = "invert the colours",
        Images = [new InputFile("image", Convert.FromBase64String(Png))],
    };
}
