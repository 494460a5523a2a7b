using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pentimento.Server.Cli;

/// <summary>Shows what a prompt would do, without an image.</summary>
internal static partial class PlanCommand
{
    public static Command Create(CommandLineParts parts)
    {
        var prompt = new Argument<string?>("PROMPT") { Arity = ArgumentArity.ZeroOrOne, Description = "What to change, in words." };
        var lines = new Option<bool>("--jsonl")
        {
            Description = "Read prompts from standard input, one a line; print one plan a line.",
        };
        var command = new ExampleCommand(
            "plan",
            "Prints the plan of a prompt as JSON: the steps, and the words that cannot be carried out.",
            """
            pentimento plan "crop to a square and make it warmer"
            pentimento plan --jsonl < prompts.txt > plans.jsonl
            """,
            """
            With --jsonl a line that begins with { is read as JSON, and its field "prompt" is the prompt.
            Line N out is the plan of line N in. Where there is none, it is {"error":{"message":…,"line":N}},
            the others are planned all the same, and the exit code is 1.
            """)
        {
            prompt, lines,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(lines) == (result.GetValue(prompt) is not null))
            {
                result.AddError(result.GetValue(lines) ? "With --jsonl the prompts come from standard input, not as an argument." : "A prompt is missing.");
            }
        });
        command.SetAction(async (parsed, cancellation) =>
        {
            if (parsed.GetValue(lines))
            {
                return await PlanLinesAsync(parts, cancellation).ConfigureAwait(false);
            }

            await parts.Output.WriteLineAsync(parts.PlanJson(parsed.GetRequiredValue(prompt)!)).ConfigureAwait(false);
            return 0;
        });
        return command;
    }

    /// <summary>Line in, line out, also for empty lines and faulty rows, so that both sides can be joined by their numbers.</summary>
    private static async Task<int> PlanLinesAsync(CommandLineParts parts, CancellationToken cancellation)
    {
        var code = 0;
        for (var number = 1; await parts.Input.ReadLineAsync(cancellation).ConfigureAwait(false) is { } line; number++)
        {
            string plan;
            try
            {
                plan = parts.PlanJson(ReadPrompt(line));
            }
#pragma warning disable CA1031 // One bad row must not end a run over thousands.
            catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
            {
                code = 1;
                plan = JsonSerializer.Serialize(new FaultyRow(new(e.Message, number)), RowJson.Default.FaultyRow);
                await parts.Error.WriteLineAsync($"error: line {number}: {e.Message.ReplaceLineEndings(" ")}").ConfigureAwait(false);
            }

            await parts.Output.WriteLineAsync(plan).ConfigureAwait(false);
        }

        await parts.Output.FlushAsync(cancellation).ConfigureAwait(false);
        return code;
    }

    private static string ReadPrompt(string line)
    {
        if (!line.StartsWith('{'))
        {
            return line;
        }

        using var row = JsonDocument.Parse(line);
        return row.RootElement.TryGetProperty("prompt", out var prompt) && prompt.ValueKind == JsonValueKind.String
            ? prompt.GetString()!
            : throw new FormatException("The row has no text field \"prompt\".");
    }

    internal sealed record FaultyRow(RowError Error);

    internal sealed record RowError(string Message, int Line);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
    [JsonSerializable(typeof(FaultyRow))]
    private sealed partial class RowJson : JsonSerializerContext;
}
