using System.CommandLine;
using System.CommandLine.Help;
using Pentimento.Server.Editing;

namespace Pentimento.Server.Cli;

/// <summary>The program's commands. Exit codes: 0 done, 1 failed, 2 wrong usage; what went wrong is one line on standard error.</summary>
internal static class CommandLine
{
    private const int Failed = 1;
    private const int WrongUsage = 2;

    private const string Notes =
        """
        Exit codes: 0 done, 1 failed, 2 wrong usage. Settings: docs/configuration.md.
        """;

    private const string Examples =
        """
        pentimento
        pentimento edit cat.jpg "make it black and white" -o cat-bw.jpg
        pentimento keys create laptop
        """;

    /// <summary>Runs what the arguments say; without a command, <c>serve</c>.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] args, CommandLineParts parts, CancellationToken cancellation = default)
    {
        // A prompt may begin with @ or hold several letters after a dash: neither is the parser's business.
        var parsing = new ParserConfiguration { ResponseFileTokenReplacer = null, EnablePosixBundling = false };
        var parsed = Create(parts).Parse(ServeCommand.IsMeant(args) ? [ServeCommand.Name, .. args] : args, parsing);
        if (parsed.Errors.Count > 0)
        {
            var command = parsed.CommandResult.Command is RootCommand ? "" : $" {PathOf(parsed.CommandResult)}";
            return await FailAsync(parts, WrongUsage, $"{parsed.Errors[0].Message} See: pentimento{command} --help").ConfigureAwait(false);
        }

        var running = new InvocationConfiguration { Output = parts.Output, Error = parts.Error, EnableDefaultExceptionHandler = false };
        if (parsed.CommandResult.Command.Name == ServeCommand.Name)
        {
            // The server listens to signals itself, and takes the time it needs to end the edits that run.
            running.ProcessTerminationTimeout = null;
        }

        try
        {
            return await parsed.InvokeAsync(running, cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return await FailAsync(parts, Failed, "cancelled").ConfigureAwait(false);
        }
        catch (EditException e)
        {
            var code = e.Kind is EditFailure.InvalidValue or EditFailure.MissingParameter ? WrongUsage : Failed;
            return await FailAsync(parts, code, Describe(e)).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // A person at a terminal gets a sentence, whatever it was.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return await FailAsync(parts, Failed, e.Message).ConfigureAwait(false);
        }
        finally
        {
            await parts.Output.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>The message, and the cause where the message alone would leave the server's own user in the dark.</summary>
    internal static string Describe(Exception e) =>
        e is EditException { Kind: EditFailure.Unavailable or EditFailure.Internal, InnerException: { } cause } ? $"{e.Message} ({cause.Message})" : e.Message;

    internal static RootCommand Create(CommandLineParts parts)
    {
        var root = new RootCommand("Pentimento edits images from a prompt: as a server with OpenAI's image-edit interface, or right here.")
        {
            ServeCommand.Create(parts),
            EditCommand.Create(parts),
            SelectCommand.Create(parts),
            PlanCommand.Create(parts),
            KeysCommand.Create(parts),
            UsageCommand.Create(parts),
            ModelsCommand.Create(parts),
            DoctorCommand.Create(parts),
        };
        root.SetAction((_, cancellation) => parts.Serve([], cancellation));
        foreach (var help in root.Options.OfType<HelpOption>())
        {
            help.Action = new ExamplesAfterHelp((HelpAction)help.Action!, Examples, Notes);
        }

        return root;
    }

    private static string PathOf(System.CommandLine.Parsing.CommandResult result) =>
        result.Parent is System.CommandLine.Parsing.CommandResult { Command: not RootCommand } parent
            ? $"{PathOf(parent)} {result.Command.Name}"
            : result.Command.Name;

    private static async Task<int> FailAsync(CommandLineParts parts, int code, string message)
    {
        await parts.Error.WriteLineAsync($"error: {message.ReplaceLineEndings(" ").Trim()}").ConfigureAwait(false);
        await parts.Error.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        return code;
    }
}
