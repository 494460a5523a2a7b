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
