using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Pentimento.Server.Editing;
using Pentimento.Server.Jobs;
using Pentimento.Server.Jobs.Accepted;
using Pentimento.Server.Tests.Api;
using Pentimento.Server.Tests.Keys;

namespace Pentimento.Server.Tests.Jobs;

public sealed class AcceptedTests : IAsyncLifetime
{
    private readonly ManualTime _time = new();
    private readonly TaskCompletionSource _finish = new();
    private readonly TaskCompletionSource _started = new();
    private readonly TestServer _server;
    private int _edits;

    public AcceptedTests() => _server = new() { Settings = ["--Jobs:MaxAcceptedPerKey", "3"], Time = _time };

    public async ValueTask InitializeAsync()
    {
        await _server.InitializeAsync();
        _server.Client.DefaultRequestHeaders.Add("Prefer", "respond-async, wait=5");
        _server.Engine.Before = async (_, cancellation) =>
        {
            Interlocked.Increment(ref _edits);
            _started.TrySetResult();
            await _finish.Task.WaitAsync(cancellation);
        };
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task An_edit_is_accepted_at_once_and_fetched_when_it_is_there()
    {
        var accepted = await AcceptAsync();
        await _started.Task;
        var pending = await GetAsync(accepted);
        Assert.Equal((HttpStatusCode.Accepted, "in_progress"), (pending.Status, pending.Json.GetProperty("status").GetString()));
        _finish.SetResult();

        var answer = await EndAsync(accepted);

        answer.ShouldSucceed();
        Assert.Equal(_server.Engine.Output, answer.Json.GetProperty("data")[0].GetProperty("b64_json").GetBytesFromBase64());
        Assert.Equal("640x480", answer.Json.GetProperty("size").GetString());
        Assert.Equal(1, Assert.Single(Usage.ByDay(null, 1)).Edits);
        Assert.Empty(Directory.GetFiles(_server.Services.GetRequiredService<DataFolder>().Folder("jobs")));
    }

    [Fact]
    public async Task Addresses_come_from_the_asynchronous_form_too()
    {
        _finish.SetResult();
        var answer = await EndAsync(await AcceptAsync(("response_format", "url"), ("n", "2")));
        var url = answer.Json.GetProperty("data")[1].GetProperty("url").GetString();
        Assert.Equal(_server.Engine.Output, await _server.Client.GetByteArrayAsync(url, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_same_request_is_accepted_once()
    {
        var first = await AcceptAsync();
        Assert.Equal(first, await AcceptAsync());
        Assert.NotEqual(first, await AcceptAsync(("n", "2")));
        _finish.SetResult();
        await EndAsync(first);
        Assert.Equal(first, await AcceptAsync());
    }

    [Fact]
    public async Task An_edit_is_not_there_for_another_key()
    {
        var accepted = await AcceptAsync();
        _server.Client.DefaultRequestHeaders.Authorization = new("Bearer", TestServer.OtherKey);
        (await GetAsync(accepted)).ShouldBeError(404, "not_found", "id");
        (await _server.SendAsync(HttpMethod.Delete, accepted)).ShouldBeError(404, "not_found", "id");
    }

    [Fact]
    public async Task A_failure_is_told_as_it_would_have_been_and_without_a_retry()
    {
        _server.Engine.Before = static (_, _) => throw new EditException(EditFailure.UnsupportedInstruction, "Cannot.", "prompt");
        var answer = await EndAsync(await AcceptAsync());
        answer.ShouldBeError(400, "unsupported_instruction", "prompt");
        Assert.Equal("false", answer.Headers["x-should-retry"]);
        Assert.Empty(Usage.ByDay(null, 1));
    }

    [Fact]
    public async Task Cancelling_ends_the_work_and_then_the_edit_is_gone()
    {
        var accepted = await AcceptAsync();
        await _started.Task;
        Assert.Equal(HttpStatusCode.NoContent, (await _server.SendAsync(HttpMethod.Delete, accepted)).Status);
        (await GetAsync(accepted)).ShouldBeError(410, "gone", "id");
        var runner = _server.Services.GetRequiredService<AcceptedRunner>();
        while (runner.Pending > 0)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        Assert.Equal(default, _server.Services.GetRequiredService<Admission>().State);
        Assert.Empty(Directory.GetFiles(_server.Services.GetRequiredService<DataFolder>().Folder("jobs")));
    }

    [Fact]
    public async Task An_outcome_past_its_time_is_gone()
    {
        _finish.SetResult();
        var accepted = await AcceptAsync();
        (await EndAsync(accepted)).ShouldSucceed();
        _time.Advance(TimeSpan.FromMinutes(61));
        (await GetAsync(accepted)).ShouldBeError(410, "gone", "id");
    }

    [Fact]
    public async Task What_never_was_is_not_found() => (await GetAsync("/v1/images/edits/edit_0")).ShouldBeError(404, "not_found", "id");

    [Fact]
    public async Task More_pending_edits_than_a_key_may_have_are_refused()
    {
        for (var i = 1; i <= 3; i++)
        {
            await AcceptAsync(("n", $"{i}"));
        }

        (await _server.EditAsync(("n", "4"))).ShouldBeError(429, "rate_limit_exceeded", null);
    }

    [Fact]
    public async Task A_stop_hands_the_edit_back_and_the_next_start_ends_it()
    {
        var accepted = await AcceptAsync();
        await _started.Task;
        var server = await _server.RestartAsync();
        server.Engine.Before = static (_, _) => Task.CompletedTask;
        (await EndAsync(accepted)).ShouldSucceed();
        Assert.Equal(1, Assert.Single(Usage.ByDay(null, 1)).Edits);
    }

    [Fact]
    public async Task An_edit_that_ended_the_server_too_often_is_reported_as_failed()
    {
        var accepted = await AcceptAsync();
        await _started.Task;
        var store = _server.Services.GetRequiredService<AcceptedStore>();
        var id = accepted.Split('/')[^1];
        store.Begin(id);
        store.Begin(id); // As if the process had ended twice in the middle of it.
        await _server.RestartAsync(static services => services.GetRequiredService<JobDatabase>().Write("UPDATE accepted SET state = 1, attempts = 3"));
        (await EndAsync(accepted)).ShouldBeError(500, "internal_error", null);
        Assert.Equal(1, _edits);
    }

    private UsageStore Usage => _server.Services.GetRequiredService<UsageStore>();

    private async Task<string> AcceptAsync(params (string Name, string Value)[] fields)
    {
        var answer = await _server.EditAsync(fields);
        Assert.Equal((HttpStatusCode.Accepted, "respond-async", "1"), (answer.Status, answer.Headers["Preference-Applied"], answer.Headers["Retry-After"]));
        Assert.Equal($"/v1/images/edits/{answer.Json.GetProperty("id").GetString()}", answer.Headers["Location"]);
        return answer.Headers["Location"];
    }

    private Task<Answer> GetAsync(string location) => _server.SendAsync(HttpMethod.Get, location);

    private async Task<Answer> EndAsync(string location)
    {
        Answer answer;
        do
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            answer = await GetAsync(location);
        }
        while (answer.Status == HttpStatusCode.Accepted);
        return answer;
    }
}
