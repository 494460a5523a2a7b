using System.Globalization;
using Pentimento.Server.Editing;

namespace Pentimento.Server.Jobs;

/// <summary>Holds accounts to their images a day. What runs counts from its begin, so that many at once cannot go over together.</summary>
internal sealed partial class Quotas(UsageStore usage, TimeProvider time, ILogger<Quotas> log)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _reserved = new(StringComparer.Ordinal);

    /// <summary>Sets images aside. Dispose the reservation when the edit has ended, however it ended.</summary>
    /// <exception cref="EditException"><see cref="EditFailure.QuotaExhausted"/>.</exception>
    public QuotaReservation Reserve(Account account, int images)
    {
        lock (_lock)
        {
            Check(account, images);
            _reserved[account.Id] = _reserved.GetValueOrDefault(account.Id) + images;
            return new(this, account, images);
        }
    }

    /// <summary>Accepts an edit that counts from then on by being kept.</summary>
    /// <exception cref="EditException"><see cref="EditFailure.QuotaExhausted"/>.</exception>
    public void Accept(Account account, int images, Action keep)
    {
        lock (_lock)
        {
            Check(account, images);
            keep();
        }
    }

    /// <param name="used">What was made; null when nothing was.</param>
    internal void Release(Account account, int images, JobUsage? used)
    {
        lock (_lock)
        {
            var left = _reserved[account.Id] - images;
            if (left > 0)
            {
                _reserved[account.Id] = left;
            }
            else
            {
                _reserved.Remove(account.Id);
            }

            if (used is not null)
            {
                Record(account, used);
            }
        }
    }

    private void Record(Account account, JobUsage used)
    {
        try
        {
            usage.Record(used);
        }
        catch (EditException error) when (account.Limits.ImagesPerDay is null)
        {
            // Without a limit to hold it to, a full disk is no reason to keep the picture from who asked for it.
            LogNotRecorded(log, error, used.Job, used.Account, used.Images);
        }
    }

    private void Check(Account account, int images)
    {
        if (account.Limits.ImagesPerDay is not { } limit)
        {
            return;
        }

        var used = usage.ImagesToday(account.Id) + _reserved.GetValueOrDefault(account.Id);
        if (used + images > limit)
        {
            var tomorrow = time.GetUtcNow().UtcDateTime.Date.AddDays(1).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
            throw new EditException(
                EditFailure.QuotaExhausted, $"This key may make {limit} images a day; {used} are made or under way, and this request asks for {images}. The next day begins at {tomorrow} UTC.");
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The usage of {Job} ({Account}, {Images} images) could not be recorded")]
    private static partial void LogNotRecorded(ILogger log, Exception error, string job, string account, int images);
}

/// <summary>Images that are set aside for an edit.</summary>
internal sealed class QuotaReservation(Quotas quotas, Account account, int images) : IDisposable
{
    private bool _isOver;

    /// <summary>Records that the edit was made.</summary>
    /// <exception cref="EditException">It cannot be recorded, and the account's limit depends on it.</exception>
    public void Use(JobUsage usage) => End(usage);

    public void Dispose() => End(used: null);

    private void End(JobUsage? used)
    {
        if (!_isOver)
        {
            _isOver = true;
            quotas.Release(account, images, used);
        }
    }
}
