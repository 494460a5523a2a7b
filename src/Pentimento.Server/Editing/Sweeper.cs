namespace Pentimento.Server.Editing;

/// <summary>Removes what is past its time: at the start, for what a crash left, and then every so often.</summary>
/// <param name="what">What is swept, for the log.</param>
/// <param name="sweep">Sweeps once; a failure is tried again next time.</param>
internal sealed partial class Sweeper(string what, Action<CancellationToken> sweep, TimeSpan every, TimeProvider time, ILogger<Sweeper> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(every, time);
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
            sweep(cancellation);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or EditException)
        {
            // A disk that is full or away for a while must not end the server.
            LogFailed(log, what, error);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The {What} could not be swept; the next try comes on time")]
    private static partial void LogFailed(ILogger log, string what, Exception error);
}
