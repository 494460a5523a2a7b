using System.Text.RegularExpressions;
using Pentimento.Server.Editing;

namespace Pentimento.Server.Jobs.Accepted;

/// <summary>The requests of accepted edits, a file each in the data folder's <c>jobs</c>, until the edit has ended.</summary>
internal sealed partial class RequestSpool(DataFolder data)
{
    private string Folder => data.Folder("jobs");

    /// <summary>Keeps a request. Once this returns, it is whole and on the disk. Returns its bytes.</summary>
    /// <exception cref="EditException">It cannot be written.</exception>
    public async Task<long> SaveAsync(string id, EditRequest request, CancellationToken cancellation)
    {
        var path = PathOf(id);
        try
        {
            var file = DataFolder.CreateFile(path);
            await using (file.ConfigureAwait(false))
            {
                await RequestForm.WriteAsync(request, file, cancellation).ConfigureAwait(false);
                file.Flush(flushToDisk: true);
                return file.Length;
            }
        }
        catch (Exception error)
        {
            File.Delete(path);
            if (error is IOException or UnauthorizedAccessException)
            {
                throw new EditException(EditFailure.Unavailable, "The request could not be kept on this server.", inner: error);
            }

            throw;
        }
    }

    /// <exception cref="EditException">The request is no longer there, or not whole.</exception>
    public async Task<EditRequest> LoadAsync(string id, CancellationToken cancellation)
    {
        try
        {
            var file = File.OpenRead(PathOf(id));
            await using (file.ConfigureAwait(false))
            {
                return await RequestForm.ReadAsync(file, cancellation).ConfigureAwait(false);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new EditException(EditFailure.Gone, "The kept request can no longer be read on this server. Please send it again.", inner: error);
        }
    }

    public void Delete(string id) => File.Delete(PathOf(id));

    /// <summary>Removes the requests of edits that are not pending: what a crash left.</summary>
    public void Sweep(IReadOnlySet<string> pending)
    {
        foreach (var path in Directory.EnumerateFiles(Folder))
        {
            if (Name().Match(Path.GetFileName(path)) is { Success: true } name && !pending.Contains(name.Groups["id"].Value))
            {
                File.Delete(path);
            }
        }
    }

    private string PathOf(string id) => Name().IsMatch($"{id}.request") ? Path.Combine(Folder, $"{id}.request") : throw new ArgumentException("This is no id.", nameof(id));

    [GeneratedRegex(@"\A(?<id>edit_[0-9a-f]{32})\.request\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Name();
}
