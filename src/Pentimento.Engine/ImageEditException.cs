namespace Pentimento.Engine;

/// <summary>Why an edit failed, in words that a caller can act on.</summary>
public enum ImageEditFailure
{
    /// <summary>The bytes are no image that can be read: unknown, truncated or corrupt.</summary>
    InvalidImage,

    /// <summary>The bytes are an image of a format that this build does not read.</summary>
    UnsupportedFormat,

    /// <summary>The image is larger than a limit allows: bytes, sides, pixels or number of images.</summary>
    ImageTooLarge,

    /// <summary>The mask has no alpha channel.</summary>
    MaskWithoutAlpha,

    /// <summary>The mask cannot be used: wrong size, nothing marked, or a step that it cannot limit.</summary>
    InvalidMask,

    /// <summary>A size that cannot be made.</summary>
    InvalidSize,

    /// <summary>Words of the prompt that the engine cannot carry out.</summary>
    UnsupportedInstruction,

    /// <summary>What the prompt names was not found in the picture.</summary>
    TargetNotFound,

    /// <summary>Several things in the picture fit what the prompt names as one.</summary>
    AmbiguousTarget,

    /// <summary>The prompt is understood and would leave every pixel as it is.</summary>
    NothingToChange,

    /// <summary>A plan in JSON that does not fit the schema.</summary>
    InvalidPlan,

    /// <summary>The output cannot be written as asked: format, compression, background.</summary>
    InvalidOutput,

    /// <summary>A native library is missing or too old; the message says how to bring it.</summary>
    NativeLibrary,

    /// <summary>A model that the edit needs is missing or damaged; the message says how to bring it.</summary>
    Model,

    /// <summary>A defect of ours.</summary>
    Internal,
}

/// <summary>The engine's one error type.</summary>
/// <param name="failure">What kind of failure.</param>
/// <param name="message">A sentence for the person who sent the request; names no path and no native error text.</param>
/// <param name="field">The request field at fault, as a client knows it: <c>image</c>, <c>mask</c>, <c>prompt</c>, <c>size</c> …</param>
/// <param name="inner">The cause, for the log only.</param>
public sealed class ImageEditException(ImageEditFailure failure, string message, string? field = null, Exception? inner = null)
    : Exception(message, inner)
{
    public ImageEditFailure Failure { get; } = failure;

    public string? Field { get; } = field;
}
