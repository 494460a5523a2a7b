using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Pentimento.Server.Api.Responses;
using Pentimento.Server.Editing;
using Pentimento.Server.Jobs;
using Pentimento.Server.Jobs.Accepted;
using Pentimento.Server.Results;

namespace Pentimento.Server.Api;

/// <summary>The asynchronous form of an edit: accepted with 202, asked for by its id until it is there, cancelled by DELETE.</summary>
internal sealed class AcceptedEditEndpoints(AcceptedEdits edits, IResultStore results, ResultLinks links)
{
    private const string RetryAfterSeconds = "1";

    /// <summary>Whether the client prefers not to wait (RFC 7240).</summary>
    public static bool IsPreferred(HttpRequest request) => request.Headers["Prefer"]
        .SelectMany(static line => (line ?? "").Split(','))
        .Any(static preference => preference.Split(';')[0].Trim().Equals("respond-async", StringComparison.OrdinalIgnoreCase));

    /// <summary>Accepts an edit and answers 202 with its address.</summary>
    public async Task AcceptAsync(HttpContext context, JobOrder order, AnswerForm form)
    {
        var edit = await edits.AcceptAsync(order, form, context.RequestAborted);
        context.Response.Headers["Preference-Applied"] = "respond-async";
        await WriteStatusAsync(context, edit);
    }

    /// <summary>202 while the edit is pending; then what the request would have been answered without waiting.</summary>
    public async Task GetAsync(HttpContext context, string id)
    {
        var edit = edits.Find(id, Caller.Of(context).Owner);
        if (edit.Outcome is not { } outcome)
        {
            await WriteStatusAsync(context, edit);
            return;
        }

        if (outcome.Failure is { } failure)
        {
            context.Response.Headers["x-should-retry"] = "false"; // It would hear the same again.
            throw failure.ToException();
        }

        using var result = await ReadAsync(outcome, context.RequestAborted);
        var origin = $"{context.Request.Scheme}://{context.Request.Host}{context.Request.PathBase}";
        var urls = edit.Form.AsUrl ? outcome.Images.Select(image => links.Create(new(image.Name, image.Expires), origin)).ToArray() : null;
        EditAnswer.AddCount(context.Response, result);
        var answer = EditAnswer.Create(result, edit.Form.Quality, edit.Created.ToUnixTimeSeconds(), urls);
        await EditAnswer.SendAsync(answer, context.Response, context.RequestAborted);
    }

    public async Task<NoContent> DeleteAsync(HttpContext context, string id)
    {
        await edits.CancelAsync(id, Caller.Of(context).Owner);
        return TypedResults.NoContent();
    }

    private static async Task WriteStatusAsync(HttpContext context, AcceptedEdit edit)
    {
        var response = context.Response;
        response.StatusCode = StatusCodes.Status202Accepted;
        response.Headers.Location = $"{context.Request.PathBase}{ApiRoutes.Edits}/{edit.Id}";
        response.Headers.RetryAfter = RetryAfterSeconds;
        var status = edit.State switch { AcceptedState.Waiting => "queued", AcceptedState.Running => "in_progress", _ => "completed" };
        await response.WriteAsJsonAsync(
            new PendingEdit(edit.Id, "image.edit", status, edit.Created.ToUnixTimeSeconds()), ApiJson.Wire.PendingEdit, "application/json", context.RequestAborted);
    }

    private async Task<EditResult> ReadAsync(AcceptedOutcome outcome, CancellationToken cancellation)
    {
        var images = new List<EditedImage>();
        foreach (var kept in outcome.Images)
        {
            await using var file = await results.OpenAsync(kept.Name, cancellation)
                ?? throw new EditException(EditFailure.Gone, "The images of this edit are no longer there.", "id");
            var bytes = new byte[file.Length];
            await file.Content.ReadExactlyAsync(bytes, cancellation);
            images.Add(new(bytes)
            {
                Format = kept.Format,
                Size = kept.Size,
                HasTransparency = kept.HasTransparency,
                RevisedPrompt = kept.RevisedPrompt,
                ChangedOutside = kept.ChangedOutside,
            });
        }

        return new(images);
    }
}

/// <summary>An accepted edit without an outcome.</summary>
internal sealed record PendingEdit(string Id, string Object, string Status, long CreatedAt);
