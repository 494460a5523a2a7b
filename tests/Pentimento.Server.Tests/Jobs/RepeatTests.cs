using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using Pentimento.Server.Api.Requests;
using Pentimento.Server.Editing;
using Pentimento.Server.Jobs;
using Pentimento.Server.Tests.Api;

namespace Pentimento.Server.Tests.Jobs;

/// <summary>What the clients of the world do when an edit is slow: they ask again.</summary>
public sealed class RepeatTests : IAsyncLifetime
{
    private readonly TestServer _server = new()
    {
        Settings = ["--Jobs:RepeatWindowMinutes", "10", "--Jobs:MaxRunning", "4", "--Jobs:MaxHeldBytes", "350"],
    };

    private readonly TaskCompletionSource _finish = new();
    private readonly TaskCompletionSource _started = new();
    private readonly TaskCompletionSource _cancelled = new();
    private int _edits;

    public async ValueTask InitializeAsync()
    {
        await _server.InitializeAsync();
        _server.Engine.Before = async (_, cancellation) =>
        {
            Interlocked.Increment(ref _edits);
            _started.TrySetResult();
            try
            {
                await _finish.Task.WaitAsync(cancellation);
            }
            catch (OperationCanceledException)
            {
                _cancelled.TrySetResult();
                throw;
            }
        };
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task C102_the_same_request_while_it_runs_is_done_once_and_everyone_gets_the_whole_result()
    {
        var calls = Enumerable.Range(0, 5).Select(_ => _server.EditAsync()).ToArray();
        await _started.Task;
        _finish.SetResult();
        var answers = await Task.WhenAll(calls);
        Assert.All(answers, static answer => answer.ShouldSucceed());
        Assert.All(answers, answer => Assert.Equal(_server.Engine.Output, answer.Json.GetProperty("data")[0].GetProperty("b64_json").GetBytesFromBase64()));
        Assert.Equal(1, _edits);
    }

    [Fact]
    public async Task The_same_request_after_it_has_ended_gets_the_held_result_and_is_counted_once()
    {
        _finish.SetResult();
        (await _server.EditAsync()).ShouldSucceed();
        (await _server.EditAsync()).ShouldSucceed();
        (await _server.EditAsync(("response_format", "url"))).ShouldSucceed(); // The answer's form is no part of the edit.
        Assert.Equal(1, _edits);
        Assert.Equal(1, Assert.Single(_server.Services.GetRequiredService<UsageStore>().ByDay(null, 1)).Edits);
    }

    [Fact]
    public async Task Another_field_or_another_key_is_another_edit()
    {
        _finish.SetResult();
        (await _server.EditAsync()).ShouldSucceed();
        (await _server.EditAsync(("n", "2"))).ShouldSucceed();
        _server.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", TestServer.OtherKey);
        (await _server.EditAsync()).ShouldSucceed();
        Assert.Equal(3, _edits);
    }

    [Fact]
    public async Task Results_are_held_up_to_their_bytes_and_the_oldest_goes_first()
    {
        _finish.SetResult();
        for (var i = 0; i < 4; i++)
        {
            (await _server.EditAsync(("user", $"{i}"), ("size", $"{i + 1}x1"))).ShouldSucceed(); // 100 bytes each
        }

        Assert.Equal(300, _server.Services.GetRequiredService<SharedEdits>().HeldBytes);
        (await _server.EditAsync(("size", "4x1"))).ShouldSucceed();
        Assert.Equal(4, _edits);
        (await _server.EditAsync(("size", "1x1"))).ShouldSucceed();
        Assert.Equal(5, _edits);
    }

    [Fact]
    public async Task A_failure_is_not_held()
    {
        var before = _server.Engine.Before;
        _server.Engine.Before = static (_, _) => throw new EditException(EditFailure.Unavailable, "Not now.");
        (await _server.EditAsync()).ShouldBeError(503, "service_unavailable", null);
        _server.Engine.Before = before;
        _finish.SetResult();
        (await _server.EditAsync()).ShouldSucceed();
    }

    [Fact]
    public async Task The_edit_goes_on_for_those_who_stay_and_the_first_ones_bytes_stay_whole()
    {
        using var patience = new CancellationTokenSource();
        var first = CallAsync(patience.Token);
        await _started.Task;
        var second = _server.EditAsync();
        await CallersAsync(2);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        _finish.SetResult();
        (await second).ShouldSucceed();
        Assert.Equal(1, _edits);
        Assert.False(_cancelled.Task.IsCompleted);
        Assert.Equal(0, _server.Services.GetRequiredService<BodyMemory>().Held);
    }

    [Fact]
    public async Task C101_when_the_last_one_leaves_the_edit_ends_and_leaves_nothing_behind()
    {
        using var patience = new CancellationTokenSource();
        var calls = Enumerable.Range(0, 3).Select(_ => CallAsync(patience.Token)).ToArray();
        await _started.Task;
        await patience.CancelAsync();
        await Task.WhenAll(calls).ContinueWith(static _ => { }, TestContext.Current.CancellationToken);
        await _cancelled.Task.WaitAsync(TestContext.Current.CancellationToken);
        var admission = _server.Services.GetRequiredService<Admission>();
        var memory = _server.Services.GetRequiredService<BodyMemory>();
        while (admission.State != default || memory.Held > 0)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        Assert.Empty(_server.Services.GetRequiredService<UsageStore>().ByDay(null, 1));
        _finish.SetResult();
        (await _server.EditAsync()).ShouldSucceed(); // The cancelled one is no result for others.
    }

    [Fact]
    public async Task Who_comes_back_at_once_finds_the_edit_still_running()
    {
        using var patience = new CancellationTokenSource();
        var first = CallAsync(patience.Token);
        await _started.Task;
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        await CallersAsync(0);
        var again = _server.EditAsync();
        await CallersAsync(1);
        _finish.SetResult();
        (await again).ShouldSucceed();
        Assert.Equal(1, _edits);
    }

    [Fact]
    public async Task An_idempotency_key_stands_for_one_request()
    {
        _finish.SetResult();
        _server.Client.DefaultRequestHeaders.Add("Idempotency-Key", "order-17");
        (await _server.EditAsync()).ShouldSucceed();
        (await _server.EditAsync()).ShouldSucceed();
        Assert.Equal(1, _edits);
        var other = await _server.EditAsync(("n", "2"));
        other.ShouldBeError(409, "idempotency_key_reused", "Idempotency-Key");
        Assert.Equal("false", other.Headers["x-should-retry"]);

        // With a key of its own, the same content is another edit.
        _server.Client.DefaultRequestHeaders.Remove("Idempotency-Key");
        _server.Client.DefaultRequestHeaders.Add("Idempotency-Key", "order-18");
        (await _server.EditAsync()).ShouldSucceed();
        Assert.Equal(2, _edits);
    }

    private async Task CallersAsync(int count)
    {
        while (_server.Services.GetRequiredService<SharedEdits>().Callers != count)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private async Task<HttpResponseMessage> CallAsync(CancellationToken cancellation)
    {
        using var form = Calls.Form();
        return await _server.Client.PostAsync(Calls.Edits, form, cancellation);
    }
}
