namespace Pentimento.Server.Editing;

/// <summary>Why an edit, or a request for one, failed. One table in Api turns a kind into status, type, code and log level.</summary>
public enum EditFailure
{
    /// <summary>A field is missing.</summary>
    MissingParameter,

    /// <summary>A field has a value that it may not have.</summary>
    InvalidValue,

    /// <summary>A field that is not part of the contract.</summary>
    UnknownParameter,

    /// <summary>A field that may come once came more often.</summary>
    DuplicateParameter,

    /// <summary>A field of the contract that this server does not carry out; ignoring it would change the result in silence.</summary>
    UnsupportedParameter,

    /// <summary>A file is no readable image.</summary>
    InvalidImage,

    /// <summary>A file is of a format that is not read.</summary>
    UnsupportedFormat,

    /// <summary>A body, file or image over a limit.</summary>
    TooLarge,

    /// <summary>The mask has no alpha channel.</summary>
    InvalidMaskFormat,

    /// <summary>The mask does not fit the image or the edit.</summary>
    InvalidMask,

    /// <summary>Words of the prompt cannot be carried out.</summary>
    UnsupportedInstruction,

    /// <summary>What the prompt names is not in the picture.</summary>
    TargetNotFound,

    /// <summary>Several things in the picture fit what the prompt names as one.</summary>
    AmbiguousTarget,

    /// <summary>The edit would leave the picture as it is.</summary>
    NothingToChange,

    /// <summary>No such model.</summary>
    ModelNotFound,

    /// <summary>No such thing at this address.</summary>
    NotFound,

    /// <summary>A thing that was there once and is no more.</summary>
    Gone,

    /// <summary>The address takes other methods.</summary>
    MethodNotAllowed,

    /// <summary>The body is of a type that is not read.</summary>
    UnsupportedMediaType,

    /// <summary>The key is missing, unknown, revoked or expired.</summary>
    Unauthorized,

    /// <summary>More work than the server takes on at once; worth another try.</summary>
    Overloaded,

    /// <summary>The account has used up what it may use; not worth another try for hours.</summary>
    QuotaExhausted,

    /// <summary>The key may not use this model.</summary>
    ModelNotAllowed,

    /// <summary>The Idempotency-Key was used for another request.</summary>
    KeyReused,

    /// <summary>The edit ran longer than an edit may; it would again.</summary>
    TimedOut,

    /// <summary>A part the edit needs is missing on this server.</summary>
    Unavailable,

    /// <summary>The server is about to stop and takes on nothing new.</summary>
    Stopping,

    /// <summary>A defect of ours.</summary>
    Internal,
}

/// <summary>The server's one error type: <c>Message</c> and <see cref="Param"/> go to the client, <c>InnerException</c> to the log.</summary>
/// <param name="param">The field at fault exactly as it was sent; null when there is none.</param>
public sealed class EditException(EditFailure kind, string message, string? param = null, Exception? inner = null)
    : Exception(message, inner)
{
    public EditFailure Kind { get; } = kind;

    public string? Param { get; } = param;

    /// <summary>When another try makes sense; null leaves it to the table.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
