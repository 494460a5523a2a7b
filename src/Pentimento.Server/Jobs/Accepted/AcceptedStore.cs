using System.Text.Json;
using Microsoft.Data.Sqlite;
using Pentimento.Server.Editing;

namespace Pentimento.Server.Jobs.Accepted;

/// <summary>The accepted edits in the database.</summary>
internal sealed class AcceptedStore(JobDatabase database, TimeProvider time)
{
    private const string Columns = "id, account, owner, concurrent, fingerprint, state, attempts, created, expires, pixels, inference, model, form, outcome";

    /// <summary>Keeps an edit; from now on it is not lost.</summary>
    /// <param name="identity">What makes another request the same one.</param>
    /// <param name="images">How many it makes.</param>
    /// <param name="bytes">Of the kept request.</param>
    public void Add(AcceptedEdit edit, string identity, int images, long bytes) => database.Write(
        """
        INSERT INTO accepted (id, account, owner, concurrent, identity, fingerprint, state, attempts, created, images, pixels, inference, bytes, model, form)
        VALUES ($id, $account, $owner, $concurrent, $identity, $fingerprint, 0, 0, $created, $images, $pixels, $inference, $bytes, $model, $form)
        """,
        ("$id", edit.Id), ("$account", edit.Account), ("$owner", edit.Owner), ("$concurrent", edit.Concurrent), ("$identity", identity),
        ("$fingerprint", edit.Fingerprint), ("$created", edit.Created.ToUnixTimeMilliseconds()), ("$images", images), ("$pixels", edit.Load.Pixels),
        ("$inference", edit.Load.NeedsInference ? 1 : 0), ("$bytes", bytes), ("$model", edit.Model),
        ("$form", JsonSerializer.Serialize(edit.Form, AcceptedJson.Default.AnswerForm)));

    public AcceptedEdit? Find(string id) => Read("WHERE id = $id", ("$id", id)).SingleOrDefault();

    /// <summary>The edit that the same request was accepted as; null when there is none that still counts.</summary>
    public AcceptedEdit? FindSame(string identity, DateTimeOffset since) =>
        Read("WHERE identity = $identity AND created >= $since AND state < 3 ORDER BY created DESC LIMIT 1", ("$identity", identity), ("$since", since.ToUnixTimeMilliseconds())).SingleOrDefault();

    /// <summary>All that have no outcome yet, oldest first.</summary>
    public IReadOnlyList<AcceptedEdit> Pending() => Read("WHERE state < 2 ORDER BY created, rowid");

    /// <summary>How many are pending, how many of them are this owner's, and the bytes of their requests.</summary>
    public (int All, int Own, long Bytes) Count(string owner) => database.Read(
        "SELECT count(*), coalesce(sum(owner = $owner), 0), coalesce(sum(bytes), 0) FROM accepted WHERE state < 2",
        static row => (row.GetInt32(0), row.GetInt32(1), row.GetInt64(2)),
        ("$owner", owner)).Single();

    /// <summary>Begins an edit; false when it was cancelled meanwhile.</summary>
    public bool Begin(string id) => database.Write("UPDATE accepted SET state = 1, attempts = attempts + 1 WHERE id = $id AND state < 2", ("$id", id)) > 0;

    /// <summary>Hands an edit back that was begun and not ended: the server stops, the edit is not to blame.</summary>
    public void HandBack(string id) => database.Write("UPDATE accepted SET state = 0, attempts = attempts - 1 WHERE id = $id AND state = 1", ("$id", id));

    /// <summary>Keeps the outcome and counts the usage, both or neither. False when the edit was cancelled meanwhile.</summary>
    /// <param name="usage">Null for a failure.</param>
    public bool End(string id, AcceptedOutcome outcome, DateTimeOffset expires, JobUsage? usage)
    {
        var count = usage is null ? "" : UsageStore.Insert.Replace("VALUES (", "SELECT ", StringComparison.Ordinal).Replace(");", " WHERE changes() > 0;", StringComparison.Ordinal);
        return database.Write(
            $"UPDATE accepted SET state = $state, outcome = $outcome, expires = $expires WHERE id = $id AND state = 1; {count}",
            [
                ("$id", id), ("$state", (int)(outcome.Failure is null ? AcceptedState.Finished : AcceptedState.Failed)), ("$expires", expires.ToUnixTimeMilliseconds()),
                ("$outcome", JsonSerializer.Serialize(outcome, AcceptedJson.Default.AcceptedOutcome)),
                .. usage is null ? [] : UsageStore.Values(usage, time.GetUtcNow()),
            ]) > 0;
    }

    /// <summary>Ends an edit without an outcome, or forgets the one it has.</summary>
    public void Cancel(string id) => database.Write(
        "UPDATE accepted SET state = 4, outcome = NULL, expires = $now WHERE id = $id", ("$id", id), ("$now", time.GetUtcNow().ToUnixTimeMilliseconds()));

    /// <summary>Forgets outcomes past their time, and a day later that there was anything.</summary>
    public void Sweep()
    {
        var now = time.GetUtcNow();
        database.Write(
            "DELETE FROM accepted WHERE expires < $yesterday; UPDATE accepted SET outcome = NULL WHERE expires < $now AND outcome IS NOT NULL",
            ("$yesterday", now.AddDays(-1).ToUnixTimeMilliseconds()), ("$now", now.ToUnixTimeMilliseconds()));
    }

    private List<AcceptedEdit> Read(string where, params ReadOnlySpan<(string Name, object? Value)> values) =>
        database.Read(
            $"SELECT {Columns} FROM accepted {where}",
            static row => new AcceptedEdit(
                row.GetString(0), row.GetString(1), row.GetString(2), row.IsDBNull(3) ? null : row.GetInt32(3), row.GetString(4), (AcceptedState)row.GetInt32(5),
                row.GetInt32(6), Time(row, 7)!.Value, Time(row, 8), new(row.GetInt64(9), row.GetInt32(10) != 0), row.GetString(11),
                JsonSerializer.Deserialize(row.GetString(12), AcceptedJson.Default.AnswerForm)!,
                row.IsDBNull(13) ? null : JsonSerializer.Deserialize(row.GetString(13), AcceptedJson.Default.AcceptedOutcome)),
            values);

    private static DateTimeOffset? Time(SqliteDataReader row, int column) =>
        row.IsDBNull(column) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));
}
