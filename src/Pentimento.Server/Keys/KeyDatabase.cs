using Microsoft.Data.Sqlite;
using Pentimento.Server.Editing;

namespace Pentimento.Server.Keys;

/// <summary>The SQLite file of the keys: made on first use, brought to the current schema, readable by the server's user alone.</summary>
internal sealed class KeyDatabase(DataFolder folder) : IDisposable
{
    private const string FileName = "keys.db";
    private const long SchemaVersion = 1;

    // Times are milliseconds since 1970 in UTC. `prefix` is the start of the hash and carries the index, so that the
    // database never compares a whole hash: that is done in constant time by us.
    private const string Schema =
        """
        CREATE TABLE keys (
            id TEXT PRIMARY KEY,
            name TEXT NOT NULL,
            prefix INTEGER NOT NULL,
            hash BLOB NOT NULL UNIQUE,
            created INTEGER NOT NULL,
            expires INTEGER,
            revoked INTEGER
        ) STRICT;
        CREATE INDEX keys_by_prefix ON keys (prefix);
        PRAGMA user_version = 1;
        """;

    private readonly Lock _gate = new();
    private string? _connectionString;

    /// <summary>An open connection from the pool; the caller disposes it.</summary>
    /// <exception cref="EditException">The file cannot be made, read or written, or a newer program made it.</exception>
    public SqliteConnection Open()
    {
        try
        {
            var connection = new SqliteConnection(Prepared());
            connection.Open();
            return connection;
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new EditException(EditFailure.Unavailable, "The keys in the data folder cannot be opened.", inner: e);
        }
    }

    public void Dispose()
    {
        if (_connectionString is { } used)
        {
            // Pooled connections hold the file open, and the last one to go folds the write-ahead log back into it.
            SqliteConnection.ClearPool(new SqliteConnection(used));
        }
    }

    private string Prepared()
    {
        lock (_gate)
        {
            return _connectionString ??= Prepare();
        }
    }

    private string Prepare()
    {
        SQLitePCL.Batteries_V2.Init();
        var path = folder.File(FileName);
        CreateEmpty(path);
        var text = new SqliteConnectionStringBuilder { DataSource = path, DefaultTimeout = 30 }.ToString();
        using var connection = new SqliteConnection(text);
        connection.Open();
        // Readers (every request) and the command line's writes must not wait for each other.
        Run(connection, null, "PRAGMA journal_mode = WAL");
        Migrate(connection);
        return text;
    }

    private static void CreateEmpty(string path)
    {
        if (File.Exists(path))
        {
            return;
        }

        try
        {
            // SQLite would make it with the process' umask; its side files take over the permissions of the main one.
            DataFolder.CreateFile(path).Dispose();
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process was faster.
        }
    }

    private static void Migrate(SqliteConnection connection)
    {
        // An immediate transaction: of two processes that start at once, the second waits and then finds the work done.
        using var transaction = connection.BeginTransaction(deferred: false);
        using var ask = new SqliteCommand("PRAGMA user_version", connection, transaction);
        var version = (long)ask.ExecuteScalar()!;
        if (version > SchemaVersion)
        {
            throw new EditException(
                EditFailure.Unavailable,
                $"{FileName} in the data folder has schema {version}, made by a newer Pentimento; this one reads schema {SchemaVersion}. Use the newer program or another data folder.");
        }

        if (version == 0)
        {
            Run(connection, transaction, Schema);
        }

        transaction.Commit();
    }

    private static void Run(SqliteConnection connection, SqliteTransaction? transaction, string sql)
    {
        using var command = new SqliteCommand(sql, connection, transaction);
        command.ExecuteNonQuery();
    }
}
