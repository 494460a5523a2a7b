using System.Security.Cryptography;
using Pentimento.Server.Editing;

namespace Pentimento.Server.Cli;

/// <summary>The file that <c>edit</c> leaves: whole or not there.</summary>
internal static class OutputFile
{
    /// <summary>The format by a name's ending; null when it is none that is written.</summary>
    public static OutputFormat? FormatOf(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".png" => OutputFormat.Png,
        ".jpg" or ".jpeg" => OutputFormat.Jpeg,
        ".webp" => OutputFormat.Webp,
        _ => null,
    };

    /// <summary>Writes under a temporary name in the same folder, then takes the name; a file that was there stays whole until then.</summary>
    /// <exception cref="IOException">No room, no folder.</exception>
    /// <exception cref="UnauthorizedAccessException">No permission.</exception>
    public static async Task WriteAsync(string path, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        var full = Path.GetFullPath(path);
        var temporary = Path.Combine(
            Path.GetDirectoryName(full)!, $".{Path.GetFileName(full)}.{RandomNumberGenerator.GetHexString(8, lowercase: true)}.tmp");
        try
        {
            await File.WriteAllBytesAsync(temporary, bytes, cancellation).ConfigureAwait(false);
            File.Move(temporary, full, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
