using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Pentimento.Server.Telemetry;

/// <summary>What became of a request that may be a repeat.</summary>
internal enum Repeat
{
    /// <summary>It was the first.</summary>
    New,

    /// <summary>It joined an edit that runs.</summary>
    Joined,

    /// <summary>It got a result that was held.</summary>
    Held,
}

/// <summary>The server's own metrics. Names and units follow OpenTelemetry's conventions; docs/deploy.md lists them.</summary>
internal sealed class EditMeter : IDisposable
{
    public const string Name = "Pentimento";

    private static readonly InstrumentAdvice<double> Durations = new()
    {
        HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300],
    };

    private readonly Counter<long> _requests;
    private readonly Counter<long> _edits;
    private readonly Counter<long> _repeats;
    private readonly Histogram<double> _editSeconds;
    private readonly Histogram<double> _stageSeconds;
    private readonly ActivityListener _stages;

    public EditMeter(IMeterFactory meters)
    {
        Meter = meters.Create(Name);
        _requests = Meter.CreateCounter<long>("pentimento.requests", "{request}", "Requests by route and status.");
        _edits = Meter.CreateCounter<long>("pentimento.edits", "{edit}", "Edits by engine, operation and outcome; one with several operations counts for each.");
        _repeats = Meter.CreateCounter<long>("pentimento.repeats", "{request}", "Edit requests that were new, joined a running edit, or got a held result.");
        _editSeconds = Meter.CreateHistogram("pentimento.edit.duration", "s", "Seconds of an edit, without waiting.", null, Durations);
        _stageSeconds = Meter.CreateHistogram("pentimento.stage.duration", "s", "Seconds of a stage of a request.", null, Durations);
        _stages = new ActivityListener
        {
            ShouldListenTo = static source => source.Name is Stages.SourceName or Stages.EngineSourceName,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = stage => _stageSeconds.Record(stage.Duration.TotalSeconds, new KeyValuePair<string, object?>("stage", stage.OperationName)),
        };
        ActivitySource.AddActivityListener(_stages);
    }

    /// <summary>For the parts that have something to show of their own.</summary>
    public Meter Meter { get; }

    public void CountRequest(string method, string route, int status) =>
        _requests.Add(1, new("method", method), new("route", route), new("status", status));

    /// <param name="operations">Names of the plan's operations; empty when it came to no plan.</param>
    public void CountEdit(string engine, IReadOnlyList<string> operations, string outcome, double seconds)
    {
        foreach (var operation in operations.DefaultIfEmpty("none"))
        {
            _edits.Add(1, new("engine", engine), new("operation", operation), new("outcome", outcome));
        }

        _editSeconds.Record(seconds, new("engine", engine), new("outcome", outcome));
    }

    public void CountRepeat(Repeat repeat) =>
        _repeats.Add(1, new KeyValuePair<string, object?>("repeat", repeat switch { Repeat.New => "new", Repeat.Joined => "joined", _ => "held" }));

    public void Dispose() => _stages.Dispose();
}
