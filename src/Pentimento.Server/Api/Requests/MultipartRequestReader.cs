using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Pentimento.Server.Editing;

namespace Pentimento.Server.Api.Requests;

/// <summary>Reads an edit request from <c>multipart/form-data</c>. What an image is follows from its bytes.</summary>
internal sealed class MultipartRequestReader(IOptions<ApiOptions> options, IOptions<EditLimits> limits, MultipartBody body, BodyMemory memory)
{
    /// <summary>Reads the whole body. The caller disposes the form.</summary>
    /// <exception cref="EditException">The body is malformed, or over a limit.</exception>
    public async Task<EditForm> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        var form = new EditForm();
        try
        {
            var indexes = new List<(int Index, FormFile File)>();
            await body.ReadAsync(request, (section, name) => ReadPartAsync(section, name, form, indexes, request.ContentLength, cancellation), cancellation);
            form.Images.AddRange(indexes.OrderBy(static entry => entry.Index).Select(static entry => entry.File));
            return form;
        }
        catch
        {
            form.Dispose();
            throw;
        }
    }

    private async Task ReadPartAsync(
        MultipartSection section, string name, EditForm form, List<(int, FormFile)> images, long? bodyLength, CancellationToken cancellation)
    {
        if (EditFields.IsText(name))
        {
            var text = await body.ReadTextAsync(section, name, cancellation);
            if (text.Length > 0 && !form.Texts.TryAdd(name, text))
            {
                throw Refusal.Duplicate(name);
            }
        }
        else if (EditFields.IsFile(name))
        {
            await ReadFileAsync(section, name, form, images, bodyLength, cancellation);
        }
        else
        {
            // The reader skips what is not read.
            form.Unknown.Add(name);
        }
    }

    private async Task ReadFileAsync(
        MultipartSection section, string name, EditForm form, List<(int Index, FormFile File)> images, long? bodyLength, CancellationToken cancellation)
    {
        var isImage = EditFields.IsImage(name, out var index);
        if (isImage && images.Count == limits.Value.MaxImages)
        {
            throw Refusal.TooManyImages(limits.Value.MaxImages, name);
        }

        if (isImage && options.Value.Strict && name == EditFields.Image && images.Exists(static entry => entry.File.Field == EditFields.Image))
        {
            throw Refusal.Duplicate(name, " To send several images, name the field 'image[]'.");
        }

        if ((name == EditFields.Mask && form.Mask is not null) || (name == EditFields.Markup && form.Markup is not null))
        {
            throw Refusal.Duplicate(name);
        }

        var buffer = new PartBuffer(memory);
        form.Keep(buffer);
        if (!await buffer.FillAsync(section.Body, limits.Value.MaxFileBytes, bodyLength, cancellation))
        {
            throw Refusal.FileTooLarge(limits.Value.MaxFileBytes, name);
        }

        if (buffer.Bytes.IsEmpty && MultipartBody.FileNameOf(section) is null)
        {
            return;
        }

        var file = new FormFile(name, buffer.Bytes);
        switch (name)
        {
            case EditFields.Mask: form.Mask = file; break;
            case EditFields.Markup: form.Markup = file; break;
            default: images.Add((index ?? images.Count, file)); break;
        }
    }
}
