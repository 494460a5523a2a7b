using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Pentimento.Server.Editing;

namespace Pentimento.Server.Results.Local;

/// <summary>Results as files in the data folder's <c>results</c>.</summary>
internal sealed partial class LocalResultStore(DataFolder data, IOptions<ResultsOptions> options, TimeProvider time) : IResultStore
{
    /// <summary>No write takes this long, so a temporary file of this age was left by a crash.</summary>
    internal static readonly TimeSpan AbandonedAfter = TimeSpan.FromMinutes(10);

    // Asked for each time, so that a folder that someone cleared away comes back.
    private string Folder => data.Folder("results");

    public async Task<StoredResult> SaveAsync(ReadOnlyMemory<byte> bytes, OutputFormat format, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var name = ResultName.Create(now.AddMinutes(options.Value.LifetimeMinutes), format);
        try
        {
            // Nobody ever sees half a file: it has its name only once it is whole and on the disk.
            var temporary = Path.Combine(
                Folder, string.Create(CultureInfo.InvariantCulture, $"{now.ToUnixTimeSeconds()}-{RandomNumberGenerator.GetHexString(16, lowercase: true)}.tmp"));
            try
            {
                await WriteAsync(temporary, bytes, cancellation).ConfigureAwait(false);
                File.Move(temporary, PathOf(name));
            }
            catch
            {
                File.Delete(temporary);
                throw;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EditException(EditFailure.Unavailable, "The result could not be stored on this server.", inner: e);
        }

        return new(name.ToString(), name.Expires);
    }

    public Task<OpenedResult?> OpenAsync(string name, CancellationToken cancellation)
    {
        if (!ResultName.TryParse(name, out var parsed) || parsed.Expires <= time.GetUtcNow())
        {
            return Task.FromResult<OpenedResult?>(null);
        }

        try
        {
            // Delete is shared so that the sweeper need not wait for a slow client, who still gets the whole file.
            var content = new FileStream(
                PathOf(parsed), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0, FileOptions.Asynchronous);
            return Task.FromResult<OpenedResult?>(new(content, parsed.Format, parsed.Expires));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<OpenedResult?>(null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EditException(EditFailure.Unavailable, "The result could not be read on this server.", inner: e);
        }
    }

    public Task DeleteAsync(string name, CancellationToken cancellation)
    {
        if (ResultName.TryParse(name, out var parsed))
        {
            File.Delete(PathOf(parsed));
        }

        return Task.CompletedTask;
    }

    /// <summary>Removes files past their time and what crashes left; leaves alone what is not of this store. Returns how many were removed.</summary>
    /// <exception cref="IOException">The folder cannot be read; a single file that cannot be removed is tried again next time.</exception>
    public int Sweep(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var removed = 0;
        foreach (var path in Directory.EnumerateFiles(Folder))
        {
            cancellation.ThrowIfCancellationRequested();
            if (IsOver(Path.GetFileName(path), now))
            {
                try
                {
                    File.Delete(path);
                    removed++;
                }
                catch (Exception e) when (e is IOException or UnauthorizedAccessException)
                {
                    // Windows does not delete a file that some program holds open.
                }
            }
        }

        return removed;
    }

    private static bool IsOver(string file, DateTimeOffset now)
    {
        if (ResultName.TryParse(file, out var name))
        {
            return name.Expires <= now;
        }

        return Temporary().Match(file) is { Success: true } parts
            && DateTimeOffset.FromUnixTimeSeconds(long.Parse(parts.Groups["begun"].ValueSpan, CultureInfo.InvariantCulture)) + AbandonedAfter <= now;
    }

    private static async Task WriteAsync(string path, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        var file = DataFolder.CreateFile(path);
        await using (file.ConfigureAwait(false))
        {
            await file.WriteAsync(bytes, cancellation).ConfigureAwait(false);
            file.Flush(flushToDisk: true);
        }
    }

    private string PathOf(ResultName name) => Path.Combine(Folder, name.ToString());

    [GeneratedRegex(@"\A(?<begun>[1-9][0-9]{9,10})-[0-9a-f]{16}\.tmp\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Temporary();
}
