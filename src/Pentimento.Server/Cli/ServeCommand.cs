using System.CommandLine;
using Pentimento.Server.Editing;

namespace Pentimento.Server.Cli;

internal static class ServeCommand
{
    public const string Name = "serve";

    /// <summary>Whether arguments without a command mean <c>serve</c>: none at all, or settings only.</summary>
    public static bool IsMeant(string[] args) => args.Length == 0 || (args[0].StartsWith("--", StringComparison.Ordinal) && args[0] is not ("--help" or "--version" or "--"));

    public static Command Create(CommandLineParts parts)
    {
        var command = new ExampleCommand(
            Name,
            "Runs the server; so does the program without a command.",
            """
            pentimento serve
            pentimento serve --urls http://0.0.0.0:8080
            pentimento serve --Data:Folder /srv/pentimento --Results:LifetimeMinutes 120
            """,
            """
            Any setting of docs/configuration.md may follow as --Section:Name VALUE.
            The environment says the same with Section__Name=VALUE.
            """)
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        command.SetAction((parsed, cancellation) => FirstThatIsNoSetting(parsed.UnmatchedTokens) is { } odd
            ? throw new EditException(EditFailure.InvalidValue, odd)
            : parts.Serve([.. parsed.UnmatchedTokens], cancellation));
        return command;
    }

    /// <summary>Configuration ignores what it cannot read, which would hide a slip; so it is told here. Null when all is well.</summary>
    internal static string? FirstThatIsNoSetting(IReadOnlyList<string> tokens)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            if (!tokens[i].StartsWith("--", StringComparison.Ordinal))
            {
                return $"'{tokens[i]}' is no setting; settings are written --Section:Name VALUE.";
            }

            if (!tokens[i].Contains('=', StringComparison.Ordinal))
            {
                i++;
                if (i == tokens.Count || tokens[i].StartsWith("--", StringComparison.Ordinal))
                {
                    return $"The setting {tokens[i - 1]} has no value.";
                }
            }
        }

        return null;
    }
}
