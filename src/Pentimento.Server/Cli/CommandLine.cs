using System.CommandLine;

namespace Pentimento.Server.Cli;

/// <summary>The program's commands. Exit codes: 0 done, 1 failed, 2 wrong usage.</summary>
internal static class CommandLine
{
    /// <summary>Runs what the arguments say; without a command, <c>serve</c>.</summary>
    public static Task<int> RunAsync(string[] args, CommandLineParts parts, CancellationToken cancellation = default) =>
        throw new NotImplementedException();

    internal static RootCommand Create(CommandLineParts parts) => throw new NotImplementedException();
}
