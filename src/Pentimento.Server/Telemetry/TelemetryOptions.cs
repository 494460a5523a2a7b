using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Pentimento.Server.Telemetry;

/// <summary>What the server tells about itself. Section <c>Telemetry</c>.</summary>
public sealed class TelemetryOptions
{
    /// <summary>Answers <c>/metrics</c> without a key too, for a Prometheus that cannot send one. Default off.</summary>
    public bool OpenMetrics { get; set; }

    /// <summary>Where metrics and traces are sent over OTLP (http/protobuf), such as <c>http://localhost:4318</c>; empty sends nothing.</summary>
    [Url]
    public string? OtlpEndpoint { get; set; }

    /// <summary>Writes prompts, and messages that quote them, into the log. Default off. Images are never logged.</summary>
    public bool LogPrompts { get; set; }
}

[OptionsValidator]
internal sealed partial class TelemetryOptionsValidator : IValidateOptions<TelemetryOptions>;
