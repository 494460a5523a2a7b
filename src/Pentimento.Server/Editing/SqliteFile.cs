using Microsoft.Data.Sqlite;

namespace Pentimento.Server.Editing;

/// <summary>A SQLite file of the data folder: made on first use, brought to the current schema, readable by the server's user alone.</summary>
/// <param name="fileName">In the data folder.</param>
/// <param name="content">What it holds, for messages: <c>keys</c>.</param>
/// <param name="schema">The statements that bring version 0 to 1, 1 to 2 …; only ever added to.</param>
internal abstract class SqliteFile(DataFolder folder, string fileName, string content, params string[] schema) : IDisposable
{
    private readonly Lock _gate = new();
    private string? _connectionString;

    /// <summary>Runs statements: all of them or none. Once this returns, they outlive a loss of power. Returns how many rows they changed.</summary>
    /// <exception cref="EditException">The file cannot be read or written.</exception>
    public int Write(string sql, params ReadOnlySpan<(string Name, object? Value)> values) => Use(sql, values, static command => Execute(command, "FULL"));

    /// <summary>As <see cref="Write"/>, but does not wait for the disk: what is written outlives the process, not a loss of power.</summary>
    /// <exception cref="EditException">The file cannot be read or written.</exception>
    public int WriteSoon(string sql, params ReadOnlySpan<(string Name, object? Value)> values) => Use(sql, values, static command => Execute(command, "NORMAL"));

    /// <summary>Runs a query, and makes a thing of every row.</summary>
    /// <exception cref="EditException">The file cannot be read or written.</exception>
    public List<T> Read<T>(string sql, Func<SqliteDataReader, T> row, params ReadOnlySpan<(string Name, object? Value)> values) =>
        Use(sql, values, command =>
        {
            using var reader = command.ExecuteReader();
            var rows = new List<T>();
            while (reader.Read())
            {
                rows.Add(row(reader));
            }

            return rows;
        });

    public void Dispose()
    {
        if (_connectionString is { } used)
        {
            // Pooled connections hold the file open, and the last one to go folds the write-ahead log back into it.
            SqliteConnection.ClearPool(new SqliteConnection(used));
        }

        GC.SuppressFinalize(this);
    }

    private static int Execute(SqliteCommand command, string synchronous)
    {
        Run(command.Connection!, null, $"PRAGMA synchronous = {synchronous}");
        using var transaction = command.Connection!.BeginTransaction(deferred: false);
        command.Transaction = transaction;
        var changed = command.ExecuteNonQuery();
        transaction.Commit();
        return changed;
    }

    private T Use<T>(string sql, ReadOnlySpan<(string Name, object? Value)> values, Func<SqliteCommand, T> action)
    {
        try
        {
            using var connection = new SqliteConnection(Prepared());
            connection.Open();
            using var command = new SqliteCommand(sql, connection);
            foreach (var (name, value) in values)
            {
                command.Parameters.AddWithValue(name, value ?? DBNull.Value);
            }

            return action(command);
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new EditException(EditFailure.Unavailable, $"The {content} in the data folder cannot be read or written.", inner: e);
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
        var path = folder.File(fileName);
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

    private void Migrate(SqliteConnection connection)
    {
        // An immediate transaction: of two processes that start at once, the second waits and then finds the work done.
        using var transaction = connection.BeginTransaction(deferred: false);
        using var ask = new SqliteCommand("PRAGMA user_version", connection, transaction);
        var version = (long)ask.ExecuteScalar()!;
        if (version > schema.Length)
        {
            throw new EditException(
                EditFailure.Unavailable,
                $"{fileName} in the data folder has schema {version}, made by a newer Pentimento; this one reads schema {schema.Length}. Use the newer program or another data folder.");
        }

        for (var step = (int)version; step < schema.Length; step++)
        {
            Run(connection, transaction, schema[step]);
            Run(connection, transaction, $"PRAGMA user_version = {step + 1}");
        }

        transaction.Commit();
    }

    private static void Run(SqliteConnection connection, SqliteTransaction? transaction, string sql)
    {
        using var command = new SqliteCommand(sql, connection, transaction);
        command.ExecuteNonQuery();
    }
}
