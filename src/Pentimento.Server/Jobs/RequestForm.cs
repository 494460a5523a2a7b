using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Pentimento.Server.Editing;

namespace Pentimento.Server.Jobs;

/// <summary>A request as one string of bytes: a JSON head with everything but the files, then the files. Equal requests have equal forms.</summary>
internal static class RequestForm
{
    /// <summary>SHA-256 of the form, in hexadecimal.</summary>
    public static string Fingerprint(EditRequest request)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Head(request));
        foreach (var file in request.Files)
        {
            hash.AppendData(file.Bytes.Span);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Writes the form.</summary>
    public static async Task WriteAsync(EditRequest request, Stream stream, CancellationToken cancellation)
    {
        var head = Head(request);
        await stream.WriteAsync(BitConverter.GetBytes(head.Length), cancellation).ConfigureAwait(false);
        await stream.WriteAsync(head, cancellation).ConfigureAwait(false);
        foreach (var file in request.Files)
        {
            await stream.WriteAsync(file.Bytes, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Reads what <see cref="WriteAsync"/> wrote.</summary>
    /// <exception cref="InvalidDataException">It is something else, or not whole.</exception>
    public static async Task<EditRequest> ReadAsync(Stream stream, CancellationToken cancellation)
    {
        try
        {
            var length = BitConverter.ToInt32(await BytesAsync(stream, sizeof(int), cancellation).ConfigureAwait(false));
            var json = await BytesAsync(stream, length, cancellation).ConfigureAwait(false);
            var head = JsonSerializer.Deserialize(json, RequestFormJson.Default.RequestHead)!;
            var files = new Queue<InputFile>();
            foreach (var (file, size) in head.Request.Files.Zip(head.Lengths))
            {
                files.Enqueue(file with { Bytes = await BytesAsync(stream, size, cancellation).ConfigureAwait(false) });
            }

            return WithFiles(head.Request, _ => files.Dequeue());
        }
        catch (Exception e) when (e is JsonException or EndOfStreamException or ArgumentException)
        {
            throw new InvalidDataException("This is no kept request.", e);
        }
    }

    private static async Task<byte[]> BytesAsync(Stream stream, int length, CancellationToken cancellation)
    {
        if (length < 0 || length > stream.Length)
        {
            throw new EndOfStreamException();
        }

        var bytes = new byte[length];
        await stream.ReadExactlyAsync(bytes, cancellation).ConfigureAwait(false);
        return bytes;
    }

    private static byte[] Head(EditRequest request)
    {
        var bare = WithFiles(request, static file => file with { Bytes = default });
        return JsonSerializer.SerializeToUtf8Bytes(new RequestHead(bare, [.. request.Files.Select(static file => file.Bytes.Length)]), RequestFormJson.Default.RequestHead);
    }

    /// <summary>The request with other files, asked for in the order of <see cref="EditRequest.Files"/>.</summary>
    private static EditRequest WithFiles(EditRequest request, Func<InputFile, InputFile> change) => request with
    {
        Images = [.. request.Images.Select(change)],
        Mask = request.Mask is { } mask ? change(mask) : null,
        Markup = request.Markup is { } markup ? change(markup) : null,
    };
}

/// <param name="Request">Without the bytes of its files.</param>
/// <param name="Lengths">Bytes of each file.</param>
internal sealed record RequestHead(EditRequest Request, IReadOnlyList<int> Lengths);

[JsonSerializable(typeof(RequestHead))]
internal sealed partial class RequestFormJson : JsonSerializerContext;
