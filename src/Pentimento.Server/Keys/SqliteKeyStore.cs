using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Pentimento.Server.Editing;

namespace Pentimento.Server.Keys;

/// <summary>
/// Keys in a file of the data folder. Nothing is cached: a key that the command line revokes is refused by a running
/// server from its next request on. SQLite has no asynchronous calls; each of these takes microseconds.
/// </summary>
internal sealed class SqliteKeyStore(KeyDatabase database, TimeProvider time) : IKeyStore
{
    private const int MaxNameLength = 100;
    private const string Columns = "id, name, created, expires, revoked, hash, requests_per_minute, images_per_day, concurrent_edits, models";

    public Task<ApiKey?> FindAsync(string presented, CancellationToken cancellation)
    {
        if (presented.Length is 0 or > KeySecret.MaxLength)
        {
            return Task.FromResult<ApiKey?>(null);
        }

        var hash = KeySecret.Hash(presented);
        var now = time.GetUtcNow();
        ApiKey? found = null;
        foreach (var (key, stored) in Read($"SELECT {Columns} FROM keys WHERE prefix = $prefix", ("$prefix", Prefix(hash))))
        {
            if (KeySecret.Same(hash, stored) && key.IsLive(now))
            {
                found = key;
            }
        }

        return Task.FromResult(found);
    }

    public Task<CreatedKey> CreateAsync(string name, DateTimeOffset? expires, AccountLimits limits, CancellationToken cancellation)
    {
        name = name.Trim();
        if (name.Length is 0 or > MaxNameLength || name.Any(char.IsControl))
        {
            throw new EditException(EditFailure.InvalidValue, $"A key's name must have 1 to {MaxNameLength} printable characters.", "name");
        }

        if (expires <= time.GetUtcNow())
        {
            throw new EditException(EditFailure.InvalidValue, $"A key cannot expire in the past ({expires:u}).", "expires");
        }

        return Task.FromResult(Insert(name, expires, limits, onlyIfEmpty: false)!);
    }

    public Task<CreatedKey?> EnsureFirstKeyAsync(CancellationToken cancellation) =>
        Task.FromResult(Insert("first key", expires: null, AccountLimits.None, onlyIfEmpty: true));

    public Task<IReadOnlyList<ApiKey>> ListAsync(CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<ApiKey>>([.. Read($"SELECT {Columns} FROM keys ORDER BY created, rowid").Select(row => row.Key)]);

    public Task<bool> RevokeAsync(string id, CancellationToken cancellation)
    {
        // The first revocation's time stays.
        var changed = database.Write(
            "UPDATE keys SET revoked = coalesce(revoked, $now) WHERE id = $id",
            ("$id", id), ("$now", time.GetUtcNow().ToUnixTimeMilliseconds()));
        return Task.FromResult(changed > 0);
    }

    private CreatedKey? Insert(string name, DateTimeOffset? expires, AccountLimits limits, bool onlyIfEmpty)
    {
        var secret = KeySecret.Create();
        var hash = KeySecret.Hash(secret);
        var id = $"key_{RandomNumberGenerator.GetHexString(12, lowercase: true)}";
        var (now, end) = (time.GetUtcNow().ToUnixTimeMilliseconds(), expires?.ToUnixTimeMilliseconds());
        var changed = database.Write(
            $"""
            INSERT INTO keys (id, name, prefix, hash, created, expires, requests_per_minute, images_per_day, concurrent_edits, models)
            SELECT $id, $name, $prefix, $hash, $created, $expires, $requests, $images, $concurrent, $models
            {(onlyIfEmpty ? "WHERE NOT EXISTS (SELECT 1 FROM keys)" : "")}
            """,
            ("$id", id), ("$name", name), ("$prefix", Prefix(hash)), ("$hash", hash), ("$created", now), ("$expires", end),
            ("$requests", limits.RequestsPerMinute), ("$images", limits.ImagesPerDay), ("$concurrent", limits.ConcurrentEdits), ("$models", limits.Models));
        return changed > 0 ? new CreatedKey(new ApiKey(id, name, Time(now), end is { } e ? Time(e) : null, Revoked: null) { Limits = limits }, secret) : null;
    }

    private static long Prefix(byte[] hash) => BinaryPrimitives.ReadInt64BigEndian(hash);

    private List<(ApiKey Key, byte[] Hash)> Read(string sql, params ReadOnlySpan<(string Name, object? Value)> values) =>
        database.Read(
            sql,
            static row =>
            {
                var limits = new AccountLimits
                {
                    RequestsPerMinute = Number(row, 6),
                    ImagesPerDay = Number(row, 7),
                    ConcurrentEdits = Number(row, 8),
                    Models = row.IsDBNull(9) ? null : row.GetString(9),
                };
                var key = new ApiKey(row.GetString(0), row.GetString(1), Time(row, 2)!.Value, Time(row, 3), Time(row, 4)) { Limits = limits };
                return (key, row.GetFieldValue<byte[]>(5));
            },
            values);

    private static int? Number(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt32(column);

    private static DateTimeOffset? Time(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : Time(row.GetInt64(column));

    private static DateTimeOffset Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}
