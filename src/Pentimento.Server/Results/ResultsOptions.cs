using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Pentimento.Server.Results;

/// <summary>Settings of the section <c>Results</c>.</summary>
internal sealed class ResultsOptions : IValidatableObject
{
    /// <summary>How long an image and its address hold, in minutes. Default 60, the contract's; at most a year.</summary>
    public int LifetimeMinutes { get; set; } = 60;

    /// <summary>How often files past their time are removed, in minutes. Default 5, at most a day. Their addresses end on time in any case.</summary>
    public int SweepMinutes { get; set; } = 5;

    /// <summary>
    /// Where clients reach the server when that is not what the request says, as behind a proxy:
    /// <c>https://images.example.org</c>, a path may follow. Empty takes the request's scheme and host.
    /// </summary>
    public string? PublicUrl { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        // Not by [Range]: the generated check names the class and the property, people know the setting.
        if (LifetimeMinutes is < 1 or > 525_600)
        {
            yield return new("Results:LifetimeMinutes must be from 1 to 525600 (a year).");
        }

        if (SweepMinutes is < 1 or > 1_440)
        {
            yield return new("Results:SweepMinutes must be from 1 to 1440 (a day).");
        }

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
