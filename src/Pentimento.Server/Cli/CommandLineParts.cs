using System.Text;
using Pentimento.Server.Editing;
using Pentimento.Server.Jobs;
using Pentimento.Server.Keys;
using Pentimento.Server.Models;

namespace Pentimento.Server.Cli;

/// <summary>
/// What the commands work with. Program.cs gives it, so that no command names an engine; each part is a function because
/// <c>keys list</c> must not start libvips and <c>plan</c> must not open the key store.
/// </summary>
internal sealed class CommandLineParts
{
    /// <summary>Runs the server until it is told to stop; gets the arguments that are settings (<c>--urls …</c>, <c>--Results:LifetimeMinutes 5</c>).</summary>
    public required Func<string[], CancellationToken, Task<int>> Serve { get; init; }

    /// <summary>The models and, by them, the engines.</summary>
    public required Func<ModelRegistry> Models { get; init; }

    public required Func<EditLimits> Limits { get; init; }

    /// <summary>A prompt's plan as JSON on one line.</summary>
    public required Func<string, string> PlanJson { get; init; }

    /// <summary>Finds what words name in a picture.</summary>
    public required Func<InputFile, string, CancellationToken, SelectedPicture> Select { get; init; }

    public required Func<IKeyStore> Keys { get; init; }

    public required Func<UsageStore> Usage { get; init; }

    /// <summary>The files of neural models.</summary>
    public required Func<ModelShelf> ModelFiles { get; init; }

    public required Func<DataFolder> DataFolder { get; init; }

    /// <summary>What <c>doctor</c> looks at beyond the program, .NET, the data folder, the keys, the limits and a test edit: where each library was found.</summary>
    public Func<IReadOnlyList<DoctorFact>> Facts { get; init; } = static () => [];

    public TimeProvider Time { get; init; } = TimeProvider.System;

    // Always UTF-8: prompts and plans are data, whatever the terminal's locale.
    public TextReader Input { get; init; } = new StreamReader(Console.OpenStandardInput(), Encoding.UTF8);

    public TextWriter Output { get; init; } = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false)) { AutoFlush = true };

    public TextWriter Error { get; init; } = new StreamWriter(Console.OpenStandardError(), new UTF8Encoding(false)) { AutoFlush = true };
}

/// <summary>One line of <c>doctor</c>.</summary>
/// <param name="Name">What is looked at, in a few words: <c>libvips</c>.</param>
/// <param name="FindAsync">Tells what was found, in one line; throws when it is not as it must be, with the reason as the message.</param>
internal sealed record DoctorFact(string Name, Func<CancellationToken, Task<string>> FindAsync);
