using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Pentimento.Server.Api.Requests;
using Pentimento.Server.Editing;
using Pentimento.Server.Jobs;
using Pentimento.Server.Tests.Api;
using Pentimento.Server.Tests.Clients;
using Pentimento.Server.Tests.Contract;
using Pentimento.Server.Tests.Keys;

namespace Pentimento.Server.Tests.Jobs;

public sealed class TimeLimitTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task C103_an_edit_that_takes_too_long_is_stopped_and_its_repeats_hear_so_at_once()
    {
        var (time, edits, started) = (new ManualTime(), 0, new TaskCompletionSource());
        await using var server = new TestServer { Time = time, Settings = ["--Jobs:TimeoutSeconds", "5", "--Jobs:RepeatWindowMinutes", "10"] };
        await server.InitializeAsync();
        server.Engine.Before = (_, cancellation) =>
        {
            edits++;
            started.TrySetResult();
            return Task.Delay(Timeout.Infinite, cancellation);
        };
        var call = server.EditAsync();
        await started.Task;
        time.Advance(TimeSpan.FromSeconds(6));

        foreach (var answer in new[] { await call, await server.EditAsync() })
        {
            answer.ShouldBeError(504, "edit_timeout", null);
            Assert.Equal(("false", "60"), (answer.Headers["x-should-retry"], answer.Headers["Retry-After"]));
        }

        Assert.Equal(1, edits);
        Assert.Equal(default, server.Services.GetRequiredService<Admission>().State);
    }

    [Fact]
    public async Task C100_a_turn_that_does_not_come_in_time_is_told_to_come_again()
    {
        var (time, finish, started) = (new ManualTime(), new TaskCompletionSource(), new TaskCompletionSource());
        await using var server = new TestServer { Time = time, Settings = ["--Jobs:MaxRunning", "1", "--Jobs:MaxWaitSeconds", "5"] };
        await server.InitializeAsync();
        server.Engine.Before = (_, cancellation) =>
        {
            started.TrySetResult();
            return finish.Task.WaitAsync(cancellation);
        };
        var running = server.EditAsync();
        await started.Task;
        var waiting = server.EditAsync();
        var admission = server.Services.GetRequiredService<Admission>();
        while (admission.State.Waiting == 0)
        {
            Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        time.Advance(TimeSpan.FromSeconds(6));
        (await waiting).ShouldBeError(429, "rate_limit_exceeded", null);
        finish.SetResult();
        (await running).ShouldSucceed();
    }

    [Fact]
    public async Task C101_a_long_fill_ends_soon_after_its_client_has_left_and_leaves_nothing_behind()
    {
        await using var server = new RealServer();
        await server.InitializeAsync();
        const int Side = 2400;
        using var form = new MultipartFormDataContent()
            .WithFile("image", Noise(Side))
            .WithFile("mask", Pictures.Make(Side, Side, alpha: static (x, y) => x is > 300 and < 2100 && y is > 300 and < 2100 ? (byte)0 : (byte)255));
        form.Add(new StringContent("remove the marked object"), "prompt");
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var call = server.Client.PostAsync(Calls.Edits, form, patience.Token);
        var admission = server.Services.GetRequiredService<Admission>();
        while (admission.State.Running == 0)
        {
            Assert.False(call.IsCompleted, "The fill was over before it could be left.");
            Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        await Task.WhenAny(call, Task.Delay(TimeSpan.FromSeconds(1), Token)); // somewhere in the middle of it
        Assert.False(call.IsCompleted, "The fill was over before it could be left.");
        await patience.CancelAsync();
        var left = Stopwatch.StartNew();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        var memory = server.Services.GetRequiredService<BodyMemory>();
        while (admission.State != default || memory.Held > 0)
        {
            Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"ended {left.ElapsedMilliseconds} ms after its client had left");
        Assert.Empty(server.Services.GetRequiredService<UsageStore>().ByDay(null, 1));
        var folder = server.Services.GetRequiredService<DataFolder>().Path;
        Assert.DoesNotContain(Directory.GetFiles(folder, "*", SearchOption.AllDirectories), static file => !Path.GetFileName(file).StartsWith("jobs.db", StringComparison.Ordinal) && !Path.GetFileName(file).StartsWith("keys.db", StringComparison.Ordinal));
    }

    /// <summary>A picture with nothing to copy from at once.</summary>
    private static byte[] Noise(int side)
    {
        using var image = Pentimento.Engine.Images.Image.Create(side, side, 3);
        var random = new Random(1);
        for (var y = 0; y < side; y++)
        {
            random.NextBytes(image.Row(y));
        }

        using var encoded = new Pentimento.Engine.Images.ImageEncoder { PngCompression = 0 }.Encode(image, new() { Format = Pentimento.Engine.Images.ImageFormat.Png });
        return encoded.Bytes.ToArray();
    }
}
