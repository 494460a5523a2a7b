using Pentimento.Server.Editing;

namespace Pentimento.Server.Api.Errors;

/// <summary>What a client sees of one kind of failure, and how loud the log is about it.</summary>
/// <param name="RetryAfter">Seconds until another try makes sense; null when the status alone says that none does.</param>
/// <param name="IsFinal">Tells clients that would try again because of the status that they need not (<c>x-should-retry: false</c>).</param>
internal sealed record ErrorRow(int Status, string Type, string? Code, LogLevel Level, int? RetryAfter = null, bool IsFinal = false);

/// <summary>The one table from a kind of failure to the wire; no status code is chosen anywhere else. docs/errors.md lists the same rows.</summary>
internal static class ErrorTable
{
    private const string Request = "invalid_request_error";
    private const string Image = "image_generation_user_error";

    public static ErrorRow For(EditFailure kind) => kind switch
    {
        EditFailure.MissingParameter => new(400, Request, "missing_required_parameter", LogLevel.Information),
        EditFailure.InvalidValue => new(400, Request, "invalid_value", LogLevel.Information),
        EditFailure.UnknownParameter => new(400, Request, "unknown_parameter", LogLevel.Information),
        EditFailure.DuplicateParameter => new(400, Request, "duplicate_parameter", LogLevel.Information),
        EditFailure.UnsupportedParameter => new(400, Request, "unsupported_parameter", LogLevel.Information),
        EditFailure.InvalidImage => new(400, Image, "invalid_image_file", LogLevel.Information),
        EditFailure.UnsupportedFormat => new(400, Request, "unsupported_file_mimetype", LogLevel.Information),
        EditFailure.InvalidMaskFormat => new(400, Image, "invalid_mask_image_format", LogLevel.Information),
        EditFailure.InvalidMask => new(400, Image, "invalid_value", LogLevel.Information),
        EditFailure.UnsupportedInstruction => new(400, Request, "unsupported_instruction", LogLevel.Information),
        EditFailure.TargetNotFound => new(400, Request, "target_not_found", LogLevel.Information),
        EditFailure.AmbiguousTarget => new(400, Request, "ambiguous_target", LogLevel.Information),
        EditFailure.NothingToChange => new(400, Request, "nothing_to_change", LogLevel.Information),
        EditFailure.Unauthorized => new(401, Request, "invalid_api_key", LogLevel.Information),
        EditFailure.ModelNotAllowed => new(403, Request, "model_not_allowed", LogLevel.Information),
        EditFailure.ModelNotFound => new(404, Request, "model_not_found", LogLevel.Information),
        EditFailure.NotFound => new(404, Request, "not_found", LogLevel.Information),
        EditFailure.MethodNotAllowed => new(405, Request, "method_not_allowed", LogLevel.Information),
        EditFailure.KeyReused => new(409, Request, "idempotency_key_reused", LogLevel.Information, IsFinal: true),
        EditFailure.Gone => new(410, Request, "gone", LogLevel.Information),
        EditFailure.TooLarge => new(413, Request, "request_too_large", LogLevel.Information),
        EditFailure.UnsupportedMediaType => new(415, Request, "unsupported_media_type", LogLevel.Information),
        EditFailure.Overloaded => new(429, "requests", "rate_limit_exceeded", LogLevel.Warning, RetryAfter: 2),
        EditFailure.QuotaExhausted => new(429, "insufficient_quota", "insufficient_quota", LogLevel.Information, RetryAfter: 60, IsFinal: true),
        EditFailure.Stopping => new(503, "service_unavailable_error", "server_is_stopping", LogLevel.Information, RetryAfter: 5),
        EditFailure.TimedOut => new(504, "server_error", "edit_timeout", LogLevel.Warning, RetryAfter: 60, IsFinal: true),
        EditFailure.Unavailable => new(503, "service_unavailable_error", "service_unavailable", LogLevel.Error, RetryAfter: 10),
        _ => new(500, "server_error", "internal_error", LogLevel.Error),
    };

    /// <summary>The kind behind a status that the framework chose by itself.</summary>
    public static EditFailure KindOf(int status) => status switch
    {
        401 => EditFailure.Unauthorized,
        404 => EditFailure.NotFound,
        405 => EditFailure.MethodNotAllowed,
        413 => EditFailure.TooLarge,
        415 => EditFailure.UnsupportedMediaType,
        429 => EditFailure.Overloaded,
        503 => EditFailure.Unavailable,
        < 500 => EditFailure.InvalidValue,
        _ => EditFailure.Internal,
    };
}
