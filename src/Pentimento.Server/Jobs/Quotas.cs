using System.Globalization;
using Pentimento.Server.Editing;

namespace Pentimento.Server.Jobs;

/// <summary>Holds accounts to their images a day. What runs counts from its begin, so that many at once cannot go over together.</summary>
internal sealed class Quotas(UsageStore usage, TimeProvider time)
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
            return new(this, account.Id, images);
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

    internal void Release(string account, int images, JobUsage? used)
    {
        lock (_lock)
        {
            if (used is not null)
            {
                usage.Record(used);
            }

            var left = _reserved[account] - images;
            if (left > 0)
            {
                _reserved[account] = left;
            }
            else
            {
                _reserved.Remove(account);
            }
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
}

/// <summary>Images that are set aside for an edit.</summary>
internal sealed class QuotaReservation(Quotas quotas, string account, int images) : IDisposable
{
    private JobUsage? _used;
    private bool _isOver;

    /// <summary>Tells that the edit was made; recorded when this is disposed.</summary>
    public void Use(JobUsage usage) => _used = usage;

    public void Dispose()
    {
        if (!_isOver)
        {
            _isOver = true;
            quotas.Release(account, images, _used);
        }
    }
}
