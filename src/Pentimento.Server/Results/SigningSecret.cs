using System.Security.Cryptography;
using Pentimento.Server.Editing;

namespace Pentimento.Server.Results;

/// <summary>The secret that addresses are signed with: 32 random bytes in the data folder, made on first use, so that addresses outlive a restart.</summary>
internal sealed class SigningSecret(DataFolder folder)
{
    private const string FileName = "results.secret";
    private const int Length = 32;

    // A failure is not kept: a disk that was full may have room again.
    private readonly Lazy<byte[]> _bytes = new(() => ReadOrCreate(folder), LazyThreadSafetyMode.PublicationOnly);

    /// <exception cref="EditException">The file cannot be made or read, or is damaged.</exception>
    public ReadOnlySpan<byte> Bytes => _bytes.Value;

    private static byte[] ReadOrCreate(DataFolder folder)
    {
        try
        {
            var path = folder.File(FileName);
            if (!File.Exists(path))
            {
                Create(path);
            }

            var bytes = File.ReadAllBytes(path);
            return bytes.Length == Length
                ? bytes
                : throw new EditException(
                    EditFailure.Unavailable, $"{FileName} in the data folder is damaged: delete it and a new one is made. Addresses handed out before end with it.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EditException(EditFailure.Unavailable, "The secret in the data folder that signs addresses cannot be read or made.", inner: e);
        }
    }

    private static void Create(string path)
    {
        // Whole or not at all, and the first of two processes wins: the move fails when the file is there.
        var temporary = $"{path}.{RandomNumberGenerator.GetHexString(8, lowercase: true)}.tmp";
        using (var file = DataFolder.CreateFile(temporary))
        {
            file.Write(RandomNumberGenerator.GetBytes(Length));
            file.Flush(flushToDisk: true);
        }

        try
        {
            File.Move(temporary, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(temporary);
        }
    }
}
