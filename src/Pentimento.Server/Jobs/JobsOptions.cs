using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Pentimento.Server.Jobs;

/// <summary>How much work is taken on, for how long, and what is kept of it. Section <c>Jobs</c>. An edit counts as at least one megapixel.</summary>
public sealed class JobsOptions
{
    /// <summary>Edits that run at the same time; 0 takes one a processor. Default 0.</summary>
    [Range(0, 1024)]
    public int MaxRunning { get; set; }

    /// <summary>Of these, edits that run a neural model; 0 takes half the processors. Default 0.</summary>
    [Range(0, 1024)]
    public int MaxInference { get; set; }

    /// <summary>Megapixels of all running edits together; a larger edit runs alone. Default 256.</summary>
    [Range(1, 1_000_000)]
    public int MaxRunningMegapixels { get; set; } = 256;

    /// <summary>Megapixels that may wait for their turn; who comes after is refused at once. Default 1024.</summary>
    [Range(0, 1_000_000)]
    public int MaxWaitingMegapixels { get; set; } = 1024;

    /// <summary>Seconds that a client may wait for its turn before it is told to come again; 0 for ever. Default 60.</summary>
    [Range(0, 86_400)]
    public int MaxWaitSeconds { get; set; } = 60;

    /// <summary>Seconds that an edit may run while its client waits; 0 for ever. Default 240: Node.js gives up after 300.</summary>
    [Range(0, 86_400)]
    public int TimeoutSeconds { get; set; } = 240;

    /// <summary>Minutes in which the same request of the same key is done once; 0 does each one anew. Default 10.</summary>
    [Range(0, 1440)]
    public double RepeatWindowMinutes { get; set; } = 10;

    /// <summary>Bytes of finished results that are held for repeats. Default 128 MiB.</summary>
    [Range(0, long.MaxValue)]
    public long MaxHeldBytes { get; set; } = 128 << 20;

    /// <summary>Milliseconds that an edit runs on after its last client has left, so that a client that tries again at once finds it. Default 600.</summary>
    [Range(0, 60_000)]
    public int GraceMilliseconds { get; set; } = 600;

    /// <summary>Seconds that running edits are given to end when the server stops. Default 30.</summary>
    [Range(0, 3600)]
    public int StopSeconds { get; set; } = 30;

    /// <summary>Edits of the asynchronous form that may be pending; who comes after is refused. Default 1000.</summary>
    [Range(0, 1_000_000)]
    public int MaxAccepted { get; set; } = 1000;

    /// <summary>Of these, edits of one key. Default 250.</summary>
    [Range(0, 1_000_000)]
    public int MaxAcceptedPerKey { get; set; } = 250;

    /// <summary>Bytes of pending requests in the data folder. Default 4 GiB.</summary>
    [Range(0, long.MaxValue)]
    public long MaxSpoolBytes { get; set; } = 4L << 30;

    /// <summary>Seconds that an edit of the asynchronous form may run; 0 for ever. Default 3600.</summary>
    [Range(0, 604_800)]
    public int AcceptedTimeoutSeconds { get; set; } = 3600;

    /// <summary>How often an accepted edit is begun when the server ends in the middle of it; then it has failed. Default 3.</summary>
    [Range(1, 100)]
    public int MaxAttempts { get; set; } = 3;
}

[OptionsValidator]
internal sealed partial class JobsOptionsValidator : IValidateOptions<JobsOptions>;
