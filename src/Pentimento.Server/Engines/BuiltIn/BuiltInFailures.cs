using Pentimento.Engine;
using Pentimento.Server.Editing;

namespace Pentimento.Server.Engines.BuiltIn;

/// <summary>From the engine's failures to the server's.</summary>
internal static class BuiltInFailures
{
    /// <param name="field">The field as the client sent it; null takes the engine's name for it.</param>
    public static EditException Translate(ImageEditException error, string? field = null)
    {
        var kind = error.Failure switch
        {
            ImageEditFailure.InvalidImage => EditFailure.InvalidImage,
            ImageEditFailure.UnsupportedFormat => EditFailure.UnsupportedFormat,
            ImageEditFailure.ImageTooLarge when error.Field == "size" => EditFailure.InvalidValue,
            // The bytes were within the limit; it is the picture inside that is too large.
            ImageEditFailure.ImageTooLarge => EditFailure.InvalidImage,
            ImageEditFailure.MaskWithoutAlpha => EditFailure.InvalidMaskFormat,
            ImageEditFailure.InvalidMask => EditFailure.InvalidMask,
            ImageEditFailure.InvalidSize or ImageEditFailure.InvalidOutput or ImageEditFailure.InvalidPlan => EditFailure.InvalidValue,
            ImageEditFailure.UnsupportedInstruction => EditFailure.UnsupportedInstruction,
            ImageEditFailure.TargetNotFound => EditFailure.TargetNotFound,
            ImageEditFailure.AmbiguousTarget => EditFailure.AmbiguousTarget,
            ImageEditFailure.NothingToChange => EditFailure.NothingToChange,
            ImageEditFailure.NativeLibrary or ImageEditFailure.Model => EditFailure.Unavailable,
            _ => EditFailure.Internal,
        };
        return new(kind, error.Message, field ?? error.Field, error);
    }
}
