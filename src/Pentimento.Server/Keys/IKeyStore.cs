using Pentimento.Server.Editing;

namespace Pentimento.Server.Keys;

/// <summary>Who may use the server. Keys are known by their hashes alone: a key itself is seen once, when it is made.</summary>
internal interface IKeyStore
{
    /// <summary>The live key that a client presents, compared byte for byte; null when it is unknown, revoked or expired.</summary>
    /// <param name="presented">What follows <c>Bearer </c>; may be anything, spaces too.</param>
    Task<ApiKey?> FindAsync(string presented, CancellationToken cancellation);

    /// <summary>Makes a new random key.</summary>
    /// <param name="name">What people call it, 1 to 100 characters; need not be unique.</param>
    /// <param name="expires">From when it is refused; null for never.</param>
    /// <param name="limits">What it may use.</param>
    /// <exception cref="EditException">The name is empty or too long, or the time has passed.</exception>
    Task<CreatedKey> CreateAsync(string name, DateTimeOffset? expires, AccountLimits limits, CancellationToken cancellation);

    /// <summary>Makes a new random key without limits of its own.</summary>
    Task<CreatedKey> CreateAsync(string name, DateTimeOffset? expires, CancellationToken cancellation) =>
        CreateAsync(name, expires, AccountLimits.None, cancellation);

    /// <summary>Makes one key if there has never been any; null otherwise. Of several callers at once, in one process or many, one gets it.</summary>
    Task<CreatedKey?> EnsureFirstKeyAsync(CancellationToken cancellation);

    /// <summary>All keys, revoked and expired ones too, oldest first.</summary>
    Task<IReadOnlyList<ApiKey>> ListAsync(CancellationToken cancellation);

    /// <summary>Ends a key from now on; true as well when it had been ended before, false when there is no such key.</summary>
    /// <exception cref="EditException">The key stands in the configuration and can only be removed there.</exception>
    Task<bool> RevokeAsync(string id, CancellationToken cancellation);
}
