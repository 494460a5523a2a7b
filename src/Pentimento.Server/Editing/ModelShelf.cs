namespace Pentimento.Server.Editing;

/// <summary>The files of neural models that an engine needs beside the program.</summary>
/// <param name="Folder">Where they are looked for.</param>
/// <param name="Models">All of them, there or not.</param>
/// <param name="Runtime">Tells the library that runs them, and where it was found; throws when there is none.</param>
/// <param name="PullAsync">Brings what is missing or wrong, a line of progress at a time.</param>
internal sealed record ModelShelf(
    string Folder, IReadOnlyList<StoredModel> Models, Func<string> Runtime, Func<Action<string>, CancellationToken, Task> PullAsync)
{
    /// <summary>The command that mends what is missing.</summary>
    public const string HowToFix = "Bring them with: pentimento models pull";
}

/// <summary>A pinned file of a model.</summary>
/// <param name="Name">Of the file.</param>
/// <param name="Capability">What it is needed for.</param>
/// <param name="Origin">Whose model it is.</param>
/// <param name="Licence">SPDX names.</param>
/// <param name="Package">What ships it, with its version.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">Of its content; lower-case hexadecimal.</param>
/// <param name="Path">Where it is, or would be.</param>
/// <param name="Look">Looks for it: at every byte if true, otherwise at its size.</param>
internal sealed record StoredModel(
    string Name, string Capability, string Origin, string Licence, string Package, long Bytes, string Sha256, string Path, Func<bool, StoredModelState> Look);

internal enum StoredModelState
{
    Good,
    Missing,
    Wrong,
}
