using Microsoft.Extensions.Options;
using Pentimento.Server.Editing;

namespace Pentimento.Server.Results.Local;

/// <summary>Sweeps the local results at start, for what a crash left, and then every <see cref="ResultsOptions.SweepMinutes"/>.</summary>
internal sealed partial class ResultSweeper(
    LocalResultStore store, IOptions<ResultsOptions> options, TimeProvider time, ILogger<ResultSweeper> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(options.Value.SweepMinutes), time);
        try
        {
            do
            {
                Sweep(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The end, also where the host never started (its port was taken): it would report this as a failure of ours.
        }
    }

    private void Sweep(CancellationToken cancellation)
    {
        try
        {
            var removed = store.Sweep(cancellation);
            if (removed > 0)
            {
                LogSwept(log, removed);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or EditException)
        {
            // A disk that is full or away for a while must not end the server.
            LogFailed(log, e);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Removed {Count} result files past their time")]
    private static partial void LogSwept(ILogger log, int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The result files could not be swept; the next try comes on time")]
    private static partial void LogFailed(ILogger log, Exception error);
}
