using Microsoft.Extensions.Options;
using Pentimento.Server.Editing;

namespace Pentimento.Server.Files;

/// <summary>Sweeps the uploaded files at start and then every <see cref="FilesOptions.SweepMinutes"/>.</summary>
internal sealed partial class FileSweeper(FileStore store, IOptions<FilesOptions> options, TimeProvider time, ILogger<FileSweeper> log) : BackgroundService
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
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The end.
        }
    }

    private void Sweep(CancellationToken cancellation)
    {
        try
        {
            store.Sweep(cancellation);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or EditException)
        {
            // A disk that is full or away for a while must not end the server.
            LogFailed(log, error);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The uploaded files could not be swept; the next try comes on time")]
    private static partial void LogFailed(ILogger log, Exception error);
}
