using System.Globalization;
using Pentimento.Server.Editing;
using Pentimento.Server.Jobs;

namespace Pentimento.Server.Api;

/// <summary><c>GET /v1/usage?days=30</c>: what the caller's own key has used, and what it may use.</summary>
internal static class UsageEndpoint
{
    private const int MaxDays = 366;

    public static UsageReport Get(HttpContext context, UsageStore usage)
    {
        var account = Caller.Of(context).Account;
        var days = usage.ByDay(account.Id, Days(context.Request.Query["days"]));
        var limits = account.Limits;
        return new(
            "usage",
            [.. days.Select(static day => new UsageDay(day.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), day.Edits, day.Images, day.Pixels, day.Seconds))],
            new(limits.RequestsPerMinute, limits.ImagesPerDay, limits.ConcurrentEdits, limits.Models?.Split(',')));
    }

    private static int Days(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return 30;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is >= 1 and <= MaxDays
            ? days
            : throw new EditException(EditFailure.InvalidValue, $"Invalid value for 'days'. It must be an integer from 1 to {MaxDays}.", "days");
    }
}

/// <param name="Data">The newest day first; days without an edit are left out.</param>
internal sealed record UsageReport(string Object, IReadOnlyList<UsageDay> Data, UsageLimits Limits);

/// <param name="Date">A day of UTC.</param>
/// <param name="Pixels">Of input and output.</param>
/// <param name="Seconds">Of work, without waiting.</param>
internal sealed record UsageDay(string Date, int Edits, int Images, long Pixels, double Seconds);

/// <summary>Null is no limit.</summary>
internal sealed record UsageLimits(int? RequestsPerMinute, int? ImagesPerDay, int? ConcurrentEdits, IReadOnlyList<string>? Models);
