using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Pentimento.Server.Editing;
using Pentimento.Server.Tests.Api;
using Pentimento.Server.Tests.Clients;
using Pentimento.Server.Tests.Contract;

namespace Pentimento.Server.Tests.Telemetry;

public sealed class MetricsTests
{
    [Fact]
    public async Task The_page_counts_requests_edits_repeats_and_the_seconds_of_every_stage()
    {
        await using var server = new RealServer();
        await server.InitializeAsync();
        for (var i = 0; i < 2; i++)
        {
            using var form = new MultipartFormDataContent().WithFile("image", Pictures.Make(60, 40));
            form.Add(new StringContent("make the left half brighter"), "prompt");
            form.Add(new StringContent("url"), "response_format");
            using var answer = await server.Client.PostAsync(Calls.Edits, form, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        var page = await server.Client.GetStringAsync("/metrics", TestContext.Current.CancellationToken);

        Assert.Contains("pentimento_requests_total{method=\"POST\",route=\"/v1/images/edits\",status=\"200\"} 2\n", page, StringComparison.Ordinal);
        Assert.Contains("pentimento_edits_total{engine=\"builtin\",operation=\"brightness\",outcome=\"finished\"} 1\n", page, StringComparison.Ordinal);
        Assert.Contains("pentimento_repeats_total{repeat=\"new\"} 1\n", page, StringComparison.Ordinal);
        Assert.Contains("pentimento_repeats_total{repeat=\"held\"} 1\n", page, StringComparison.Ordinal);
        Assert.Contains("pentimento_jobs_waiting 0\n", page, StringComparison.Ordinal);
        Assert.Contains("# TYPE pentimento_stage_duration_seconds histogram\n", page, StringComparison.Ordinal);
        foreach (var stage in new[] { "parse", "wait", "plan", "decode", "select", "edit", "encode", "store", "answer" })
        {
            Assert.Contains($"pentimento_stage_duration_seconds_bucket{{stage=\"{stage}\",le=\"+Inf\"}} ", page, StringComparison.Ordinal);
        }

        Assert.Contains("http_server_request_duration_seconds_count", page, StringComparison.Ordinal);
        Assert.Contains("dotnet_process_memory_working_set_bytes ", page, StringComparison.Ordinal);
        Assert.Contains("pentimento_memory_native_bytes ", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("false", 401)]
    [InlineData("true", 200)]
    public async Task The_page_needs_a_key_unless_it_is_opened(string open, int status)
    {
        await using var server = new TestServer { Settings = ["--Telemetry:OpenMetrics", open] };
        await server.InitializeAsync();
        server.Client.DefaultRequestHeaders.Authorization = null;
        Assert.Equal(status, (int)(await server.SendAsync(HttpMethod.Get, "/metrics")).Status);
    }

    [Fact]
    public async Task Metrics_and_traces_are_sent_to_the_collector_that_is_named()
    {
        var received = new ConcurrentDictionary<string, long>();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var collector = builder.Build();
        collector.Urls.Add("http://127.0.0.1:0");
        collector.MapPost("/{**path}", async (string path, HttpContext context) =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            received.AddOrUpdate(path, body.Length, (_, sum) => sum + body.Length);
        });
        await collector.StartAsync(TestContext.Current.CancellationToken);
        await using (var server = new TestServer { Settings = ["--Telemetry:OtlpEndpoint", collector.Urls.First()] })
        {
            await server.InitializeAsync();
            (await server.EditAsync()).ShouldSucceed();
        } // What is left is sent at the stop.

        Assert.True(received["v1/metrics"] > 0);
        Assert.True(received["v1/traces"] > 0);
    }

    [Theory]
    [InlineData("false")]
    [InlineData("true")]
    public async Task Prompts_and_messages_about_them_are_logged_only_when_that_is_switched_on(string isOn)
    {
        using var lines = new LogLines();
        await using var server = new TestServer { Settings = ["--Telemetry:LogPrompts", isOn, "--Logging:LogLevel:Default", "Trace"], More = services => services.AddSingleton<ILoggerProvider>(lines) };
        await server.InitializeAsync();
        server.Engine.Before = static (request, _) => throw new EditException(EditFailure.UnsupportedInstruction, $"Cannot: {request.Prompt}.", "prompt");
        (await server.EditAsync()).ShouldBeError(400, "unsupported_instruction", "prompt");

        var text = string.Join('\n', lines.All);
        Assert.Equal(isOn == "true", text.Contains("make it brighter", StringComparison.Ordinal));
        Assert.Contains("static_0", text, StringComparison.Ordinal);
        Assert.DoesNotContain(TestServer.Key, text, StringComparison.Ordinal);
    }
}
