using Microsoft.Extensions.Options;
using Pentimento.Server.Editing;
using Pentimento.Server.Telemetry;

namespace Pentimento.Server.Jobs;

/// <summary>
/// Makes an edit once, however often it is asked for: clients that lose patience send the same request again, and those that have the
/// same key and the same content join the edit that runs, or get the result that is held. Work goes on while anyone waits for it.
/// </summary>
internal sealed class SharedEdits : IAsyncDisposable
{
    // A server that nobody asks anything gives the memory back too.
    private static readonly TimeSpan SweepEvery = TimeSpan.FromMinutes(1);

    private readonly JobRunner _runner;
    private readonly Quotas _quotas;
    private readonly TimeProvider _time;
    private readonly EditMeter _meter;
    private readonly JobsOptions _options;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, SharedEdit> _edits = new(StringComparer.Ordinal);
    private readonly LinkedList<SharedEdit> _held = [];
    private readonly HashSet<Task> _work = [];
    private readonly ITimer _sweep;
    private long _heldBytes;

    public SharedEdits(JobRunner runner, Quotas quotas, IOptions<JobsOptions> options, TimeProvider time, EditMeter meter)
    {
        (_runner, _quotas, _options, _time, _meter) = (runner, quotas, options.Value, time, meter);
        _sweep = time.CreateTimer(_ => Sweep(), null, SweepEvery, SweepEvery);
    }

    /// <summary>Bytes of the results that are held for repeats.</summary>
    public long HeldBytes => Interlocked.Read(ref _heldBytes);

    /// <summary>Those who wait for an edit, or read its result, now.</summary>
    public int Callers
    {
        get
        {
            lock (_lock)
            {
                return _edits.Values.Sum(static edit => edit.Callers);
            }
        }
    }

    /// <summary>Makes the edit, or takes part in one that is the same. The caller disposes the result.</summary>
    /// <param name="show">Gets the intermediate states from now on, and disposes them; null for a caller that wants none.</param>
    /// <exception cref="EditException">The edit failed, was refused, or its Idempotency-Key stands for another.</exception>
    public async Task<EditResult> EditAsync(JobOrder order, Func<EditEvent.PartialImage, ValueTask>? show, CancellationToken cancellation)
    {
        SharedEdit edit;
        bool isNew;
        try
        {
            edit = Join(order, show, out isNew);
        }
        catch
        {
            order.Memory.Dispose();
            throw;
        }

        _meter.CountRepeat(isNew ? Repeat.New : edit.Ended.IsCompleted ? Repeat.Held : Repeat.Joined);
        try
        {
            var result = await edit.Ended.WaitAsync(cancellation).ConfigureAwait(false);
            return SharedImages.View(result, () => Leave(edit, show));
        }
        catch
        {
            Leave(edit, show);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _sweep.DisposeAsync().ConfigureAwait(false);
        Task[] running;
        SharedEdit[] edits;
        lock (_lock)
        {
            (running, edits) = ([.. _work], [.. _edits.Values]);
            while (_held.First is { } oldest)
            {
                Release(oldest.Value);
            }
        }

        foreach (var edit in edits)
        {
            edit.Stop();
        }

        await Task.WhenAll(running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    internal static EditException Reused() => new(
        EditFailure.KeyReused, "This Idempotency-Key was sent before with another request. Send a new key with every new request.", "Idempotency-Key");

    private SharedEdit Join(JobOrder order, Func<EditEvent.PartialImage, ValueTask>? show, out bool isNew)
    {
        var fingerprint = _options.RepeatWindowMinutes > 0 || order.IdempotencyKey is not null ? RequestForm.Fingerprint(order.Request) : Guid.NewGuid().ToString("N");
        var identity = $"{order.Account.Owner} {(order.IdempotencyKey is { } key ? $"key {key}" : fingerprint)}";
        SharedEdit edit;
        lock (_lock)
        {
            ForgetExpired();
            if (_edits.TryGetValue(identity, out edit!))
            {
                if (edit.Fingerprint != fingerprint)
                {
                    throw Reused();
                }

                edit.Callers++;
                Watch(edit, show);
                edit.Grace?.Dispose();
                isNew = false;
                order.Memory.Dispose(); // The first one's bytes are the same.
                return edit;
            }

            isNew = true;
            edit = new(identity, fingerprint);
            var quota = _quotas.Reserve(order.Account, order.Request.Count);
            _edits.Add(identity, edit);
            Watch(edit, show);
            var work = Task.Run(() => RunAsync(edit, order, quota));
            _work.Add(work);
            _ = work.ContinueWith(Forget, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }

        return edit;
    }

    private async Task RunAsync(SharedEdit edit, JobOrder order, QuotaReservation quota)
    {
        EditResult? result = null;
        Exception? failure = null;
        using (quota)
        using (order.Memory)
        {
            try
            {
                var done = await _runner.RunAsync(order, state => ShowAsync(edit, state), edit.Stopped).ConfigureAwait(false);
                result = done.Result;
                quota.Use(done.Usage);
            }
#pragma warning disable CA1031 // Whatever it was, those who wait must hear of it.
            catch (Exception error)
#pragma warning restore CA1031
            {
                result?.Dispose();
                failure = error;
            }
        }

        lock (_lock)
        {
            if (failure is null)
            {
                edit.Finish(result!);
                Hold(edit);
            }
            else
            {
                edit.Fail(failure);
                // What took too long once would again: a client that tries again at once hears the same, at once.
                if (failure is EditException { Kind: EditFailure.TimedOut })
                {
                    Hold(edit);
                }
                else
                {
                    Release(edit);
                }
            }
        }
    }

    private static void Watch(SharedEdit edit, Func<EditEvent.PartialImage, ValueTask>? show)
    {
        if (show is not null)
        {
            edit.Watchers.Add(show);
        }
    }

    private async ValueTask ShowAsync(SharedEdit edit, EditEvent.PartialImage state)
    {
        Func<EditEvent.PartialImage, ValueTask>[] watchers;
        lock (_lock)
        {
            watchers = [.. edit.Watchers];
        }

        if (watchers.Length == 0)
        {
            state.Image.Dispose();
        }

        foreach (var (watcher, view) in watchers.Zip(SharedImages.Split(state.Image, watchers.Length)))
        {
            try
            {
                await watcher(state with { Image = view }).ConfigureAwait(false);
            }
            catch (Exception e) when (e is OperationCanceledException or System.Threading.Channels.ChannelClosedException)
            {
                // This one is leaving; the others stay.
            }
        }
    }

    private void Leave(SharedEdit edit, Func<EditEvent.PartialImage, ValueTask>? show)
    {
        lock (_lock)
        {
            if (show is not null)
            {
                edit.Watchers.Remove(show);
            }

            if (--edit.Callers > 0)
            {
                return;
            }

            if (!edit.Ended.IsCompleted)
            {
                edit.Grace = _time.CreateTimer(_ => StopIfAlone(edit), null, TimeSpan.FromMilliseconds(_options.GraceMilliseconds), Timeout.InfiniteTimeSpan);
            }
            else if (!edit.IsHeld)
            {
                edit.Dispose();
            }
        }
    }

    private void StopIfAlone(SharedEdit edit)
    {
        lock (_lock)
        {
            if (edit.Callers > 0 || edit.Ended.IsCompleted)
            {
                return;
            }

            Release(edit);
        }

        edit.Stop();
    }

    private void Hold(SharedEdit edit)
    {
        if (!edit.IsHeld || _options.RepeatWindowMinutes == 0 || edit.Bytes > _options.MaxHeldBytes)
        {
            Release(edit);
            return;
        }

        edit.Expires = _time.GetUtcNow() + TimeSpan.FromMinutes(_options.RepeatWindowMinutes);
        _held.AddLast(edit);
        _heldBytes += edit.Bytes;
        while (_heldBytes > _options.MaxHeldBytes)
        {
            Release(_held.First!.Value);
        }
    }

    private void Sweep()
    {
        lock (_lock)
        {
            ForgetExpired();
        }
    }

    private void ForgetExpired()
    {
        var now = _time.GetUtcNow();
        while (_held.First is { Value: var oldest } && oldest.Expires <= now)
        {
            Release(oldest);
        }
    }

    /// <summary>Lets no repeat find an edit any more; its result goes with its last reader.</summary>
    private void Release(SharedEdit edit)
    {
        if (edit.IsHeld)
        {
            edit.IsHeld = false;
            _edits.Remove(edit.Identity);
            _heldBytes -= _held.Remove(edit) ? edit.Bytes : 0;
        }

        if (edit is { Callers: 0, Ended.IsCompleted: true })
        {
            edit.Dispose();
        }
    }

    private void Forget(Task work)
    {
        lock (_lock)
        {
            _work.Remove(work);
        }
    }
}
