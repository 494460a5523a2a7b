using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Pentimento.Server.Editing;
using Pentimento.Server.Keys;

namespace Pentimento.Server.Cli;

/// <summary>Administers the keys; a running server heeds every change from its next request on.</summary>
internal static class KeysCommand
{
    public static Command Create(CommandLineParts parts) =>
        new ExampleCommand("keys", "Makes, lists and revokes the keys that clients send as Bearer tokens.", "pentimento keys create laptop\npentimento keys list")
        {
            CreateKey(parts),
            List(parts),
            Revoke(parts),
        };

    private static ExampleCommand CreateKey(CommandLineParts parts)
    {
        var name = new Argument<string>("NAME") { Description = "What the key is called in lists and logs." };
        var expires = new Option<DateTimeOffset?>("--expires")
        {
            HelpName = "WHEN",
            Description = "When it ends: after a time (12h, 90d) or at a date in UTC (2030-12-31); otherwise never.",
            CustomParser = result => ReadExpiry(result, parts.Time),
        };
        var requests = Limit("--requests-per-minute", "How many requests it may begin in any minute.");
        var images = Limit("--images-per-day", "How many images it may make in a day of UTC.");
        var concurrent = Limit("--concurrent", "How many of its edits may run at the same time; more wait.");
        var models = new Option<string?>("--models") { HelpName = "NAMES", Description = "The only models it may use, separated by commas; otherwise all." };
        var command = new ExampleCommand(
            "create",
            "Makes a key and prints it, this once: only its hash is kept.",
            """
            pentimento keys create laptop
            pentimento keys create "web shop" --expires 90d
            pentimento keys create trial --images-per-day 20 --requests-per-minute 10
            KEY=$(pentimento keys create ci)
            """)
        {
            name, expires, requests, images, concurrent, models,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var limits = new AccountLimits
            {
                RequestsPerMinute = parsed.GetValue(requests),
                ImagesPerDay = parsed.GetValue(images),
                ConcurrentEdits = parsed.GetValue(concurrent),
                Models = Known(parsed.GetValue(models), parts),
            };
            var created = await parts.Keys().CreateAsync(parsed.GetRequiredValue(name), parsed.GetValue(expires), limits, cancellation).ConfigureAwait(false);
            // Standard output holds the key alone, so that a script can take it.
            var end = created.Key.Expires is { } time ? $"until {Minutes(time)} UTC" : "until it is revoked";
            await parts.Error.WriteLineAsync($"Key {created.Key.Id} \"{created.Key.Name}\" holds {end}. Keep it now: it cannot be shown again.").ConfigureAwait(false);
            await parts.Output.WriteLineAsync(created.Secret).ConfigureAwait(false);
            return 0;
        });
        return command;
    }

    private static ExampleCommand List(CommandLineParts parts)
    {
        var command = new ExampleCommand("list", "Lists all keys, revoked and expired ones too; never the keys themselves. Times are UTC.", "pentimento keys list");
        command.SetAction(async (_, cancellation) =>
        {
            var keys = await parts.Keys().ListAsync(cancellation).ConfigureAwait(false);
            if (keys.Count == 0)
            {
                await parts.Error.WriteLineAsync("There are no keys yet. Make one: pentimento keys create NAME").ConfigureAwait(false);
                return 0;
            }

            await parts.Output.WriteLineAsync($"{"ID",-17} {"STATE",-8} {"CREATED",-17} {"EXPIRES",-17} NAME").ConfigureAwait(false);
            foreach (var key in keys)
            {
                var state = key.Revoked is not null ? "revoked" : key.IsLive(parts.Time.GetUtcNow()) ? "live" : "expired";
                var end = key.Expires is { } time ? Minutes(time) : "never";
                await parts.Output.WriteLineAsync($"{key.Id,-17} {state,-8} {Minutes(key.Created),-17} {end,-17} {key.Name}").ConfigureAwait(false);
            }

            return 0;
        });
        return command;
    }

    private static ExampleCommand Revoke(CommandLineParts parts)
    {
        var id = new Argument<string>("ID") { Description = "As `keys list` shows it." };
        var command = new ExampleCommand("revoke", "Ends a key at once and for good.", "pentimento keys revoke key_0123456789ab") { id };
        command.SetAction(async (parsed, cancellation) =>
        {
            var wanted = parsed.GetRequiredValue(id);
            if (!await parts.Keys().RevokeAsync(wanted, cancellation).ConfigureAwait(false))
            {
                throw new EditException(EditFailure.NotFound, $"There is no key {wanted}. See: pentimento keys list");
            }

            await parts.Error.WriteLineAsync($"Key {wanted} is revoked.").ConfigureAwait(false);
            return 0;
        });
        return command;
    }

    private static Option<int?> Limit(string name, string description)
    {
        var option = new Option<int?>(name) { HelpName = "N", Description = description };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && !(int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0))
            {
                result.AddError($"'{text}' is no limit for {name}; it must be an integer from 1.");
            }
        });
        return option;
    }

    /// <summary>The models of a list by their own names: a limit on a name that does not exist would lock the key out.</summary>
    private static string? Known(string? names, CommandLineParts parts) => names is null
        ? null
        : string.Join(',', names.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(name => parts.Models().Find(name).Model).Distinct());

    private static DateTimeOffset? ReadExpiry(ArgumentResult result, TimeProvider time)
    {
        var text = result.Tokens[0].Value;
        if (text.Length > 1 && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= 100_000)
        {
            TimeSpan? unit = text[^1] switch { 'h' => TimeSpan.FromHours(1), 'd' => TimeSpan.FromDays(1), _ => null };
            if (unit is { } span)
            {
                return time.GetUtcNow() + (span * count);
            }
        }

        if (text.Contains('-', StringComparison.Ordinal)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date))
        {
            return date;
        }

        result.AddError($"'{text}' is no time to expire; write hours or days from now (12h, 90d) or a date (2030-12-31).");
        return null;
    }

    private static string Minutes(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
