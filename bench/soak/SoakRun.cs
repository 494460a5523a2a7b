using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Pentimento.Soak;

/// <summary>
/// Clients as they are, at twice what the server can do: mixed sizes, some that leave in the middle and come back, some that send the
/// same request twice at once, all of them trying again when they are told to.
/// </summary>
/// <param name="client">With the server's address and a key of its own.</param>
/// <param name="pictures">The files to edit, of several sizes.</param>
internal sealed partial class SoakRun(HttpClient client, IReadOnlyList<byte[]> pictures, int seed)
{
    private const int MaxTries = 20;

    private readonly ConcurrentBag<double> _seconds = [];
    private readonly ConcurrentBag<string> _wrong = [];
    private readonly List<(double Minute, double Bytes)> _memory = [];
    private int _sent;
    private int _succeeded;
    private int _refused;
    private int _left;
    private int _gaveUp;

    /// <summary>Finds out what the server can do, then asks for twice as much.</summary>
    public async Task<SoakReport> RunAsync(TimeSpan duration, CancellationToken cancellation)
    {
        var perSecond = await CapacityAsync(TimeSpan.FromSeconds(Math.Clamp(duration.TotalSeconds / 5, 2, 30)), cancellation);
        var before = await UsageAsync(cancellation);
        var began = Stopwatch.StartNew();
        var running = new List<Task>();
        var sampled = -TimeSpan.FromSeconds(2);
        using var pace = new PeriodicTimer(TimeSpan.FromSeconds(1 / (2 * perSecond)));
        while (began.Elapsed < duration)
        {
            await pace.WaitForNextTickAsync(cancellation);
            running.RemoveAll(static task => task.IsCompleted);
            running.Add(ClientAsync(Interlocked.Increment(ref _sent), cancellation));
            if (began.Elapsed - sampled > TimeSpan.FromSeconds(1))
            {
                sampled = began.Elapsed;
                _memory.Add((began.Elapsed.TotalMinutes, await MemoryAsync(cancellation)));
            }
        }

        await Task.WhenAll(running);
        var counted = await UsageAsync(cancellation) - before;
        var times = _seconds.Order().ToArray();
        return new(
            CapacityPerSecond: perSecond, Sent: _sent, Succeeded: _succeeded, Refusals: _refused, Left: _left, GaveUp: _gaveUp, Wrong: [.. _wrong],
            Counted: counted,
            // One that left may have been finished all the same, within the grace: it may be counted, and need not be.
            Lost: Math.Max(0, _succeeded - counted), Doubled: Math.Max(0, counted - _succeeded - _left - _gaveUp),
            MedianSeconds: Quantile(times, 0.5), P99Seconds: Quantile(times, 0.99), MegabytesAMinute: Slope([.. _memory.Skip(_memory.Count / 3)]) / 1e6);
    }

    private async Task<double> CapacityAsync(TimeSpan duration, CancellationToken cancellation)
    {
        var began = Stopwatch.StartNew();
        var done = 0;
        await Task.WhenAll(Enumerable.Range(0, Environment.ProcessorCount * 2).Select(async worker =>
        {
            while (began.Elapsed < duration)
            {
                var number = Interlocked.Increment(ref _sent);
                using var answer = await SendAsync(number, cancellation);
                await CheckAsync(number, answer, cancellation);
                Interlocked.Increment(ref done);
            }
        }));
        return Math.Max(1, done / began.Elapsed.TotalSeconds);
    }

    /// <summary>One client, from its first try to its last.</summary>
    private async Task ClientAsync(int number, CancellationToken cancellation)
    {
        var random = new Random(HashCode.Combine(seed, number));
        try
        {
            switch (random.Next(10))
            {
                case 0: // leaves, and comes back half of the time
                    using (var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation))
                    {
                        patience.CancelAfter(random.Next(1, 200));
                        if (await TryAsync(number, patience.Token) || random.Next(2) == 0)
                        {
                            return;
                        }
                    }

                    Interlocked.Decrement(ref _left);
                    await UntilDoneAsync(number, cancellation);
                    break;
                case 1: // asks twice at once
                    var both = await Task.WhenAll(PictureAsync(number, cancellation), PictureAsync(number, cancellation));
                    if (both is [{ } one, { } two] && one != two)
                    {
                        _wrong.Add($"{number}: two answers to the same request differ");
                    }

                    Interlocked.Increment(ref both.Any(static picture => picture is not null) ? ref _succeeded : ref _gaveUp);
                    break;
                default:
                    await UntilDoneAsync(number, cancellation);
                    break;
            }
        }
        catch (Exception error) when (error is HttpRequestException or IOException or JsonException)
        {
            _wrong.Add($"{number}: {error.Message}");
        }
    }

    private async Task<bool> TryAsync(int number, CancellationToken patience)
    {
        try
        {
            await UntilDoneAsync(number, patience);
            return true;
        }
        catch (OperationCanceledException)
        {
            Interlocked.Increment(ref _left);
            return false;
        }
    }

    private async Task UntilDoneAsync(int number, CancellationToken cancellation)
    {
        var picture = await PictureAsync(number, cancellation);
        Interlocked.Increment(ref picture is not null ? ref _succeeded : ref _gaveUp);
    }

    /// <summary>Asks until there is an answer; null when every try was told to come again.</summary>
    /// <returns>The picture's hash.</returns>
    private async Task<string?> PictureAsync(int number, CancellationToken cancellation)
    {
        for (var i = 0; i < MaxTries; i++)
        {
            var began = Stopwatch.StartNew();
            using var answer = await SendAsync(number, cancellation);
            if (answer.StatusCode != HttpStatusCode.TooManyRequests)
            {
                var hash = await CheckAsync(number, answer, cancellation);
                _seconds.Add(began.Elapsed.TotalSeconds);
                return hash;
            }

            Interlocked.Increment(ref _refused);
            await Task.Delay(int.Parse(answer.Headers.GetValues("retry-after-ms").Single(), CultureInfo.InvariantCulture), cancellation);
        }

        return null;
    }

    private async Task<HttpResponseMessage> SendAsync(int number, CancellationToken cancellation)
    {
        var file = new ByteArrayContent(pictures[number % pictures.Count]);
        file.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        using var form = new MultipartFormDataContent
        {
            { file, "image", "a.png" },
            { new StringContent("make it warmer and sharpen it"), "prompt" },
            { new StringContent($"{64 + (number % 500)}x{64 + (number / 500)}"), "size" }, // No two edits of a run are the same.
        };
        return await client.PostAsync("/v1/images/edits", form, cancellation);
    }

    private async Task<string> CheckAsync(int number, HttpResponseMessage answer, CancellationToken cancellation)
    {
        var text = await answer.Content.ReadAsStringAsync(cancellation);
        if (answer.StatusCode != HttpStatusCode.OK)
        {
            _wrong.Add($"{number}: {(int)answer.StatusCode} {text}");
            return text;
        }

        using var json = JsonDocument.Parse(text);
        return Convert.ToHexString(SHA256.HashData(json.RootElement.GetProperty("data")[0].GetProperty("b64_json").GetBytesFromBase64()));
    }

    private async Task<int> UsageAsync(CancellationToken cancellation)
    {
        using var json = JsonDocument.Parse(await client.GetStringAsync("/v1/usage?days=2", cancellation));
        return json.RootElement.GetProperty("data").EnumerateArray().Sum(static day => day.GetProperty("edits").GetInt32());
    }

    private async Task<double> MemoryAsync(CancellationToken cancellation) =>
        double.Parse(WorkingSet().Match(await client.GetStringAsync("/metrics", cancellation)).Groups["bytes"].ValueSpan, CultureInfo.InvariantCulture);

    private static double Quantile(double[] sorted, double part) => sorted.Length == 0 ? 0 : sorted[(int)(part * (sorted.Length - 1))];

    /// <summary>Least squares.</summary>
    private static double Slope((double X, double Y)[] points)
    {
        if (points.Length < 2)
        {
            return 0;
        }

        var (x, y) = (points.Average(static p => p.X), points.Average(static p => p.Y));
        return points.Sum(p => (p.X - x) * (p.Y - y)) / points.Sum(p => (p.X - x) * (p.X - x));
    }

    [GeneratedRegex(@"^dotnet_process_memory_working_set_bytes (?<bytes>\S+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex WorkingSet();
}

/// <param name="Succeeded">Requests that got their picture, without those of the calibration.</param>
/// <param name="Refusals">Answers that said to come again.</param>
/// <param name="Left">Requests that were left and not sent again.</param>
/// <param name="GaveUp">Requests that were told to come again every time.</param>
/// <param name="Wrong">Answers that should not have been.</param>
/// <param name="Counted">Edits in the server's usage.</param>
/// <param name="MegabytesAMinute">How the server's memory grows, after the first third.</param>
internal sealed record SoakReport(
    double CapacityPerSecond, int Sent, int Succeeded, int Refusals, int Left, int GaveUp, IReadOnlyList<string> Wrong, int Counted, int Lost, int Doubled,
    double MedianSeconds, double P99Seconds, double MegabytesAMinute);
