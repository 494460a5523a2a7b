using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Pentimento.Server.Editing;

namespace Pentimento.Server.Api.Requests;

/// <summary>
/// Reads <c>multipart/form-data</c> part by part as it arrives. File names and content types of parts decide nothing: what a part is
/// follows from its field's name.
/// </summary>
internal sealed class MultipartBody(IOptions<ApiOptions> options, BodyMemory memory)
{
    private const int MaxBoundaryLength = 200;
    private const int ReadSize = 64 * 1024;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Whether a request says that its body is of this type.</summary>
    public static bool Is(HttpRequest request) => MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && IsForm(type);

    /// <summary>Reads the whole body.</summary>
    /// <param name="part">Reads one part, by the name of its field; what it leaves unread is skipped.</param>
    /// <exception cref="EditException">The body is of another type, malformed, or over a limit.</exception>
    public async Task ReadAsync(HttpRequest request, Func<MultipartSection, string, Task> part, CancellationToken cancellation)
    {
        var reader = new MultipartReader(Boundary(request), new LimitedBody(request, options.Value.MaxBodyBytes), ReadSize) { BodyLengthLimit = null };
        try
        {
            var parts = 0;
            while (await reader.ReadNextSectionAsync(cancellation) is { } section)
            {
                if (++parts > options.Value.MaxParts)
                {
                    throw new EditException(EditFailure.InvalidValue, $"The body has more than {options.Value.MaxParts} parts (Api:MaxParts).");
                }

                await part(section, NameOf(section));
            }
        }
        catch (Exception error) when (error is InvalidDataException or (IOException and not BadHttpRequestException))
        {
            throw new EditException(
                EditFailure.InvalidValue,
                "The body is not well-formed multipart/form-data: it ends before its final boundary, or a part's headers cannot be read.",
                inner: error);
        }
    }

    /// <summary>A part as text.</summary>
    public async Task<string> ReadTextAsync(MultipartSection section, string name, CancellationToken cancellation)
    {
        using var buffer = new PartBuffer(memory);
        if (!await buffer.FillAsync(section.Body, options.Value.MaxFieldBytes, null, cancellation))
        {
            throw Refusal.TextTooLong(options.Value.MaxFieldBytes, name);
        }

        try
        {
            return StrictUtf8.GetString(buffer.Bytes.Span).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException error)
        {
            throw Refusal.NotUnicode(name, error);
        }
    }

    /// <summary>The name that a file came with; null when it has none, as what a web form sends for a file that was not chosen.</summary>
    public static string? FileNameOf(MultipartSection section)
    {
        if (section.GetContentDispositionHeader() is not { } header)
        {
            return null;
        }

        var name = header.FileNameStar.Length > 0 ? header.FileNameStar : HeaderUtilities.RemoveQuotes(header.FileName);
        return name.Length > 0 ? name.ToString() : null;
    }

    private static bool IsForm(MediaTypeHeaderValue type) => type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase);

    private static string Boundary(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !IsForm(type))
        {
            throw new EditException(
                EditFailure.UnsupportedMediaType, $"Unsupported content type '{request.ContentType ?? "none"}'. Send the request as multipart/form-data.");
        }

        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary);
        return boundary.Length is > 0 and <= MaxBoundaryLength
            ? boundary.ToString()
            : throw new EditException(EditFailure.InvalidValue, "The Content-Type multipart/form-data names no usable boundary.");
    }

    private static string NameOf(MultipartSection section) =>
        ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition)
        && HeaderUtilities.RemoveQuotes(disposition.Name).ToString() is { Length: > 0 } name
            ? name
            : throw new EditException(EditFailure.InvalidValue, "A part of the body has no Content-Disposition with a field name.");
}
