using Microsoft.Extensions.Options;
using Pentimento.Server.Editing;
using Pentimento.Server.Models;

namespace Pentimento.Server.Jobs.Accepted;

/// <summary>At the start, goes on with the edits that the last end of the process left; then keeps the store tidy; at the stop, hands back what runs.</summary>
internal sealed partial class AcceptedRecovery(
    AcceptedStore store, RequestSpool spool, AcceptedRunner runner, ModelRegistry models, IOptions<JobsOptions> options, TimeProvider time,
    ILogger<AcceptedRecovery> log) : BackgroundService
{
    private static readonly TimeSpan SweepEvery = TimeSpan.FromMinutes(10);

    /// <summary>Before the server listens: a request accepted meanwhile would look like one that a crash left.</summary>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        Try(Recover);
        return base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
        await runner.StopAsync().ConfigureAwait(false);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            using var timer = new PeriodicTimer(SweepEvery, time);
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
            {
                Try(store.Sweep);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The end.
        }
    }

    private void Try(Action step)
    {
        try
        {
            step();
        }
        catch (Exception error) when (error is EditException or IOException)
        {
            // Other requests can be served all the same.
            LogFailed(log, error);
        }
    }

    private void Recover()
    {
        store.Sweep();
        var pending = store.Pending();
        spool.Sweep(pending.Select(static edit => edit.Id).ToHashSet(StringComparer.Ordinal));
        foreach (var edit in pending)
        {
            if (edit.State == AcceptedState.Running && edit.Attempts >= options.Value.MaxAttempts)
            {
                runner.Fail(edit, new EditException(EditFailure.Internal, $"The server ended {edit.Attempts} times while it made this edit, and does not try again."));
                continue;
            }

            try
            {
                runner.Start(edit, models.Find(edit.Model).Engine);
            }
            catch (EditException error)
            {
                runner.Fail(edit, error);
            }
        }

        if (pending.Count > 0)
        {
            LogRecovered(log, pending.Count);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Going on with {Count} accepted edits")]
    private static partial void LogRecovered(ILogger log, int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "The accepted edits in the data folder cannot be gone on with")]
    private static partial void LogFailed(ILogger log, Exception error);
}
