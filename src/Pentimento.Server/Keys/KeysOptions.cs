using Microsoft.Extensions.Options;
using Pentimento.Server.Editing;

namespace Pentimento.Server.Keys;

/// <summary>Settings of the section <c>Keys</c>.</summary>
internal sealed class KeysOptions
{
    /// <summary>
    /// Keys that hold besides those in the store (<c>Keys__Static__0=…</c>): for containers that are configured, not administered.
    /// Any text of 1 to 512 characters, spaces too; compared exactly.
    /// </summary>
    public IList<string> Static { get; set; } = [];

    /// <summary>Requests that begin something, in any minute, of every key that has no limit of its own; 0 for no limit.</summary>
    public int RequestsPerMinute { get; set; }

    /// <summary>Images a day (UTC) of every key that has no limit of its own; 0 for no limit.</summary>
    public int ImagesPerDay { get; set; }

    /// <summary>Edits at the same time of every key that has no limit of its own; 0 for no limit.</summary>
    public int ConcurrentEdits { get; set; }

    /// <summary>The limits above.</summary>
    internal AccountLimits Limits => new()
    {
        RequestsPerMinute = RequestsPerMinute > 0 ? RequestsPerMinute : null,
        ImagesPerDay = ImagesPerDay > 0 ? ImagesPerDay : null,
        ConcurrentEdits = ConcurrentEdits > 0 ? ConcurrentEdits : null,
    };
}

internal sealed class KeysOptionsValidator : IValidateOptions<KeysOptions>
{
    // Never names a value: messages go to the log. Positions are enough to find it.
    public ValidateOptionsResult Validate(string? name, KeysOptions options)
    {
        var errors = new List<string>();
        for (var i = 0; i < options.Static.Count; i++)
        {
            var key = options.Static[i];
            if (string.IsNullOrWhiteSpace(key) || key.Length > KeySecret.MaxLength)
            {
                errors.Add($"Keys:Static:{i} must have 1 to {KeySecret.MaxLength} characters and not only spaces.");
            }
            else if (key != key.Trim())
            {
                // HTTP drops spaces around a header's value, so no client could ever send it.
                errors.Add($"Keys:Static:{i} begins or ends with a space; a key may have spaces inside only.");
            }
        }

        foreach (var (setting, value) in new[]
        {
            (nameof(options.RequestsPerMinute), options.RequestsPerMinute), (nameof(options.ImagesPerDay), options.ImagesPerDay),
            (nameof(options.ConcurrentEdits), options.ConcurrentEdits),
        })
        {
            if (value < 0)
            {
                errors.Add($"Keys:{setting} must be 0 (no limit) or more.");
            }
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}
