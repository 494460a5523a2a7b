using Pentimento.Server.Editing;

namespace Pentimento.Server.Keys;

/// <summary>What is known of a key; never the key itself.</summary>
/// <param name="Id">Names it in lists, logs and limits; no secret.</param>
/// <param name="Expires">From when it is refused; null for never.</param>
/// <param name="Revoked">When it was ended by hand; null while it was not.</param>
internal sealed record ApiKey(string Id, string Name, DateTimeOffset Created, DateTimeOffset? Expires, DateTimeOffset? Revoked)
{
    public AccountLimits Limits { get; init; } = AccountLimits.None;

    public bool IsLive(DateTimeOffset now) => Revoked is null && (Expires is not { } end || now < end);
}

/// <summary>A key at the one moment that it can be read.</summary>
/// <param name="Secret">What the client sends; shown once and kept nowhere.</param>
internal sealed record CreatedKey(ApiKey Key, string Secret);
