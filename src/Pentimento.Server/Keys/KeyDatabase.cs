using Pentimento.Server.Editing;

namespace Pentimento.Server.Keys;

/// <summary>The SQLite file of the keys.</summary>
internal sealed class KeyDatabase(DataFolder folder) : SqliteFile(folder, "keys.db", "keys", Keys, Limits)
{
    // Times are milliseconds since 1970 in UTC. `prefix` is the start of the hash and carries the index, so that the
    // database never compares a whole hash: that is done in constant time by us.
    private const string Keys =
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
        """;

    private const string Limits =
        """
        ALTER TABLE keys ADD COLUMN requests_per_minute INTEGER;
        ALTER TABLE keys ADD COLUMN images_per_day INTEGER;
        ALTER TABLE keys ADD COLUMN concurrent_edits INTEGER;
        ALTER TABLE keys ADD COLUMN models TEXT;
        """;
}
