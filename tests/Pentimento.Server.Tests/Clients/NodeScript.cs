using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Pentimento.Server.Tests.Clients;

/// <summary>Runs a script of tests/clients and reads the one JSON object that it prints.</summary>
internal static class NodeScript
{
    public static async Task<JsonElement> RunAsync(string script, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("node") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Folder() };
        foreach (var argument in arguments.Prepend(script))
        {
            start.ArgumentList.Add(argument);
        }

        using var node = Process.Start(start)!;
        var error = node.StandardError.ReadToEndAsync();
        var output = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        Assert.True(node.ExitCode == 0, await error);
        return JsonDocument.Parse(output).RootElement;
    }

    private static string Folder([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "clients"));
}
