using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Pentimento.Server.Tests.Api;

namespace Pentimento.Server.Tests.Contract;

/// <summary>What the operator of a server sees of a request.</summary>
public sealed class LogTests : IAsyncLifetime
{
    private readonly LogLines _lines = new();
    private readonly TestServer _server;

    public LogTests() => _server = new() { Settings = ["--Logging:LogLevel:Default", "Information"], More = services => services.AddSingleton<ILoggerProvider>(_lines) };

    public ValueTask InitializeAsync() => _server.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _lines.Dispose();
    }

    [Fact]
    public async Task C82_the_log_has_the_request_id_of_every_answer_and_neither_key_nor_prompt_nor_image()
    {
        var answers = new[]
        {
            await _server.EditAsync(), await _server.EditAsync(("n", "0")), await _server.EditAsync(("stream", "true")), await _server.SendAsync(HttpMethod.Get, "/nowhere"),
        };
        foreach (var answer in answers)
        {
            Assert.Contains(_lines.All, line => line.Contains(answer.Headers["x-request-id"], StringComparison.Ordinal));
        }

        foreach (var secret in new[] { TestServer.Key, "make it brighter", Convert.ToBase64String(Calls.Png) })
        {
            Assert.DoesNotContain(_lines.All, line => line.Contains(secret, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task C103_how_long_clients_wait_is_documented_and_how_long_edits_take_is_measured_beyond_it()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "configuration.md"), TestContext.Current.CancellationToken);
        Assert.Contains(".NET client gives up after 100 seconds, Node.js after 300", page, StringComparison.Ordinal);

        var measured = new ConcurrentBag<IReadOnlyList<double>>();
        using var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Name == "pentimento.edit.duration")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<double>((instrument, _, _, _) => measured.Add(((Histogram<double>)instrument).Advice!.HistogramBucketBoundaries!));
        listener.Start();
        (await _server.EditAsync()).ShouldSucceed();
        Assert.Contains(measured.First(), static bound => bound is > 100 and < 300);
    }
}
