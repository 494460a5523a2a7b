using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using Pentimento.Server.Editing;
using Pentimento.Server.Keys;
using Pentimento.Server.Tests.Api;

namespace Pentimento.Server.Tests.Keys;

/// <summary>What a key's limits mean for its client.</summary>
public sealed class LimitTests : IAsyncLifetime
{
    private readonly ManualTime _time = new();
    private readonly TestServer _server;

    public LimitTests() => _server = new()
    {
        Time = _time,
        Settings = ["--Models:Routes:other", "builtin", "--Keys:ConcurrentEdits", "5"],
    };

    public ValueTask InitializeAsync() => _server.InitializeAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task C99_more_requests_than_a_minute_has_are_429_until_time_has_passed()
    {
        await UseKeyAsync(new() { RequestsPerMinute = 2 });
        (await _server.EditAsync()).ShouldSucceed();
        (await _server.EditAsync()).ShouldSucceed();
        var refused = await _server.EditAsync();
        refused.ShouldBeError(429, "rate_limit_exceeded", null);
        Assert.Equal(("30", "30000"), (refused.Headers["Retry-After"], refused.Headers["retry-after-ms"]));
        Assert.False(refused.Headers.ContainsKey("x-should-retry"));
        Assert.Equal(HttpStatusCode.OK, (await _server.SendAsync(HttpMethod.Get, "/v1/models")).Status);

        _time.Advance(TimeSpan.FromSeconds(30));
        (await _server.EditAsync()).ShouldSucceed();
        (await _server.EditAsync()).ShouldBeError(429, "rate_limit_exceeded", null);
    }

    [Fact]
    public async Task C99_more_images_than_a_day_has_are_final_until_the_next_day()
    {
        await UseKeyAsync(new() { ImagesPerDay = 3 });
        (await _server.EditAsync(("n", "2"))).ShouldSucceed();
        var refused = await _server.EditAsync(("n", "2"));
        refused.ShouldBeError(429, "insufficient_quota", null);
        Assert.Equal("insufficient_quota", refused.Error.GetProperty("type").GetString());
        Assert.Equal("false", refused.Headers["x-should-retry"]);
        (await _server.EditAsync()).ShouldSucceed();

        _time.Advance(TimeSpan.FromDays(1));
        (await _server.EditAsync(("n", "3"))).ShouldSucceed();
    }

    [Fact]
    public async Task Failed_edits_do_not_count()
    {
        await UseKeyAsync(new() { ImagesPerDay = 1 });
        _server.Engine.Before = static (_, _) => throw new EditException(EditFailure.NothingToChange, "No.", "prompt");
        (await _server.EditAsync()).ShouldBeError(400, "nothing_to_change", "prompt");
        _server.Fresh();
        (await _server.EditAsync()).ShouldSucceed();
    }

    [Fact]
    public async Task Edits_at_the_same_time_cannot_go_over_the_day_together()
    {
        await UseKeyAsync(new() { ImagesPerDay = 1 });
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => _server.EditAsync()));
        Assert.Single(answers, static answer => answer.Status == HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_key_for_some_models_gets_no_other()
    {
        await UseKeyAsync(new() { Models = "other" });
        (await _server.EditAsync(("model", "other"))).ShouldSucceed();
        (await _server.EditAsync(("model", "gpt-image-1"))).ShouldBeError(403, "model_not_allowed", "model");
        var models = (await _server.SendAsync(HttpMethod.Get, "/v1/models")).Json.GetProperty("data").EnumerateArray();
        Assert.Equal(["other"], models.Select(static model => model.GetProperty("id").GetString()));
    }

    [Fact]
    public async Task A_key_sees_its_own_usage_and_limits()
    {
        (await _server.EditAsync()).ShouldSucceed();
        await UseKeyAsync(new() { ImagesPerDay = 9 });
        (await _server.EditAsync(("n", "2"))).ShouldSucceed();

        var usage = (await _server.SendAsync(HttpMethod.Get, "/v1/usage?days=2")).Json;

        var day = Assert.Single(usage.GetProperty("data").EnumerateArray());
        Assert.Equal(("2030-01-02", 1, 2, 1_000_000), (day.GetProperty("date").GetString(), day.GetProperty("edits").GetInt32(), day.GetProperty("images").GetInt32(), day.GetProperty("pixels").GetInt64()));
        Assert.Equal((9, 5), (usage.GetProperty("limits").GetProperty("images_per_day").GetInt32(), usage.GetProperty("limits").GetProperty("concurrent_edits").GetInt32()));
        (await _server.SendAsync(HttpMethod.Get, "/v1/usage?days=0")).ShouldBeError(400, "invalid_value", "days");
    }

    [Fact]
    public async Task When_usage_cannot_be_recorded_only_keys_that_depend_on_it_are_refused()
    {
        using var folder = new TemporaryFolder();
        await using var server = new TestServer { Settings = ["--Data:Folder", folder.Path] };
        await File.WriteAllTextAsync(folder.Data.File("jobs.db"), new string('x', 10_000), TestContext.Current.CancellationToken);
        await server.InitializeAsync();
        (await server.EditAsync()).ShouldSucceed();

        var key = await server.Services.GetRequiredService<IKeyStore>().CreateAsync("limited", null, new() { ImagesPerDay = 9 }, TestContext.Current.CancellationToken);
        server.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key.Secret);
        (await server.EditAsync()).ShouldBeError(503, "service_unavailable", null);
    }

    private async Task UseKeyAsync(AccountLimits limits)
    {
        var key = await _server.Services.GetRequiredService<IKeyStore>().CreateAsync("limited", null, limits, TestContext.Current.CancellationToken);
        _server.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key.Secret);
    }
}
