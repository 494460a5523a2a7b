using System.ComponentModel.DataAnnotations;
using System.Net;
using Microsoft.Extensions.Options;

namespace Pentimento.Server.Api.Remote;

/// <summary>Whether and how images are fetched from addresses in JSON bodies. Section <c>Api:Fetch</c>.</summary>
public sealed class FetchOptions : IValidatableObject
{
    /// <summary>Fetches http and https addresses in <c>image_url</c>. Default off: they are refused.</summary>
    public bool Enabled { get; set; }

    /// <summary>Seconds for one image, redirects and all. Default 10.</summary>
    [Range(1, 300)]
    public int TimeoutSeconds { get; set; } = 10;

    /// <summary>Redirects that are followed. Default 3.</summary>
    [Range(0, 20)]
    public int MaxRedirects { get; set; } = 3;

    /// <summary>Networks that may be fetched from although they are not public: <c>10.1.2.0/24</c>. Default none.</summary>
    public List<string> PrivateNetworks { get; set; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        PrivateNetworks.Where(static text => !IPNetwork.TryParse(text, out _))
            .Select(static text => new ValidationResult($"Api:Fetch:PrivateNetworks: '{text}' is no network such as 10.1.2.0/24 or fd00::/8."));
}

[OptionsValidator]
internal sealed partial class FetchOptionsValidator : IValidateOptions<FetchOptions>;
