using Microsoft.Extensions.Options;
using Pentimento.Server.Editing;

namespace Pentimento.Server.Keys;

/// <summary>The keys of the configuration, before those of a store. They have no expiry and can only be removed where they stand.</summary>
/// <param name="store">Asked for every key that is not in the configuration.</param>
internal sealed class ConfiguredKeys(IOptions<KeysOptions> options, IKeyStore store, TimeProvider time) : IKeyStore
{
    private const string IdStart = "static_";

    private readonly (ApiKey Key, byte[] Hash)[] _keys =
    [
        .. options.Value.Static.Select((text, i) =>
            (new ApiKey($"{IdStart}{i}", $"Keys:Static:{i}", time.GetUtcNow(), Expires: null, Revoked: null), KeySecret.Hash(text))),
    ];

    public Task<ApiKey?> FindAsync(string presented, CancellationToken cancellation)
    {
        if (presented.Length is 0 or > KeySecret.MaxLength)
        {
            return Task.FromResult<ApiKey?>(null);
        }

        // Hashes are of equal length whatever the keys' are, and every one is compared, so the time tells nothing.
        var hash = KeySecret.Hash(presented);
        ApiKey? found = null;
        foreach (var (key, known) in _keys)
        {
            if (KeySecret.Same(hash, known))
            {
                found = key;
            }
        }

        return found is null ? store.FindAsync(presented, cancellation) : Task.FromResult<ApiKey?>(found);
    }

    public Task<CreatedKey> CreateAsync(string name, DateTimeOffset? expires, AccountLimits limits, CancellationToken cancellation) =>
        store.CreateAsync(name, expires, limits, cancellation);

    /// <summary>Makes none when the configuration has a key: who configures keys wants those and no other.</summary>
    public Task<CreatedKey?> EnsureFirstKeyAsync(CancellationToken cancellation) =>
        _keys.Length > 0 ? Task.FromResult<CreatedKey?>(null) : store.EnsureFirstKeyAsync(cancellation);

    public async Task<IReadOnlyList<ApiKey>> ListAsync(CancellationToken cancellation) =>
        [.. _keys.Select(k => k.Key), .. await store.ListAsync(cancellation).ConfigureAwait(false)];

    public Task<bool> RevokeAsync(string id, CancellationToken cancellation)
    {
        var configured = _keys.FirstOrDefault(k => k.Key.Id == id).Key;
        return configured is null
            ? store.RevokeAsync(id, cancellation)
            : throw new EditException(
                EditFailure.InvalidValue, $"{id} stands in the configuration as {configured.Name}: remove it there and restart the server.", "id");
    }
}
