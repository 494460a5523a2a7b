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
        var first = await EnterAsync(admission, Megapixel, _never);
        var second = EnterAsync(admission, Megapixel, _never);
        Assert.False(second.IsCompleted);
        Assert.Equal(1, admission.State.Waiting);
        first.Dispose();
        (await second).Dispose();
        Assert.Equal(0, admission.State.Waiting);
    }

    [Fact]
    public async Task C100_who_finds_the_waiting_room_full_is_refused_at_once_with_a_time()
    {
        var admission = Create(running: 1, waiting: 10);
        using var running = await EnterAsync(admission, Megapixel, _never);
        var waiting = EnterAsync(admission, 9 * Megapixel, _never);
        var error = await Assert.ThrowsAsync<EditException>(() => EnterAsync(admission, 2 * Megapixel, _never));
        Assert.Equal(EditFailure.Overloaded, error.Kind);
        Assert.NotNull(error.RetryAfter);

        // A small one still fits.
        var small = EnterAsync(admission, Megapixel, _never);
        running.Dispose();
        (await waiting).Dispose();
        (await small).Dispose();
    }

    [Fact]
    public async Task Pixels_of_all_running_edits_count_together()
    {
        var admission = Create(running: 10, waiting: 100, runningMegapixels: 20);
        using var first = await EnterAsync(admission, 15 * Megapixel, _never);
        var large = EnterAsync(admission, 10 * Megapixel, _never);
        Assert.False(large.IsCompleted);
        using var small = EnterAsync(admission, Megapixel, _never);
        Assert.False(small.IsCompleted); // It would fit, but the large one came first.
        first.Dispose();
        (await large).Dispose();
        (await small).Dispose();
    }

    [Fact]
    public async Task An_edit_over_the_limit_runs_alone()
    {
        var admission = Create(running: 10, waiting: 100, runningMegapixels: 20);
        var huge = await EnterAsync(admission, 1000 * Megapixel, _never);
        var other = EnterAsync(admission, 1, _never);
        Assert.False(other.IsCompleted);
        huge.Dispose();
        (await other).Dispose();
    }

    [Fact]
    public async Task C101_who_gives_up_while_waiting_leaves_the_queue_and_lets_others_pass()
    {
        var admission = Create(running: 10, waiting: 100, runningMegapixels: 20);
        using var running = await EnterAsync(admission, 15 * Megapixel, _never);
        using var patience = new CancellationTokenSource();
        var impatient = EnterAsync(admission, 10 * Megapixel, patience.Token);
        var behind = EnterAsync(admission, Megapixel, _never);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        (await behind).Dispose();
        Assert.Equal(0, admission.State.Waiting);
    }

    [Fact]
    public async Task A_turn_given_back_twice_counts_once()
    {
        var admission = Create(running: 1, waiting: 10);
        var first = await EnterAsync(admission, Megapixel, _never);
        first.Dispose();
        first.Dispose();
        using var second = await EnterAsync(admission, Megapixel, _never);
        Assert.False(EnterAsync(admission, Megapixel, _never).IsCompleted);
    }

    [Fact]
    public async Task Many_at_once_all_get_their_turn()
    {
        var admission = Create(running: 2, waiting: 1000);
        var inside = 0;
        var most = 0;
        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(async () =>
        {
            using var turn = await EnterAsync(admission, Megapixel, _never);
            var now = Interlocked.Increment(ref inside);
            Interlocked.Exchange(ref most, Math.Max(Volatile.Read(ref most), now));
            await Task.Yield();
            Interlocked.Decrement(ref inside);
        }, _never)));
        Assert.InRange(most, 1, 2);
    }

    [Fact]
    public async Task Accounts_take_turns_however_many_edits_one_of_them_sends()
    {
        var admission = Create(running: 1, waiting: 1000);
        var running = await EnterAsync(admission, Megapixel, _never);
        var order = new List<string>();
        var greedy = Enumerable.Range(0, 5).Select(_ => RunAsync("greedy")).ToArray();
        var modest = Enumerable.Range(0, 2).Select(_ => RunAsync("modest")).ToArray();
        running.Dispose();
        await Task.WhenAll([.. greedy, .. modest]);
        Assert.Equal(["greedy", "modest", "greedy", "modest", "greedy", "greedy", "greedy"], order);

        async Task RunAsync(string account)
        {
            using var turn = await EnterAsync(admission, Megapixel, _never, account);
            order.Add(account);
        }
    }

    [Fact]
    public async Task A_full_waiting_room_makes_room_for_another_account_at_the_cost_of_who_fills_it()
    {
        var admission = Create(running: 1, waiting: 3);
        using var running = await EnterAsync(admission, Megapixel, _never);
        var greedy = Enumerable.Range(0, 3).Select(_ => EnterAsync(admission, Megapixel, _never, "greedy")).ToArray();
        var modest = EnterAsync(admission, Megapixel, _never, "modest");
        var error = await Assert.ThrowsAsync<EditException>(() => greedy[2]);
        Assert.Equal(EditFailure.Overloaded, error.Kind);
        Assert.False(greedy[0].IsCompleted || greedy[1].IsCompleted || modest.IsCompleted);

        // From here on they have the same: who asks for more is refused.
        await Assert.ThrowsAsync<EditException>(() => EnterAsync(admission, 2 * Megapixel, _never, "modest"));
    }

    [Fact]
    public async Task Edits_without_a_model_pass_those_that_wait_for_one()
    {
        var admission = Create(running: 3, waiting: 100);
        var first = await InferAsync();
        var second = InferAsync();
        using var plain = await EnterAsync(admission, Megapixel, _never);
        Assert.False(second.IsCompleted);
        first.Dispose();
        (await second).Dispose();

        Task<Turn> InferAsync() => admission.EnterAsync(new("a", "a", AccountLimits.None), new Load(Megapixel, NeedsInference: true), false, _never);
    }

    [Fact]
    public async Task More_than_an_account_may_run_at_once_wait_and_hold_up_nobody_else()
    {
        var admission = Create(running: 4, waiting: 100);
        var limited = new Account("limited", "limited", new() { ConcurrentEdits = 1 });
        var first = await admission.EnterAsync(limited, new(Megapixel), false, _never);
        var second = admission.EnterAsync(limited, new(Megapixel), false, _never);
        using var other = await EnterAsync(admission, Megapixel, _never);
        Assert.False(second.IsCompleted);
        first.Dispose();
        (await second).Dispose();
    }

    [Fact]
    public async Task Who_waits_on_the_line_goes_before_the_patient_and_the_patient_are_never_refused()
    {
        var admission = Create(running: 1, waiting: 1);
        var account = new Account("a", "a", AccountLimits.None);
        var running = await EnterAsync(admission, Megapixel, _never);
        var patient = Enumerable.Range(0, 20).Select(_ => admission.EnterAsync(account, new(Megapixel), isPatient: true, _never)).ToArray();
        var waiting = EnterAsync(admission, Megapixel, _never);
        running.Dispose();
        var next = await waiting;
        Assert.DoesNotContain(patient, static turn => turn.IsCompleted);
        next.Dispose();
        foreach (var turn in patient)
        {
            (await turn).Dispose();
        }

        Assert.Equal(default, admission.State);
    }

    private static Task<Turn> EnterAsync(Admission admission, long pixels, CancellationToken cancellation, string account = "a") =>
        admission.EnterAsync(new(account, account, AccountLimits.None), new(pixels), isPatient: false, cancellation);

    private static Admission Create(int running, int waiting, int runningMegapixels = 256) => new(
        Options.Create(new JobsOptions { MaxInference = 1, MaxRunning = running, MaxWaitingMegapixels = waiting, MaxRunningMegapixels = runningMegapixels }),
        TimeProvider.System);
}
