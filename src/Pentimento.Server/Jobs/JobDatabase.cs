using Pentimento.Server.Editing;

namespace Pentimento.Server.Jobs;

/// <summary>The SQLite file of what was used and of the edits that were accepted to be fetched later: together, so that an edit ends and is counted in one step.</summary>
internal sealed class JobDatabase(DataFolder folder) : SqliteFile(folder, "jobs.db", "jobs", First)
{
    // Times are milliseconds since 1970 in UTC. The states are those of AcceptedState.
    private const string First =
        """
        CREATE TABLE usage (
            job TEXT PRIMARY KEY,
            account TEXT NOT NULL,
            ended INTEGER NOT NULL,
            images INTEGER NOT NULL,
            pixels INTEGER NOT NULL,
            milliseconds INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX usage_by_account ON usage (account, ended);
        CREATE INDEX usage_by_time ON usage (ended);
        CREATE TABLE accepted (
            id TEXT PRIMARY KEY,
            account TEXT NOT NULL,
            owner TEXT NOT NULL,
            concurrent INTEGER,
            identity TEXT NOT NULL,
            fingerprint TEXT NOT NULL,
            state INTEGER NOT NULL,
            attempts INTEGER NOT NULL,
            created INTEGER NOT NULL,
            expires INTEGER,
            images INTEGER NOT NULL,
            pixels INTEGER NOT NULL,
            inference INTEGER NOT NULL,
            bytes INTEGER NOT NULL,
            model TEXT NOT NULL,
            form TEXT NOT NULL,
            outcome TEXT
        ) STRICT;
        CREATE INDEX accepted_by_identity ON accepted (identity, created);
        CREATE INDEX accepted_by_end ON accepted (expires);
        CREATE INDEX accepted_by_state ON accepted (state, created);
        """;
}
