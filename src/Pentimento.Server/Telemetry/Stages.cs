using System.Diagnostics;

namespace Pentimento.Server.Telemetry;

/// <summary>The stages of a request, as spans of a trace; <see cref="EditMeter"/> makes the metric of their seconds from the same spans.</summary>
internal static class Stages
{
    public const string SourceName = "Pentimento";

    /// <summary>The engine's own spans, inside those of its stages.</summary>
    public const string EngineSourceName = "Pentimento.Engine";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>Begins a stage; dispose it at its end.</summary>
    /// <param name="name">parse, wait, plan, decode, select, edit, encode, store, answer; or job around those of one edit.</param>
    public static Activity? Start(string name) => Source.StartActivity(name);
}
