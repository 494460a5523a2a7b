using Microsoft.AspNetCore.Http.HttpResults;
using Pentimento.Server.Api.Requests;
using Pentimento.Server.Api.Responses;
using Pentimento.Server.Editing;
using Pentimento.Server.Files;

namespace Pentimento.Server.Api;

/// <summary><c>/v1/files</c>: images uploaded once, to be named by <c>file_id</c> in edits. Every key sees its own files alone.</summary>
internal static class FileEndpoints
{
    private const int LongestPage = 10_000;

    public static async Task<FileObject> CreateAsync(HttpContext context, FileUploadReader reader, FileStore files)
    {
        using var upload = await reader.ReadAsync(context.Request, context.RequestAborted);
        return FileObject.Of(files.Save(Caller.Of(context).Owner, upload.Name, upload.Purpose, upload.Bytes, upload.Lifetime));
    }

    /// <param name="after">The id that the page begins behind.</param>
    /// <param name="order">By the time of upload: <c>desc</c> (default) or <c>asc</c>.</param>
    public static FileList List(HttpContext context, FileStore files, string? purpose, string? after, string? order, int limit = LongestPage)
    {
        if (limit is < 1 or > LongestPage)
        {
            throw Refusal.Invalid("limit", $"{limit}", $"It must be an integer from 1 to {LongestPage}.");
        }

        var all = files.List(Caller.Of(context).Owner).Where(file => purpose is null || file.Purpose == purpose);
        var ordered = order switch
        {
            null or "desc" => all,
            "asc" => all.Reverse(),
            _ => throw Refusal.Invalid("order", order, "Supported values are: asc, desc."),
        };
        var rest = after is null ? ordered : ordered.SkipWhile(file => file.Id != after).Skip(1);
        FileObject[] page = [.. rest.Take(limit + 1).Select(FileObject.Of)];
        return new(page.Length > limit ? page[..limit] : page, page.Length > limit);
    }

    public static FileObject Find(string id, HttpContext context, FileStore files) =>
        FileObject.Of(files.Find(Caller.Of(context).Owner, id) ?? throw NotFound(id));

    public static FileStreamHttpResult Content(string id, HttpContext context, FileStore files)
    {
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Stream(files.Open(Caller.Of(context).Owner, id) ?? throw NotFound(id), "application/octet-stream", fileDownloadName: id);
    }

    public static FileDeleted Delete(string id, HttpContext context, FileStore files) =>
        files.Delete(Caller.Of(context).Owner, id) ? new(id) : throw NotFound(id);

    private static EditException NotFound(string id) =>
        new(EditFailure.NotFound, $"No such File object: {(id.Length > 60 ? id[..60] + "…" : id)}", "id");
}
