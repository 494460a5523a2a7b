using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text;

namespace Pentimento.Server.Telemetry;

/// <summary>The metrics of this server, of ASP.NET Core and of .NET, as a page that Prometheus reads.</summary>
internal sealed class MetricsPage : IDisposable
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly ConcurrentDictionary<Instrument, MetricSeries> _series = new();
    private readonly MeterListener _listener = new();

    /// <param name="meters">Only its own meters are shown, not those of another server in the process.</param>
    public MetricsPage(IMeterFactory meters)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (MeterNames.All.Contains(instrument.Meter.Name) && (instrument.Meter.Scope is null || ReferenceEquals(instrument.Meter.Scope, meters)))
            {
                _series.TryAdd(instrument, new(instrument));
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Record(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Record(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Record(instrument, value, tags));
        _listener.Start();
    }

    public override string ToString()
    {
        _listener.RecordObservableInstruments();
        var page = new StringBuilder();
        foreach (var series in _series.Values.OrderBy(static series => series.Name, StringComparer.Ordinal))
        {
            series.Write(page);
        }

        return page.ToString();
    }

    public void Dispose() => _listener.Dispose();

    private void Record(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (_series.TryGetValue(instrument, out var series))
        {
            series.Record(value, tags);
        }
    }
}

/// <summary>The meters that are shown and sent.</summary>
internal static class MeterNames
{
    public static string[] All { get; } = [EditMeter.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime"];
}
