using System.CommandLine;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Pentimento.Server.Editing;

namespace Pentimento.Server.Cli;

/// <summary>Looks at everything the server needs and says what it finds; the first thing to run when something does not work.</summary>
internal static class DoctorCommand
{
    public static Command Create(CommandLineParts parts)
    {
        var command = new ExampleCommand(
            "doctor",
            "Checks what the server needs, and makes a real test edit.",
            "pentimento doctor",
            "Looks at versions, where each library was found, the data folder, the keys and the limits.\nThe exit code is 1 if anything failed.");
        command.SetAction(async (_, cancellation) =>
        {
            var failed = 0;
            foreach (var fact in Facts(parts))
            {
                failed += await CheckAsync(fact, parts.Output, cancellation).ConfigureAwait(false) ? 0 : 1;
            }

            await parts.Output.WriteLineAsync(failed == 0 ? "Everything works." : $"Failed: {failed}.").ConfigureAwait(false);
            return failed == 0 ? 0 : 1;
        });
        return command;
    }

    private static async Task<bool> CheckAsync(DoctorFact fact, TextWriter output, CancellationToken cancellation)
    {
        string found;
        var isGood = false;
        try
        {
            found = await fact.FindAsync(cancellation).ConfigureAwait(false);
            isGood = true;
        }
#pragma warning disable CA1031 // Finding out what is broken is the purpose, and the other checks go on.
        catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
        {
            found = CommandLine.Describe(e).ReplaceLineEndings(" ");
        }

        await output.WriteLineAsync($"{(isGood ? "ok" : "failed"),-7} {fact.Name,-12} {found}").ConfigureAwait(false);
        return isGood;
    }

    private static IEnumerable<DoctorFact> Facts(CommandLineParts parts) =>
    [
        new("program", _ => Task.FromResult($"pentimento {typeof(DoctorCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion}, in {AppContext.BaseDirectory}")),
        new(".NET", _ => Task.FromResult($"{Environment.Version} on {RuntimeInformation.OSDescription} ({RuntimeInformation.RuntimeIdentifier}), {Environment.ProcessorCount} processors")),
        new("data folder", _ => Task.FromResult(LookAtFolder(parts.DataFolder().Path))),
        new("keys", cancellation => CountKeysAsync(parts, cancellation)),
        new("limits", _ => Task.FromResult(Tell(parts.Limits()))),
        .. parts.Facts(),
        new("models", _ => Task.FromResult(ModelsCommand.Summary(parts.ModelFiles()))),
        new("engines", _ => Task.FromResult(string.Join("; ", parts.Models().Engines.Select(e => $"{e.Name}: {string.Join(", ", e.Versions)}")))),
        new("test edit", cancellation => TestEditsAsync(parts, cancellation)),
    ];

    /// <summary>Tries to write. A missing folder is not made: it would belong to whoever asks, not to the server's user.</summary>
    private static string LookAtFolder(string path)
    {
        var existing = path;
        for (var part = path; part is not null; part = Path.GetDirectoryName(part))
        {
            if (File.Exists(part))
            {
                throw new IOException($"{path} cannot be made: {part} is a file.");
            }
        }

        while (!Directory.Exists(existing))
        {
            existing = Path.GetDirectoryName(existing) ?? throw new DirectoryNotFoundException($"{path} does not exist and cannot be made.");
        }

        var probe = Path.Combine(existing, $".pentimento-{RandomNumberGenerator.GetHexString(8, lowercase: true)}.tmp");
        try
        {
            DataFolder.CreateFile(probe).Dispose();
            File.Delete(probe);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"{path} cannot be written by this user ({e.Message}) Set Data__Folder to a folder that can.", e);
        }

        return existing == path ? $"{path}, can be written" : $"{path}, does not exist yet and can be made (the server does it)";
    }

    private static async Task<string> CountKeysAsync(CommandLineParts parts, CancellationToken cancellation)
    {
        var folder = parts.DataFolder().Path;
        if (!Directory.Exists(folder) || !Directory.EnumerateFileSystemEntries(folder).Any())
        {
            return "no key store yet: the server makes it on its first start";
        }

        var keys = await parts.Keys().ListAsync(cancellation).ConfigureAwait(false);
        return $"{keys.Count(k => k.IsLive(parts.Time.GetUtcNow()))} live of {keys.Count}";
    }

    private static string Tell(EditLimits limits) => FormattableString.Invariant(
        $"{limits.MaxImages} images of {limits.MaxFileBytes / 1e6:0.#} MB, {limits.MaxMegapixels} megapixels, {limits.MaxSide} pixels a side");

    private static async Task<string> TestEditsAsync(CommandLineParts parts, CancellationToken cancellation)
    {
        var engines = parts.Models().Engines.ToList();
        foreach (var engine in engines)
        {
            await engine.CheckAsync(cancellation).ConfigureAwait(false);
        }

        return $"done by {string.Join(", ", engines.Select(e => e.Name))}";
    }
}
