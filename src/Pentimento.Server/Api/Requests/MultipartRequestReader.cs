using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Pentimento.Server.Editing;

namespace Pentimento.Server.Api.Requests;

/// <summary>
/// Reads <c>multipart/form-data</c> part by part as it arrives. File names and content types of parts are never looked at: what a part
/// is follows from its field's name, and what an image is from its bytes.
/// </summary>
internal sealed class MultipartRequestReader(IOptions<ApiOptions> options, IOptions<EditLimits> limits, BodyMemory memory)
{
    private const int MaxBoundaryLength = 200;
    private const int ReadSize = 64 * 1024;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads the whole body. The caller disposes the form.</summary>
    /// <exception cref="EditException">The body is of another type, malformed, or over a limit.</exception>
    public async Task<EditForm> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        var reader = new MultipartReader(Boundary(request), new LimitedBody(request, options.Value.MaxBodyBytes), ReadSize) { BodyLengthLimit = null };
        var form = new EditForm { BodyLength = request.ContentLength };
        try
        {
            var indexes = new List<(int Index, FormFile File)>();
            var parts = 0;
            while (await reader.ReadNextSectionAsync(cancellation) is { } section)
            {
                if (++parts > options.Value.MaxParts)
                {
                    throw new EditException(EditFailure.InvalidValue, $"The body has more than {options.Value.MaxParts} parts (Api:MaxParts).");
                }

                await ReadPartAsync(section, form, indexes, cancellation);
            }

            form.Images.AddRange(indexes.OrderBy(static entry => entry.Index).Select(static entry => entry.File));
            return form;
        }
        catch (Exception error)
        {
            form.Dispose();
            if (error is InvalidDataException or (IOException and not BadHttpRequestException))
            {
                throw new EditException(
                    EditFailure.InvalidValue,
                    "The body is not well-formed multipart/form-data: it ends before its final boundary, or a part's headers cannot be read.",
                    inner: error);
            }

            throw;
        }
    }

    private static string Boundary(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
        {
            throw new EditException(
                EditFailure.UnsupportedMediaType,
                $"Unsupported content type '{request.ContentType ?? "none"}'. Send the request as multipart/form-data.");
        }

        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary);
        return boundary.Length is > 0 and <= MaxBoundaryLength
            ? boundary.ToString()
            : throw new EditException(EditFailure.InvalidValue, "The Content-Type multipart/form-data names no usable boundary.");
    }

    private async Task ReadPartAsync(MultipartSection section, EditForm form, List<(int, FormFile)> images, CancellationToken cancellation)
    {
        if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition)
            || HeaderUtilities.RemoveQuotes(disposition.Name).ToString() is not { Length: > 0 } name)
        {
            throw new EditException(EditFailure.InvalidValue, "A part of the body has no Content-Disposition with a field name.");
        }

        if (EditFields.IsText(name))
        {
            var text = await ReadTextAsync(section, name, cancellation);
            if (text.Length > 0 && !form.Texts.TryAdd(name, text))
            {
                throw Duplicate(name);
            }
        }
        else if (EditFields.IsFile(name))
        {
            await ReadFileAsync(section, name, form, images, cancellation);
        }
        else
        {
            // The reader skips what is not read.
            form.Unknown.Add(name);
        }
    }

    private async Task ReadFileAsync(
        MultipartSection section, string name, EditForm form, List<(int Index, FormFile File)> images, CancellationToken cancellation)
    {
        var isImage = EditFields.IsImage(name, out var index);
        if (isImage && images.Count == limits.Value.MaxImages)
        {
            throw new EditException(EditFailure.InvalidValue, $"Too many images: at most {limits.Value.MaxImages} are read.", name);
        }

        if (isImage && options.Value.Strict && name == EditFields.Image && images.Exists(static entry => entry.File.Field == EditFields.Image))
        {
            throw Duplicate(name, " To send several images, name the field 'image[]'.");
        }

        if ((name == EditFields.Mask && form.Mask is not null) || (name == EditFields.Markup && form.Markup is not null))
        {
            throw Duplicate(name);
        }

        var buffer = new PartBuffer(memory);
        form.Keep(buffer);
        if (!await buffer.FillAsync(section.Body, limits.Value.MaxFileBytes, form.BodyLength, cancellation))
        {
            throw new EditException(
                EditFailure.TooLarge, $"The file in '{name}' is larger than {limits.Value.MaxFileBytes} bytes, the most that is read.", name);
        }

        if (buffer.Bytes.IsEmpty && !HasFileName(section))
        {
            return; // What a web form sends for a file that was not chosen.
        }

        var file = new FormFile(name, buffer.Bytes);
        switch (name)
        {
            case EditFields.Mask: form.Mask = file; break;
            case EditFields.Markup: form.Markup = file; break;
            default: images.Add((index ?? images.Count, file)); break;
        }
    }

    private static bool HasFileName(MultipartSection section) =>
        section.GetContentDispositionHeader() is { } header
        && (HeaderUtilities.RemoveQuotes(header.FileName).Length > 0 || header.FileNameStar.Length > 0);

    private async Task<string> ReadTextAsync(MultipartSection section, string name, CancellationToken cancellation)
    {
        using var buffer = new PartBuffer(memory);
        if (!await buffer.FillAsync(section.Body, options.Value.MaxFieldBytes, null, cancellation))
        {
            throw new EditException(EditFailure.InvalidValue, $"The field '{name}' is longer than {options.Value.MaxFieldBytes} bytes.", name);
        }

        try
        {
            return StrictUtf8.GetString(buffer.Bytes.Span).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException error)
        {
            throw new EditException(EditFailure.InvalidValue, $"The field '{name}' is not valid UTF-8.", name, error);
        }
    }

    private static EditException Duplicate(string name, string hint = "") =>
        new(EditFailure.DuplicateParameter, $"Duplicate parameter: '{name}'.{hint}", name);
}
