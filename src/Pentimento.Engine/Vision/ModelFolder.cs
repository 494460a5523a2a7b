using System.Security.Cryptography;
using Pentimento.Engine.Native;

namespace Pentimento.Engine.Vision;

/// <summary>What there is of a model file.</summary>
public enum ModelState
{
    /// <summary>It is there, and what was looked at is right.</summary>
    Good,

    /// <summary>It is not there.</summary>
    Missing,

    /// <summary>A file of that name is there, and its content is another.</summary>
    Wrong,
}

/// <summary>The folder that the model files lie in.</summary>
/// <param name="path">Empty: <c>models</c> beside the program.</param>
public sealed class ModelFolder(string path)
{
    private const string HowToFix = "Whoever runs this server can bring it with: pentimento models pull";

    /// <summary>The folder, as a full path; it may not exist.</summary>
    public string Path { get; } = System.IO.Path.GetFullPath(path.Length > 0 ? path : System.IO.Path.Combine(AppContext.BaseDirectory, "models"));

    /// <summary>Where the file is, or would be.</summary>
    public string PathOf(ModelFile file) => System.IO.Path.Combine(Path, file.Name);

    /// <summary>Looks whether the file is there with the right size, which costs nothing.</summary>
    public ModelState Look(ModelFile file)
    {
        var found = new FileInfo(PathOf(file));
        return !found.Exists ? ModelState.Missing : found.Length == file.Bytes ? ModelState.Good : ModelState.Wrong;
    }

    /// <summary>Looks at every byte of the file.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public ModelState Verify(ModelFile file)
    {
        if (Look(file) is var state and not ModelState.Good)
        {
            return state;
        }

        using var content = File.OpenRead(PathOf(file));
        return IsPinned(file, SHA256.HashData(content)) ? ModelState.Good : ModelState.Wrong;
    }

    /// <summary>Reads a file and checks that it is the pinned one.</summary>
    /// <returns>Its bytes; the caller disposes them.</returns>
    /// <exception cref="ImageEditException"><see cref="ImageEditFailure.Model"/>: it is missing, cannot be read, or is another file.</exception>
    internal PixelMemory Read(ModelFile file)
    {
        if (Look(file) == ModelState.Missing)
        {
            throw new ImageEditException(ImageEditFailure.Model, $"The model file {file.Name} ({file.Capability}) is missing. {HowToFix}");
        }

        PixelMemory? bytes = null;
        try
        {
            using var handle = File.OpenHandle(PathOf(file), options: FileOptions.SequentialScan);
            bytes = PixelMemory.Allocate(checked((int)RandomAccess.GetLength(handle)));
            for (var at = 0; at < bytes.Length;)
            {
                var read = RandomAccess.Read(handle, bytes.GetSpan()[at..], at);
                at = read > 0 ? at + read : throw new EndOfStreamException($"{file.Name} became shorter while it was read");
            }

            if (!IsPinned(file, SHA256.HashData(bytes.GetSpan())))
            {
                throw new ImageEditException(
                    ImageEditFailure.Model, $"The model file {file.Name} ({file.Capability}) is not the pinned one: its SHA-256 differs. {HowToFix}");
            }

            return bytes;
        }
        catch (Exception error)
        {
            ((IDisposable?)bytes)?.Dispose();
            throw error is IOException or UnauthorizedAccessException
                ? new ImageEditException(ImageEditFailure.Model, $"The model file {file.Name} ({file.Capability}) cannot be read. {HowToFix}", inner: error)
                : error;
        }
    }

    private static bool IsPinned(ModelFile file, byte[] hash) => Convert.ToHexStringLower(hash) == file.Sha256;
}
