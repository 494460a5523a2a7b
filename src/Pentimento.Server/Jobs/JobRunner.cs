using System.Diagnostics;
using Microsoft.Extensions.Options;
using Pentimento.Server.Editing;
using Pentimento.Server.Telemetry;

namespace Pentimento.Server.Jobs;

/// <summary>A made edit.</summary>
/// <param name="Result">The receiver disposes it.</param>
internal sealed record JobDone(EditResult Result, JobUsage Usage);

/// <summary>Runs an edit when it is its turn: everything that changes a picture for a client goes through here.</summary>
internal sealed partial class JobRunner(
    Admission admission, IOptions<JobsOptions> options, TimeProvider time, EditMeter meter, IOptions<TelemetryOptions> telemetry, ILogger<JobRunner> log)
{
    /// <summary>What an edit asks of the machine; looks at the heads of the files alone.</summary>
    /// <exception cref="EditException">A file is no image, or over a limit.</exception>
    public static Load Weigh(IEditEngine engine, EditRequest request) => new(engine.CountPixels(request), engine.NeedsInference(request));

    /// <summary>Waits for a turn and edits, for a client that waits on the line.</summary>
    /// <param name="show">Gets the intermediate states that the request asks for, and disposes them.</param>
    /// <exception cref="EditException">The edit cannot be made, took too long, or the server has no room for it.</exception>
    public async Task<JobDone> RunAsync(JobOrder order, Func<EditEvent.PartialImage, ValueTask> show, CancellationToken cancellation)
    {
        var load = Weigh(order.Engine, order.Request);
        using var turn = await WaitAsync(order.Account, load, cancellation).ConfigureAwait(false);
        return await EditAsync(order, $"job_{Guid.NewGuid():N}", load, options.Value.TimeoutSeconds, show, cancellation).ConfigureAwait(false);
    }

    /// <summary>Edits at once; the caller has the turn.</summary>
    /// <param name="job">Names the edit in the usage and the log.</param>
    /// <param name="timeoutSeconds">0 for ever.</param>
    /// <exception cref="EditException">The edit cannot be made, or took too long.</exception>
    public async Task<JobDone> EditAsync(
        JobOrder order, string job, Load load, int timeoutSeconds, Func<EditEvent.PartialImage, ValueTask>? show, CancellationToken cancellation)
    {
        using var activity = Stages.Start("job");
        var started = time.GetTimestamp();
        var outcome = "failed";
        IReadOnlyList<string> operations = [];
        using var timeout = Limited(timeoutSeconds);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellation, timeout.Token);
        try
        {
            await foreach (var happening in order.Engine.EditAsync(order.Request, both.Token).ConfigureAwait(false))
            {
                switch (happening)
                {
                    case EditEvent.Planned planned:
                        operations = planned.Operations;
                        break;
                    case EditEvent.PartialImage state when show is not null:
                        await show(state).ConfigureAwait(false);
                        break;
                    case EditEvent.PartialImage state:
                        state.Image.Dispose();
                        break;
                    case EditEvent.Finished { Result: var result }:
                        CheckTransparency(order.Request, result);
                        outcome = "finished";
                        return new(result, new(job, order.Account.Id, result.Images.Count, load.Pixels, time.GetElapsedTime(started)));
                }
            }

            throw new EditException(EditFailure.Internal, $"The engine '{order.Engine.Name}' ended without a result.");
        }
        catch (OperationCanceledException error) when (timeout.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            outcome = "timeout";
            throw new EditException(
                EditFailure.TimedOut,
                $"The edit was stopped after {timeoutSeconds} seconds, the most that it may run here. The same request would be again: make the image or n smaller, ask for less at once, or send it with 'Prefer: respond-async'.",
                inner: error);
        }
        catch (Exception error)
        {
            outcome = error switch { OperationCanceledException => "cancelled", EditException { Kind: not EditFailure.Internal } => "refused", _ => outcome };
            throw;
        }
        finally
        {
            var seconds = time.GetElapsedTime(started).TotalSeconds;
            meter.CountEdit(order.Engine.Name, operations, outcome, seconds);
            activity?.SetTag("outcome", outcome).SetTag("operations", string.Join(' ', operations));
            LogEdit(log, order.RequestId, job, order.Account.Id, outcome, string.Join(' ', operations), load.Pixels, seconds * 1000);
            if (telemetry.Value.LogPrompts)
            {
                LogPrompt(log, job, order.Request.Prompt);
            }
        }
    }

    private async Task<Turn> WaitAsync(Account account, Load load, CancellationToken cancellation)
    {
        using var activity = Stages.Start("wait");
        using var patience = Limited(options.Value.MaxWaitSeconds);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellation, patience.Token);
        try
        {
            return await admission.EnterAsync(account, load, isPatient: false, both.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new EditException(EditFailure.Overloaded, "The server is busy: this edit's turn did not come in time. Please try again shortly.")
            {
                RetryAfter = TimeSpan.FromSeconds(10),
            };
        }
    }

    private CancellationTokenSource Limited(int seconds) => seconds > 0 ? new(TimeSpan.FromSeconds(seconds), time) : new();

    /// <summary>A transparent background that is none would be a lie that shows only when the picture is used.</summary>
    private static void CheckTransparency(EditRequest request, EditResult result)
    {
        if (request.Background == OutputBackground.Transparent && result.Images.Any(static image => !image.HasTransparency))
        {
            result.Dispose();
            throw new EditException(
                EditFailure.InvalidValue,
                "Invalid value for 'background': 'transparent'. This edit leaves no transparent pixel; send an image with transparency, or ask for the background to be removed.",
                "background");
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{RequestId} edit {Job} of {Account}: {Outcome} [{Operations}] {Pixels} pixels in {Milliseconds:0} ms")]
    private static partial void LogEdit(ILogger log, string requestId, string job, string account, string outcome, string operations, long pixels, double milliseconds);

    [LoggerMessage(Level = LogLevel.Information, Message = "Prompt of {Job}: {Prompt}")]
    private static partial void LogPrompt(ILogger log, string job, string prompt);
}
