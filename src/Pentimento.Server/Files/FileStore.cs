using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Pentimento.Server.Editing;

namespace Pentimento.Server.Files;

/// <summary>
/// Files that clients upload to use them in several edits: each in the folder of its owner, as its content (<c>{id}</c>) and a description
/// (<c>{id}.json</c>). The description is written last and removed first: a file is there exactly while its description is.
/// </summary>
internal sealed partial class FileStore(DataFolder data, IOptions<FilesOptions> options, TimeProvider time)
{
    private const string Description = ".json";
    private const int MaxNameLength = 255;

    // Two uploads at once must not both take the last place; they are rare and short.
    private readonly Lock _saving = new();

    private string Root => data.Folder("files");

    /// <summary>Keeps a file.</summary>
    /// <param name="owner">32 hexadecimal digits.</param>
    /// <param name="lifetime">How long; null, and at most, <see cref="FilesOptions.LifetimeHours"/>.</param>
    /// <exception cref="EditException">The owner's room is used up, or the disk cannot be written.</exception>
    public StoredFile Save(string owner, string name, string purpose, ReadOnlyMemory<byte> bytes, TimeSpan? lifetime)
    {
        var longest = TimeSpan.FromHours(options.Value.LifetimeHours);
        var now = DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds());
        var file = new StoredFile(
            $"file-{RandomNumberGenerator.GetHexString(32, lowercase: true)}",
            name.Length > MaxNameLength ? name[..MaxNameLength] : name,
            purpose,
            bytes.Length,
            now,
            now + (lifetime < longest ? lifetime.Value : longest));
        return Guarded(() =>
        {
            lock (_saving)
            {
                CheckRoom(owner, bytes.Length);
                var path = Path.Combine(DataFolder.Make(Path.Combine(Root, owner)), file.Id);
                Write(path, bytes.Span);
                Write(path + Description + ".tmp", JsonSerializer.SerializeToUtf8Bytes(file, StoredFileJson.Default.StoredFile));
                File.Move(path + Description + ".tmp", path + Description);
                return file;
            }
        });
    }

    /// <summary>An owner's files, newest first.</summary>
    public IReadOnlyList<StoredFile> List(string owner) =>
        Guarded(() => (StoredFile[])[.. Descriptions(owner).Select(Read).OfType<StoredFile>().Where(IsLive).OrderByDescending(static file => file.Created).ThenBy(static file => file.Id, StringComparer.Ordinal)]);

    /// <summary>A file; null when its owner has none of this id.</summary>
    /// <param name="id">As the client sent it.</param>
    public StoredFile? Find(string owner, string id) =>
        Guarded(() => Shape().IsMatch(id) && Read(Path.Combine(Root, owner, id + Description)) is { } file && IsLive(file) ? file : null);

    /// <summary>A file's content, which the caller disposes; null when its owner has none of this id.</summary>
    public FileStream? Open(string owner, string id) => Find(owner, id) is null
        ? null
        : Guarded(() => new FileStream(
            Path.Combine(Root, owner, id), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0, FileOptions.Asynchronous));

    /// <summary>Removes a file. Returns whether it was there.</summary>
    public bool Delete(string owner, string id)
    {
        if (Find(owner, id) is null)
        {
            return false;
        }

        Guarded(() =>
        {
            File.Delete(Path.Combine(Root, owner, id + Description));
            File.Delete(Path.Combine(Root, owner, id));
            return 0;
        });
        return true;
    }

    /// <summary>Removes files past their time, and contents that a crash left without a description.</summary>
    public void Sweep(CancellationToken cancellation)
    {
        foreach (var folder in Directory.EnumerateDirectories(Root))
        {
            var owner = Path.GetFileName(folder);
            lock (_saving)
            {
                foreach (var path in Directory.EnumerateFiles(folder).Where(static path => !path.EndsWith(Description, StringComparison.Ordinal)))
                {
                    cancellation.ThrowIfCancellationRequested();
                    if (Find(owner, Path.GetFileName(path)) is null)
                    {
                        File.Delete(path + Description);
                        File.Delete(path);
                    }
                }
            }
        }
    }

    private void CheckRoom(string owner, long more)
    {
        var files = List(owner);
        var (most, megabytes) = (options.Value.MaxFilesPerKey, options.Value.MaxMegabytesPerKey);
        if (files.Count >= most || files.Sum(static file => file.Bytes) + more > megabytes * 1_000_000L)
        {
            throw new EditException(
                EditFailure.TooLarge, $"The files of this key are at their limit of {most} files and {megabytes} megabytes: delete some first, or let them expire.", "file");
        }
    }

    private bool IsLive(StoredFile file) => file.Expires > time.GetUtcNow();

    private IEnumerable<string> Descriptions(string owner)
    {
        var folder = Path.Combine(Root, owner);
        return Directory.Exists(folder) ? Directory.EnumerateFiles(folder, $"*{Description}") : [];
    }

    private static StoredFile? Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), StoredFileJson.Default.StoredFile);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        using var file = DataFolder.CreateFile(path);
        file.Write(bytes);
        file.Flush(flushToDisk: true);
    }

    private static T Guarded<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new EditException(EditFailure.Unavailable, "The files in the data folder cannot be read or written.", inner: error);
        }
    }

    [GeneratedRegex(@"\Afile-[0-9a-f]{32}\z")]
    private static partial Regex Shape();
}
