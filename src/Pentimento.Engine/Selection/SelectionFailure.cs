namespace Pentimento.Engine.Selection;

/// <summary>What cannot be selected, each with what was found instead, so that the next prompt can be right.</summary>
internal static class SelectionFailure
{
    public static ImageEditException NotFound(string message) => new(ImageEditFailure.TargetNotFound, message, "prompt");

    public static ImageEditException Ambiguous(string message) => new(ImageEditFailure.AmbiguousTarget, message, "prompt");
}
