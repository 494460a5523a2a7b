namespace Pentimento.Server.Editing;

/// <summary>On whose account an edit is made.</summary>
/// <param name="Id">The key's id, for people; never the key.</param>
/// <param name="Owner">What is kept for the key is kept under this name, which the key itself makes.</param>
public sealed record Account(string Id, string Owner, AccountLimits Limits);

/// <summary>What an account may use. Null is no limit.</summary>
public sealed record AccountLimits
{
    public static AccountLimits None { get; } = new();

    /// <summary>Requests that begin something (POST), in any minute.</summary>
    public int? RequestsPerMinute { get; init; }

    /// <summary>Finished images in a day of UTC.</summary>
    public int? ImagesPerDay { get; init; }

    /// <summary>Edits that run at the same time; more of them wait.</summary>
    public int? ConcurrentEdits { get; init; }

    /// <summary>The models that may be asked for, separated by commas; null for all.</summary>
    public string? Models { get; init; }

    /// <param name="model">After aliases.</param>
    public bool Allows(string model) => Models is null || Models.Split(',').Contains(model, StringComparer.Ordinal);

    /// <summary>These limits, and where one is missing the other's.</summary>
    public AccountLimits Or(AccountLimits other) => new()
    {
        RequestsPerMinute = RequestsPerMinute ?? other.RequestsPerMinute,
        ImagesPerDay = ImagesPerDay ?? other.ImagesPerDay,
        ConcurrentEdits = ConcurrentEdits ?? other.ConcurrentEdits,
        Models = Models ?? other.Models,
    };
}
