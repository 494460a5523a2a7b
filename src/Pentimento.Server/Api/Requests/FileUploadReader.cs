using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Pentimento.Server.Editing;

namespace Pentimento.Server.Api.Requests;

/// <summary>A file as it was uploaded, and the owner of its bytes.</summary>
/// <param name="Lifetime">How long it is to be kept; null takes the server's default.</param>
internal sealed record FileUpload(string Name, string Purpose, ReadOnlyMemory<byte> Bytes, TimeSpan? Lifetime, IDisposable Owner) : IDisposable
{
    public void Dispose() => Owner.Dispose();
}

/// <summary>Reads <c>POST /v1/files</c>.</summary>
internal sealed class FileUploadReader(IOptions<EditLimits> limits, MultipartBody body, BodyMemory memory)
{
    private const int MinSeconds = 3600;
    private const int MaxSeconds = 2_592_000;
    private const string Seconds = "expires_after[seconds]";
    private const string Anchor = "expires_after[anchor]";

    /// <summary>Reads the whole body. The caller disposes the upload.</summary>
    /// <exception cref="EditException">A field is missing or wrong, or the file is over the limit.</exception>
    public async Task<FileUpload> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        var buffer = new PartBuffer(memory);
        try
        {
            string? name = null;
            var texts = new Dictionary<string, string>(StringComparer.Ordinal);
            await body.ReadAsync(request, ReadPartAsync, cancellation);

            var fields = new TextFields(texts);
            var purpose = fields.Choice("purpose", "vision", "user_data") ?? throw Refusal.Missing("purpose");
            fields.Choice(Anchor, "created_at");
            var lifetime = fields.Integer(Seconds, MinSeconds, MaxSeconds) is { } seconds ? TimeSpan.FromSeconds(seconds) : (TimeSpan?)null;
            return name is null ? throw Refusal.Missing("file") : new(name, purpose, buffer.Bytes, lifetime, buffer);

            async Task ReadPartAsync(MultipartSection section, string field)
            {
                if (field == "file")
                {
                    if (name is not null)
                    {
                        throw Refusal.Duplicate(field);
                    }

                    if (!await buffer.FillAsync(section.Body, limits.Value.MaxFileBytes, request.ContentLength, cancellation))
                    {
                        throw Refusal.FileTooLarge(limits.Value.MaxFileBytes, field);
                    }

                    // Only to show it again: without the folders that some clients send along.
                    name = MultipartBody.FileNameOf(section)?.Split('/', '\\')[^1] ?? "upload";
                }
                else if (field is "purpose" or Seconds or Anchor && !texts.TryAdd(field, await body.ReadTextAsync(section, field, cancellation)))
                {
                    throw Refusal.Duplicate(field);
                }
            }
        }
        catch
        {
            buffer.Dispose();
            throw;
        }
    }
}
