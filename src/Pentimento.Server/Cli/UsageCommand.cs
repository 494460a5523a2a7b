using System.CommandLine;
using System.Globalization;

namespace Pentimento.Server.Cli;

/// <summary>Shows what the keys have used.</summary>
internal static class UsageCommand
{
    private const int MaxDays = 3660;

    public static Command Create(CommandLineParts parts)
    {
        var days = new Option<int>("--days") { HelpName = "N", Description = $"How many days, with today: 1 to {MaxDays}.", DefaultValueFactory = static _ => 30 };
        days.Validators.Add(static result =>
        {
            if (result.Tokens is [{ Value: var text }] && !(int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is >= 1 and <= MaxDays))
            {
                result.AddError($"'{text}' is no number of days; it must be an integer from 1 to {MaxDays}.");
            }
        });
        var key = new Option<string?>("--key") { HelpName = "ID", Description = "One key alone, as `keys list` shows it." };
        var command = new ExampleCommand(
            "usage",
            "Shows what the keys have used, by day of UTC: finished edits, their images, megapixels and seconds of work.",
            "pentimento usage\npentimento usage --days 7 --key key_0123456789ab")
        {
            days, key,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var rows = parts.Usage().ByDay(parsed.GetValue(key), parsed.GetValue(days));
            if (rows.Count == 0)
            {
                await parts.Error.WriteLineAsync("Nothing was used in this time.").ConfigureAwait(false);
                return 0;
            }

            await parts.Output.WriteLineAsync($"{"DAY",-11} {"KEY",-17} {"EDITS",8} {"IMAGES",8} {"MEGAPIXELS",11} {"SECONDS",10}").ConfigureAwait(false);
            foreach (var row in rows)
            {
                await parts.Output.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{row.Day,-11:yyyy-MM-dd} {row.Account,-17} {row.Edits,8} {row.Images,8} {row.Pixels / 1e6,11:0.0} {row.Seconds,10:0.0}")).ConfigureAwait(false);
            }

            return 0;
        });
        return command;
    }
}
