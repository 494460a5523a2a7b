using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Pentimento.Server.Results;

/// <summary>Settings of the section <c>Results</c>.</summary>
internal sealed class ResultsOptions : IValidatableObject
{
    /// <summary>How long an image and its address hold, in minutes. Default 60, the contract's; at most a year.</summary>
    [Range(1, 525_600)]
    public int LifetimeMinutes { get; set; } = 60;

    /// <summary>How often files past their time are removed, in minutes. Default 5. Their addresses end on time in any case.</summary>
    [Range(1, 1_440)]
    public int SweepMinutes { get; set; } = 5;

    /// <summary>
    /// Where clients reach the server when that is not what the request says, as behind a proxy:
    /// <c>https://images.example.org</c>, a path may follow. Empty takes the request's scheme and host.
    /// </summary>
    public string? PublicUrl { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var good = string.IsNullOrEmpty(PublicUrl)
            || (Uri.TryCreate(PublicUrl, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.Query == "" && url.Fragment == "");
        if (!good)
        {
            yield return new("Results:PublicUrl must be an absolute http or https address without ? and #, such as https://images.example.org.");
        }
    }
}

[OptionsValidator]
internal sealed partial class ResultsOptionsValidator : IValidateOptions<ResultsOptions>;
