using System.Globalization;
using Pentimento.Server.Editing;

namespace Pentimento.Server.Jobs;

/// <summary>What one finished edit used.</summary>
/// <param name="Job">Counted once, however often it is recorded.</param>
/// <param name="Pixels">Of input and output.</param>
/// <param name="Elapsed">From begin to end, without waiting.</param>
internal sealed record JobUsage(string Job, string Account, int Images, long Pixels, TimeSpan Elapsed);

/// <summary>What an account used on a day.</summary>
internal sealed record DayUsage(DateOnly Day, string Account, int Edits, int Images, long Pixels, double Seconds);

/// <summary>What the accounts used; only finished edits count.</summary>
internal sealed class UsageStore(JobDatabase database, TimeProvider time)
{
    internal const string Insert = "INSERT OR IGNORE INTO usage VALUES ($job, $account, $now, $images, $pixels, $milliseconds);";

    public void Record(JobUsage usage) => database.WriteSoon(Insert, Values(usage, time.GetUtcNow()));

    /// <summary>Images of the account that were finished on this day of UTC, or are accepted and will be.</summary>
    public int ImagesToday(string account) => database.Read(
        """
        SELECT (SELECT coalesce(sum(images), 0) FROM usage WHERE account = $account AND ended >= $midnight)
             + (SELECT coalesce(sum(images), 0) FROM accepted WHERE account = $account AND state < 2)
        """,
        static row => row.GetInt32(0),
        ("$account", account), ("$midnight", new DateTimeOffset(time.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero).ToUnixTimeMilliseconds())).Single();

    /// <summary>Sums by day and account, the newest day first.</summary>
    /// <param name="account">One account; null for all.</param>
    /// <param name="days">How many days, with today.</param>
    public IReadOnlyList<DayUsage> ByDay(string? account, int days) => database.Read(
        """
        SELECT date(ended / 1000, 'unixepoch'), account, count(*), sum(images), sum(pixels), sum(milliseconds)
        FROM usage WHERE ended >= $since AND ($account IS NULL OR account = $account)
        GROUP BY 1, 2 ORDER BY 1 DESC, 2
        """,
        static row => new DayUsage(
            DateOnly.ParseExact(row.GetString(0), "yyyy-MM-dd", CultureInfo.InvariantCulture),
            row.GetString(1), row.GetInt32(2), row.GetInt32(3), row.GetInt64(4), row.GetInt64(5) / 1000.0),
        ("$account", account), ("$since", new DateTimeOffset(time.GetUtcNow().UtcDateTime.Date.AddDays(1 - days), TimeSpan.Zero).ToUnixTimeMilliseconds()));

    internal static (string Name, object? Value)[] Values(JobUsage usage, DateTimeOffset now) =>
    [
        ("$job", usage.Job), ("$account", usage.Account), ("$now", now.ToUnixTimeMilliseconds()), ("$images", usage.Images), ("$pixels", usage.Pixels),
        ("$milliseconds", (long)usage.Elapsed.TotalMilliseconds),
    ];
}
