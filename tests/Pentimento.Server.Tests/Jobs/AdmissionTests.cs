using Microsoft.Extensions.Options;
using Pentimento.Server.Editing;
using Pentimento.Server.Jobs;

namespace Pentimento.Server.Tests.Jobs;

public sealed class AdmissionTests
{
    private const long Megapixel = 1_000_000;

    private readonly CancellationToken _never = CancellationToken.None;

    [Fact]
    public async Task Who_fits_runs_at_once_and_the_next_waits_for_its_turn()
    {
        var admission = Create(running: 1, waiting: 10);
        var first = await admission.EnterAsync(Megapixel, _never);
        var second = admission.EnterAsync(Megapixel, _never);
        Assert.False(second.IsCompleted);
        Assert.Equal(1, admission.Waiting);
        first.Dispose();
        (await second).Dispose();
        Assert.Equal(0, admission.Waiting);
    }

    [Fact]
    public async Task C100_who_finds_the_waiting_room_full_is_refused_at_once_with_a_time()
    {
        var admission = Create(running: 1, waiting: 10);
        using var running = await admission.EnterAsync(Megapixel, _never);
        var waiting = admission.EnterAsync(9 * Megapixel, _never);
        var error = await Assert.ThrowsAsync<EditException>(() => admission.EnterAsync(2 * Megapixel, _never));
        Assert.Equal(EditFailure.Overloaded, error.Kind);
        Assert.NotNull(error.RetryAfter);

        // A small one still fits.
        var small = admission.EnterAsync(Megapixel, _never);
        running.Dispose();
        (await waiting).Dispose();
        (await small).Dispose();
    }

    [Fact]
    public async Task Pixels_of_all_running_edits_count_together()
    {
        var admission = Create(running: 10, waiting: 100, runningMegapixels: 20);
        using var first = await admission.EnterAsync(15 * Megapixel, _never);
        var large = admission.EnterAsync(10 * Megapixel, _never);
        Assert.False(large.IsCompleted);
        using var small = admission.EnterAsync(Megapixel, _never);
        Assert.False(small.IsCompleted); // It would fit, but the large one came first.
        first.Dispose();
        (await large).Dispose();
        (await small).Dispose();
    }

    [Fact]
    public async Task An_edit_over_the_limit_runs_alone()
    {
        var admission = Create(running: 10, waiting: 100, runningMegapixels: 20);
        var huge = await admission.EnterAsync(1000 * Megapixel, _never);
        var other = admission.EnterAsync(1, _never);
        Assert.False(other.IsCompleted);
        huge.Dispose();
        (await other).Dispose();
    }

    [Fact]
    public async Task C101_who_gives_up_while_waiting_leaves_the_queue_and_lets_others_pass()
    {
        var admission = Create(running: 10, waiting: 100, runningMegapixels: 20);
        using var running = await admission.EnterAsync(15 * Megapixel, _never);
        using var patience = new CancellationTokenSource();
        var impatient = admission.EnterAsync(10 * Megapixel, patience.Token);
        var behind = admission.EnterAsync(Megapixel, _never);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        (await behind).Dispose();
        Assert.Equal(0, admission.Waiting);
    }

    [Fact]
    public async Task A_turn_given_back_twice_counts_once()
    {
        var admission = Create(running: 1, waiting: 10);
        var first = await admission.EnterAsync(Megapixel, _never);
        first.Dispose();
        first.Dispose();
        using var second = await admission.EnterAsync(Megapixel, _never);
        Assert.False(admission.EnterAsync(Megapixel, _never).IsCompleted);
    }

    [Fact]
    public async Task Many_at_once_all_get_their_turn()
    {
        var admission = Create(running: 2, waiting: 1000);
        var inside = 0;
        var most = 0;
        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(async () =>
        {
            using var turn = await admission.EnterAsync(Megapixel, _never);
            var now = Interlocked.Increment(ref inside);
            Interlocked.Exchange(ref most, Math.Max(Volatile.Read(ref most), now));
            await Task.Yield();
            Interlocked.Decrement(ref inside);
        }, _never)));
        Assert.InRange(most, 1, 2);
    }

    private static Admission Create(int running, int waiting, int runningMegapixels = 256) => new(
        Options.Create(new JobsOptions { MaxRunning = running, MaxWaitingMegapixels = waiting, MaxRunningMegapixels = runningMegapixels }),
        TimeProvider.System);
}
