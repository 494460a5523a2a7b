using System.Text.Json.Serialization;
using Pentimento.Server.Files;

namespace Pentimento.Server.Api.Responses;

/// <summary>An uploaded file as clients read it. Times are unix seconds.</summary>
internal sealed record FileObject(string Id, long Bytes, long CreatedAt, long ExpiresAt, string Filename, string Purpose)
{
    [JsonPropertyOrder(-1)]
    public string Object { get; } = "file";

    // Deprecated at OpenAI, and still required by their clients.
    public string Status { get; } = "processed";

    public static FileObject Of(StoredFile file) =>
        new(file.Id, file.Bytes, file.Created.ToUnixTimeSeconds(), file.Expires.ToUnixTimeSeconds(), file.Name, file.Purpose);
}

internal sealed record FileList(IReadOnlyList<FileObject> Data, bool HasMore)
{
    [JsonPropertyOrder(-1)]
    public string Object { get; } = "list";

    public string? FirstId => Data.Count > 0 ? Data[0].Id : null;

    public string? LastId => Data.Count > 0 ? Data[^1].Id : null;
}

internal sealed record FileDeleted(string Id)
{
    public string Object { get; } = "file";

    public bool Deleted { get; } = true;
}
