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
    private const string Columns = "id, name, created, expires, revoked, hash";

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

    public Task<CreatedKey> CreateAsync(string name, DateTimeOffset? expires, CancellationToken cancellation)
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

        return Task.FromResult(Insert(name, expires, onlyIfEmpty: false)!);
    }

    public Task<CreatedKey?> EnsureFirstKeyAsync(CancellationToken cancellation) =>
        Task.FromResult(Insert("first key", expires: null, onlyIfEmpty: true));

    public Task<IReadOnlyList<ApiKey>> ListAsync(CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<ApiKey>>([.. Read($"SELECT {Columns} FROM keys ORDER BY created, rowid").Select(row => row.Key)]);

    public Task<bool> RevokeAsync(string id, CancellationToken cancellation)
    {
        // The first revocation's time stays.
        var changed = Write(
            "UPDATE keys SET revoked = coalesce(revoked, $now) WHERE id = $id",
            ("$id", id), ("$now", time.GetUtcNow().ToUnixTimeMilliseconds()));
        return Task.FromResult(changed > 0);
    }

    private CreatedKey? Insert(string name, DateTimeOffset? expires, bool onlyIfEmpty)
    {
        var secret = KeySecret.Create();
        var hash = KeySecret.Hash(secret);
        var id = $"key_{RandomNumberGenerator.GetHexString(12, lowercase: true)}";
        var (now, end) = (time.GetUtcNow().ToUnixTimeMilliseconds(), expires?.ToUnixTimeMilliseconds());
        var changed = Write(
            $"""
            INSERT INTO keys (id, name, prefix, hash, created, expires)
            SELECT $id, $name, $prefix, $hash, $created, $expires {(onlyIfEmpty ? "WHERE NOT EXISTS (SELECT 1 FROM keys)" : "")}
            """,
            ("$id", id), ("$name", name), ("$prefix", Prefix(hash)), ("$hash", hash), ("$created", now), ("$expires", (object?)end ?? DBNull.Value));
        return changed > 0 ? new CreatedKey(new ApiKey(id, name, Time(now), end is { } e ? Time(e) : null, Revoked: null), secret) : null;
    }

    private static long Prefix(byte[] hash) => BinaryPrimitives.ReadInt64BigEndian(hash);

    private int Write(string sql, params ReadOnlySpan<(string Name, object Value)> values) =>
        Use(sql, values, static command => command.ExecuteNonQuery());

    private List<(ApiKey Key, byte[] Hash)> Read(string sql, params ReadOnlySpan<(string Name, object Value)> values) =>
        Use(sql, values, static command =>
        {
            using var reader = command.ExecuteReader();
            var rows = new List<(ApiKey, byte[])>();
            while (reader.Read())
            {
                var key = new ApiKey(reader.GetString(0), reader.GetString(1), Time(reader, 2)!.Value, Time(reader, 3), Time(reader, 4));
                rows.Add((key, reader.GetFieldValue<byte[]>(5)));
            }

            return rows;
        });

    private T Use<T>(string sql, ReadOnlySpan<(string Name, object Value)> values, Func<SqliteCommand, T> action)
    {
        using var connection = database.Open();
        using var command = new SqliteCommand(sql, connection);
        foreach (var (name, value) in values)
        {
            command.Parameters.AddWithValue(name, value);
        }

        try
        {
            return action(command);
        }
        catch (SqliteException e)
        {
            throw new EditException(EditFailure.Unavailable, "The keys in the data folder cannot be read or written.", inner: e);
        }
    }

    private static DateTimeOffset? Time(SqliteDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : Time(reader.GetInt64(column));

    private static DateTimeOffset Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}
