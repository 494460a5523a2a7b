namespace Pentimento.Server.Results;

/// <summary>Addresses that prove by a signature that this server made them, and until when they hold.</summary>
internal sealed class ResultLinks
{
    /// <summary>Where the API answers them: <c>/results/{name}?expires=…&amp;signature=…</c>, without a key.</summary>
    public const string Path = "/results";

    /// <summary>The absolute address of a stored file.</summary>
    /// <param name="origin">Scheme and host of the request, <c>http://localhost:8080</c>; <c>Results:PublicUrl</c> goes before it.</param>
    public string Create(StoredResult result, string origin) => throw new NotImplementedException();

    /// <summary>Whether an address was made here for this name and still holds; answer 404 otherwise.</summary>
    /// <param name="expires">The query's <c>expires</c>, as sent.</param>
    /// <param name="signature">The query's <c>signature</c>, as sent.</param>
    public bool IsValid(string name, string? expires, string? signature) => throw new NotImplementedException();
}
