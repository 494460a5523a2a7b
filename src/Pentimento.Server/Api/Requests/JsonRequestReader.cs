using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Pentimento.Server.Api.Remote;
using Pentimento.Server.Editing;
using Pentimento.Server.Files;

namespace Pentimento.Server.Api.Requests;

/// <summary>Reads an edit request from <c>application/json</c>: the same fields, with images as data URLs, addresses or files uploaded before.</summary>
internal sealed class JsonRequestReader(
    IOptions<ApiOptions> options, IOptions<EditLimits> limits, BodyMemory memory, FileStore files, RemoteImages remote)
{
    private const int MaxUrlInMessage = 200;

    public static bool Is(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads the whole body and fetches what it refers to. The caller disposes the form.</summary>
    /// <exception cref="EditException">The body is malformed or over a limit, or an image cannot be had.</exception>
    public async Task<EditForm> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        var form = new EditForm { ImageField = EditFields.Images };
        try
        {
            var body = new PartBuffer(memory);
            form.Keep(body);
            var limited = new LimitedBody(request, options.Value.MaxBodyBytes);
            await body.FillAsync(limited, Array.MaxLength - 1, request.ContentLength, cancellation);

            var document = new JsonEditDocument(form, memory, limits.Value.MaxImages, options.Value.MaxFieldBytes);
            document.Read(body.Bytes);
            var owner = Caller.Of(request.HttpContext).Owner;
            foreach (var image in document.Images)
            {
                form.Images.Add(await FetchAsync(image, form, owner, cancellation));
            }

            form.Mask = document.Mask is { } mask ? await FetchAsync(mask, form, owner, cancellation) : null;
            form.Markup = document.Markup is { } markup ? await FetchAsync(markup, form, owner, cancellation) : null;
            return form;
        }
        catch
        {
            form.Dispose();
            throw;
        }
    }

    private async Task<FormFile> FetchAsync(ImageReference reference, EditForm form, string owner, CancellationToken cancellation)
    {
        var limit = limits.Value.MaxFileBytes;
        if (reference.Bytes is { } bytes)
        {
            return bytes.Length <= limit ? new(reference.Field, bytes) : throw Refusal.FileTooLarge(limit, reference.Field);
        }

        var buffer = new PartBuffer(memory);
        form.Keep(buffer);
        if (reference.FileId is { } id)
        {
            await using var file = files.Open(owner, id) ?? throw new EditException(
                EditFailure.InvalidValue, $"No such file: '{(id.Length > MaxUrlInMessage ? id[..MaxUrlInMessage] + "…" : id)}'. It was never uploaded with this key, or was deleted, or has expired.",
                $"{reference.Field}.file_id");
            await buffer.FillAsync(file, limit, file.Length, cancellation);
        }
        else
        {
            await remote.FetchAsync(reference.Url!, $"{reference.Field}.image_url", buffer, limit, cancellation);
        }

        return new(reference.Field, buffer.Bytes);
    }
}
