using Pentimento.Server.Editing;

namespace Pentimento.Server.Api.Requests;

/// <summary>Reads the body of an edit request, in whichever of its forms it comes.</summary>
internal sealed class EditRequestReader(MultipartRequestReader multipart, JsonRequestReader json)
{
    /// <summary>Reads the whole body. The caller disposes the form.</summary>
    /// <exception cref="EditException">The body is of another type, malformed, or over a limit.</exception>
    public Task<EditForm> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (MultipartBody.Is(request))
        {
            return multipart.ReadAsync(request, cancellation);
        }

        return JsonRequestReader.Is(request)
            ? json.ReadAsync(request, cancellation)
            : throw new EditException(
                EditFailure.UnsupportedMediaType,
                $"Unsupported content type '{request.ContentType ?? "none"}'. Send the request as multipart/form-data or application/json.");
    }
}
