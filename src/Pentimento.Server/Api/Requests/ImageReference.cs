namespace Pentimento.Server.Api.Requests;

/// <summary>Where the image of a JSON body is; exactly one of the three is set.</summary>
/// <param name="Field">The field in the body: <c>images[0]</c>, <c>mask</c>.</param>
/// <param name="Bytes">The image itself, which came as a data URL.</param>
/// <param name="Url">An absolute http or https address.</param>
/// <param name="FileId">The id of a file uploaded before; may be anything.</param>
internal sealed record ImageReference(string Field, ReadOnlyMemory<byte>? Bytes = null, Uri? Url = null, string? FileId = null);
