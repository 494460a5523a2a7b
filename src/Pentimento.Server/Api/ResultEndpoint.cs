using Microsoft.AspNetCore.Http.HttpResults;
using Pentimento.Server.Api.Responses;
using Pentimento.Server.Editing;
using Pentimento.Server.Results;

namespace Pentimento.Server.Api;

/// <summary>Answers the addresses of <c>response_format=url</c>; the signature in the address is the only key they need.</summary>
internal static class ResultEndpoint
{
    public static async Task<FileStreamHttpResult> GetAsync(
        string name, string? expires, string? signature, IResultStore results, ResultLinks links, TimeProvider time, HttpContext context)
    {
        if (!links.IsValid(name, expires, signature) || await results.OpenAsync(name, context.RequestAborted) is not { } found)
        {
            throw new EditException(EditFailure.NotFound, "This address is not valid, or it has expired.");
        }

        context.Response.RegisterForDisposeAsync(found);
        // No cache may outlive the address.
        var left = Math.Max(0, (long)(found.Expires - time.GetUtcNow()).TotalSeconds);
        context.Response.Headers.CacheControl = $"private, max-age={left}, immutable";
        return TypedResults.Stream(found.Content, $"image/{WireNames.Of(found.Format)}", enableRangeProcessing: true);
    }
}
