using System.Diagnostics;

namespace Pentimento.Engine.Execution;

/// <summary>Parts of an execution as spans, for whoever listens to them; free when nobody does.</summary>
public static class ExecutionStages
{
    /// <summary>The name of the activity source.</summary>
    public const string SourceName = "Pentimento.Engine";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>Begins the span of finding a step's region; dispose it at its end.</summary>
    internal static Activity? Select() => Source.StartActivity("select");
}
