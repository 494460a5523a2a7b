using System.Text.Json.Serialization;

namespace Pentimento.Server.Api.Errors;

/// <summary>The body of every answer that is no success.</summary>
internal sealed record ErrorEnvelope(ErrorBody Error);

/// <summary>All four keys are always written; clients insist on it.</summary>
internal sealed record ErrorBody(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string Message,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string Type,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Param,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Code);

/// <summary>A failure after an event stream has begun. Clients recognise it by the nested <c>error</c>.</summary>
internal sealed record StreamedError(string Type, ErrorBody Error);

/// <summary>Set on a request whose answer has begun in a form that can still carry a failure.</summary>
internal sealed record ErrorFrame(Func<ErrorBody, CancellationToken, Task> WriteAsync);
