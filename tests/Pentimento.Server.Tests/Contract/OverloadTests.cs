using Pentimento.Server.Tests.Api;

namespace Pentimento.Server.Tests.Contract;

public sealed class OverloadTests : IAsyncLifetime
{
    private readonly TestServer _server = new() { Settings = ["--Jobs:MaxRunning", "1", "--Jobs:MaxWaitingMegapixels", "1"] };

    public ValueTask InitializeAsync() => _server.InitializeAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task C100_with_one_running_and_one_waiting_the_third_is_refused_at_once()
    {
        var started = new TaskCompletionSource();
        var finish = new TaskCompletionSource();
        _server.Engine.Before = async (_, cancellation) =>
        {
            started.TrySetResult();
            await finish.Task.WaitAsync(cancellation);
        };
        var first = _server.EditAsync();
        await started.Task;
        var others = new[] { _server.EditAsync(), _server.EditAsync() };

        // One of the two found a place to wait; the other is answered while nothing can end.
        var refused = await await Task.WhenAny(others);
        refused.ShouldBeError(429, "rate_limit_exceeded", null);
        Assert.InRange(int.Parse(refused.Headers["Retry-After"], System.Globalization.CultureInfo.InvariantCulture), 1, 60);

        finish.SetResult();
        (await first).ShouldSucceed();
        Assert.Equal([200, 429], (await Task.WhenAll(others)).Select(static answer => (int)answer.Status).Order());
    }
}
