using System.ComponentModel;
using System.Diagnostics;
using Pentimento.Engine;
using Pentimento.Engine.Vision;
using Pentimento.Server.Editing;

namespace Pentimento.Server.Engines.BuiltIn;

/// <summary>The built-in engine's model files, for those who look after the server.</summary>
internal static class BuiltInModels
{
    /// <param name="folder">The setting <c>Vision:Folder</c>.</param>
    public static ModelShelf Shelf(string? folder)
    {
        var models = new ModelFolder(folder ?? "");
        return new(
            models.Path,
            [.. ModelFile.All.Select(file => new StoredModel(
                file.Name, file.Capability, file.Origin, file.Licence, file.Package, file.Bytes, file.Sha256, models.PathOf(file), everyByte => Look(models, file, everyByte)))],
            Runtime,
            (say, cancellation) => PullAsync(models.Path, say, cancellation));
    }

    private static StoredModelState Look(ModelFolder folder, ModelFile file, bool everyByte) =>
        (everyByte ? folder.Verify(file) : folder.Look(file)) switch
        {
            ModelState.Good => StoredModelState.Good,
            ModelState.Missing => StoredModelState.Missing,
            _ => StoredModelState.Wrong,
        };

    private static string Runtime()
    {
        try
        {
            return VisionModels.Runtime;
        }
        catch (ImageEditException error)
        {
            throw BuiltInFailures.Translate(error);
        }
    }

    /// <summary>Runs the script that the build runs too; it lies beside the program with the pins.</summary>
    private static async Task PullAsync(string folder, Action<string> say, CancellationToken cancellation)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "models", "install.mjs");
        var start = new ProcessStartInfo("node", [script, folder]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        using var node = Start(start, folder);
        try
        {
            var errors = node.StandardError.ReadToEndAsync(cancellation);
            while (await node.StandardOutput.ReadLineAsync(cancellation) is { } line)
            {
                say(line);
            }

            await node.WaitForExitAsync(cancellation);
            if (node.ExitCode != 0)
            {
                throw new EditException(EditFailure.Unavailable, (await errors).Replace("error: ", "", StringComparison.Ordinal).Trim());
            }
        }
        finally
        {
            if (!node.HasExited)
            {
                node.Kill(entireProcessTree: true);
            }
        }
    }

    private static Process Start(ProcessStartInfo start, string folder)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception error)
        {
            throw new EditException(
                EditFailure.Unavailable,
                $"Node.js is missing: the models come out of npm packages. Install Node.js 20 or newer with npm, or copy the folder 'models' of a machine that has them to {folder}.",
                inner: error);
        }
    }
}
