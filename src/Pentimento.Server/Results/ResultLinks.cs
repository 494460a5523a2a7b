using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace Pentimento.Server.Results;

/// <summary>Addresses that prove by a signature that this server made them, and until when they hold.</summary>
internal sealed class ResultLinks(IOptions<ResultsOptions> options, SigningSecret secret, TimeProvider time)
{
    /// <summary>Where the API answers them: <c>/results/{name}?expires=…&amp;signature=…</c>, without a key.</summary>
    public const string Path = "/results";

    /// <summary>The absolute address of a stored file.</summary>
    /// <param name="origin">Scheme and host of the request, <c>http://localhost:8080</c>; <c>Results:PublicUrl</c> goes before it.</param>
    public string Create(StoredResult result, string origin)
    {
        var address = string.IsNullOrEmpty(options.Value.PublicUrl) ? origin : options.Value.PublicUrl;
        var expires = result.Expires.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return $"{address.TrimEnd('/')}{Path}/{result.Name}?expires={expires}&signature={WebEncoders.Base64UrlEncode(Sign(result.Name, expires))}";
    }

    /// <summary>Whether an address was made here for this name and still holds; answer 404 otherwise.</summary>
    /// <param name="expires">The query's <c>expires</c>, as sent.</param>
    /// <param name="signature">The query's <c>signature</c>, as sent.</param>
    public bool IsValid(string name, string? expires, string? signature)
    {
        if (!ResultName.TryParse(name, out _)
            || !long.TryParse(expires, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || signature is not { Length: > 0 and < 100 })
        {
            return false;
        }

        // Both sides are compared as the text that we would write, so that nothing a client sends is decoded.
        var ours = Encoding.ASCII.GetBytes(WebEncoders.Base64UrlEncode(Sign(name, expires)));
        return CryptographicOperations.FixedTimeEquals(ours, Encoding.UTF8.GetBytes(signature)) && time.GetUtcNow().ToUnixTimeSeconds() < seconds;
    }

    // The path is signed as this server sees it: what a proxy puts before it is not part of it.
    private byte[] Sign(string name, string expires) =>
        HMACSHA256.HashData(secret.Bytes, Encoding.UTF8.GetBytes($"{Path}/{name}\n{expires}"));
}
