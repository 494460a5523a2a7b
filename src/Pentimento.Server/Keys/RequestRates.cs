using System.Collections.Concurrent;

namespace Pentimento.Server.Keys;

/// <summary>Holds keys to their requests a minute: a token bucket each, which fills evenly and holds a minute's worth.</summary>
internal sealed class RequestRates(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, Bucket> _buckets = new(StringComparer.Ordinal);

    /// <summary>Counts a request; null when it may pass, or after what time one may.</summary>
    public TimeSpan? Take(string key, int perMinute) => _buckets.GetOrAdd(key, static _ => new()).Take(perMinute, time);

    private sealed class Bucket
    {
        private readonly Lock _lock = new();
        private double _tokens = double.MaxValue;
        private DateTimeOffset _filled;

        public TimeSpan? Take(int perMinute, TimeProvider time)
        {
            lock (_lock)
            {
                var now = time.GetUtcNow();
                _tokens = Math.Min(perMinute, _tokens + ((now - _filled).TotalMinutes * perMinute));
                _filled = now;
                if (_tokens < 1)
                {
                    return TimeSpan.FromMinutes((1 - _tokens) / perMinute);
                }

                _tokens--;
                return null;
            }
        }
    }
}
