using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace Pentimento.Server.Telemetry;

/// <summary>Everything that one instrument has measured, by its labels.</summary>
internal sealed class MetricSeries(Instrument instrument)
{
    // More sets of labels than this are a mistake, and would fill the memory.
    private const int MaxSets = 1000;

    private static readonly double[] DefaultBounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Value> _values = new(StringComparer.Ordinal);
    private readonly bool _isHistogram = instrument.GetType().Name.StartsWith("Histogram", StringComparison.Ordinal);
    private readonly bool _isCounter = instrument.GetType().Name is var type && type.Contains("Counter", StringComparison.Ordinal) && !type.Contains("UpDown", StringComparison.Ordinal);
    private readonly double[] _bounds = (instrument as Histogram<double>)?.Advice?.HistogramBucketBoundaries?.ToArray() ?? DefaultBounds;

    public string Name { get; } = NameOf(instrument);

    public void Record(double measured, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = Labels(tags);
        lock (_lock)
        {
            if (!_values.TryGetValue(labels, out var value))
            {
                if (_values.Count == MaxSets)
                {
                    return;
                }

                _values.Add(labels, value = new(_isHistogram ? _bounds.Length : 0));
            }

            if (instrument.IsObservable || instrument.GetType().Name.StartsWith("Gauge", StringComparison.Ordinal))
            {
                value.Sum = measured; // What is observed is the whole.
                return;
            }

            value.Sum += measured;
            value.Count++;
            for (var i = 0; _isHistogram && i < _bounds.Length; i++)
            {
                value.Buckets[i] += measured <= _bounds[i] ? 1 : 0;
            }
        }
    }

    /// <summary>Writes all values as Prometheus reads them (text format 0.0.4).</summary>
    public void Write(StringBuilder page)
    {
        lock (_lock)
        {
            var name = _isCounter ? $"{Name}_total" : Name;
            page.Append(CultureInfo.InvariantCulture, $"# HELP {name} {instrument.Description?.ReplaceLineEndings(" ")}\n");
            page.Append(CultureInfo.InvariantCulture, $"# TYPE {name} {(_isHistogram ? "histogram" : _isCounter ? "counter" : "gauge")}\n");
            foreach (var (labels, value) in _values)
            {
                if (_isHistogram)
                {
                    WriteHistogram(page, labels, value);
                }
                else
                {
                    Line(page, name, labels, value.Sum);
                }
            }
        }
    }

    private void WriteHistogram(StringBuilder page, string labels, Value value)
    {
        var start = labels.Length == 0 ? "" : $"{labels},";
        for (var i = 0; i < _bounds.Length; i++)
        {
            Line(page, $"{Name}_bucket", string.Create(CultureInfo.InvariantCulture, $"{start}le=\"{_bounds[i]}\""), value.Buckets[i]);
        }

        Line(page, $"{Name}_bucket", $"{start}le=\"+Inf\"", value.Count);
        Line(page, $"{Name}_sum", labels, value.Sum);
        Line(page, $"{Name}_count", labels, value.Count);
    }

    private static void Line(StringBuilder page, string name, string labels, double value) =>
        page.Append(CultureInfo.InvariantCulture, $"{name}{(labels.Length == 0 ? "" : $"{{{labels}}}")} {value}\n");

    private static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = new List<string>(tags.Length);
        foreach (var (key, value) in tags)
        {
            var text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
            labels.Add($"{Plain(key)}=\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).ReplaceLineEndings("\\n")}\"");
        }

        labels.Sort(StringComparer.Ordinal);
        return string.Join(',', labels);
    }

    private static string NameOf(Instrument instrument) => Plain(instrument.Name) + instrument.Unit switch
    {
        "s" => "_seconds",
        "By" => "_bytes",
        _ => "",
    };

    private static string Plain(string name) => string.Concat(name.Select(static c => char.IsAsciiLetterOrDigit(c) ? c : '_'));

    private sealed class Value(int buckets)
    {
        public long[] Buckets { get; } = new long[buckets];

        public double Sum { get; set; }

        public long Count { get; set; }
    }
}
