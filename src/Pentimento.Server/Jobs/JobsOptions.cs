using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Pentimento.Server.Jobs;

/// <summary>How much work is taken on. Section <c>Jobs</c>. An edit counts as at least one megapixel.</summary>
public sealed class JobsOptions
{
    /// <summary>Edits that run at the same time; 0 takes one a processor. Default 0.</summary>
    [Range(0, 1024)]
    public int MaxRunning { get; set; }

    /// <summary>Megapixels of all running edits together; a larger edit runs alone. Default 256.</summary>
    [Range(1, 1_000_000)]
    public int MaxRunningMegapixels { get; set; } = 256;

    /// <summary>Megapixels that may wait for their turn; who comes after is refused at once. Default 1024.</summary>
    [Range(0, 1_000_000)]
    public int MaxWaitingMegapixels { get; set; } = 1024;
}

[OptionsValidator]
internal sealed partial class JobsOptionsValidator : IValidateOptions<JobsOptions>;
