using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Pentimento.Server.Editing;
using Pentimento.Server.Results;

namespace Pentimento.Server.Jobs.Accepted;

/// <summary>Brings accepted edits to their end, each in a task of its own that waits patiently for its turn.</summary>
internal sealed partial class AcceptedRunner(
    AcceptedStore store, RequestSpool spool, Admission admission, JobRunner runner, IResultStore results, IOptions<JobsOptions> options,
    IOptions<ResultsOptions> resultOptions, TimeProvider time, ILogger<AcceptedRunner> log) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Running> _running = new(StringComparer.Ordinal);
    private volatile bool _isStopping;

    /// <summary>Edits that have no outcome yet.</summary>
    public int Pending => _running.Count;

    /// <summary>Begins to work on an edit.</summary>
    public void Start(AcceptedEdit edit, IEditEngine engine)
    {
        var running = new Running();
        if (!_isStopping && _running.TryAdd(edit.Id, running))
        {
            running.Work = Task.Run(async () =>
            {
                await RunAsync(edit, engine, running.Stop.Token).ConfigureAwait(false);
                _running.TryRemove(edit.Id, out _);
            });
        }
    }

    /// <summary>Stops the work on an edit that is cancelled, and removes what was kept for it.</summary>
    public async Task ForgetAsync(AcceptedEdit edit)
    {
        if (_running.TryGetValue(edit.Id, out var running))
        {
            await running.Stop.CancelAsync().ConfigureAwait(false);
        }

        spool.Delete(edit.Id);
        foreach (var image in edit.Outcome?.Images ?? [])
        {
            await results.DeleteAsync(image.Name, CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>Hands back what runs: the next start goes on with it.</summary>
    public async Task StopAsync()
    {
        _isStopping = true;
        var all = _running.Values.ToArray();
        foreach (var running in all)
        {
            await running.Stop.CancelAsync().ConfigureAwait(false);
        }

        await Task.WhenAll(all.Select(static running => running.Work)).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync() => await StopAsync().ConfigureAwait(false);

    private async Task RunAsync(AcceptedEdit edit, IEditEngine engine, CancellationToken cancellation)
    {
        var isBegun = false;
        try
        {
            // 1. A turn, without the request in memory.
            var account = new Account(edit.Account, edit.Owner, new() { ConcurrentEdits = edit.Concurrent });
            using var turn = await admission.EnterAsync(account, edit.Load, isPatient: true, cancellation).ConfigureAwait(false);
            isBegun = store.Begin(edit.Id);
            if (!isBegun)
            {
                return; // Cancelled, an instant ago.
            }

            // 2. The edit.
            var request = await spool.LoadAsync(edit.Id, cancellation).ConfigureAwait(false);
            var order = new JobOrder(engine, request, account, turn) { RequestId = edit.Id };
            var done = await runner.EditAsync(order, edit.Id, edit.Load, options.Value.AcceptedTimeoutSeconds, show: null, cancellation).ConfigureAwait(false);
            using var result = done.Result;

            // 3. The images, then the outcome and the usage in one step.
            var images = new List<KeptImage>();
            foreach (var image in result.Images)
            {
                var kept = await results.SaveAsync(image.Bytes, image.Format, cancellation).ConfigureAwait(false);
                images.Add(new(kept.Name, kept.Expires, image.Format, image.Size, image.HasTransparency, image.RevisedPrompt, image.ChangedOutside));
            }

            End(edit, new(images, Failure: null), images.Min(static image => image.Expires), done.Usage);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Cancelled by the client, which has said so in the store, or by the end of the server.
            if (isBegun)
            {
                store.HandBack(edit.Id);
            }
        }
#pragma warning disable CA1031 // Whatever it was, it is the outcome.
        catch (Exception error)
#pragma warning restore CA1031
        {
            var known = error is EditException { Kind: not EditFailure.Internal } told
                ? told
                : new EditException(EditFailure.Internal, $"The server had an error while processing this edit. Please report it with the id {edit.Id}.", inner: error);
            LogFailed(log, known.Kind == EditFailure.Internal ? error : null, edit.Id, known.Kind);
            Fail(edit, known);
        }
    }

    /// <summary>Reports an edit as failed.</summary>
    public void Fail(AcceptedEdit edit, EditException why) =>
        End(edit, new([], new(why.Kind, why.Message, why.Param)), time.GetUtcNow().AddMinutes(resultOptions.Value.LifetimeMinutes), usage: null);

    private void End(AcceptedEdit edit, AcceptedOutcome outcome, DateTimeOffset expires, JobUsage? usage)
    {
        try
        {
            store.End(edit.Id, outcome, expires, usage);
            spool.Delete(edit.Id);
        }
        catch (Exception error) when (error is EditException or IOException)
        {
            // The disk is full or away: the next start tries again.
            LogNotKept(log, error, edit.Id);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Accepted edit {Id} failed: {Kind}")]
    private static partial void LogFailed(ILogger log, Exception? error, string id, EditFailure kind);

    [LoggerMessage(Level = LogLevel.Error, Message = "The outcome of accepted edit {Id} could not be kept; the next start tries again")]
    private static partial void LogNotKept(ILogger log, Exception error, string id);

    private sealed class Running
    {
        public CancellationTokenSource Stop { get; } = new();

        public Task Work { get; set; } = Task.CompletedTask;
    }
}
