using Microsoft.Extensions.Options;
using Pentimento.Server.Api.Requests;
using Pentimento.Server.Api.Responses;
using Pentimento.Server.Editing;
using Pentimento.Server.Jobs;
using Pentimento.Server.Models;
using Pentimento.Server.Results;
using Pentimento.Server.Telemetry;

namespace Pentimento.Server.Api;

/// <summary><c>POST /v1/images/edits</c>, from the first byte of the request to the last of the answer.</summary>
internal sealed class ImageEditEndpoint(
    EditRequestReader reader,
    EditRequestBuilder builder,
    ModelRegistry models,
    SharedEdits edits,
    AcceptedEditEndpoints accepted,
    IResultStore results,
    ResultLinks links,
    IOptions<ApiOptions> options,
    TimeProvider time)
{
    private const int MaxNamesInWarning = 10;

    /// <param name="deployment">The model that the address names; null leaves it to the body.</param>
    public async Task HandleAsync(HttpContext context, string? deployment)
    {
        var cancellation = context.RequestAborted;

        // 1. Read the body. The form owns the memory of the files, until the edit takes it over.
        var form = await ReadAsync(context.Request, cancellation);
        EditCall call;
        JobOrder order;
        try
        {
            if (deployment is not null)
            {
                form.Texts[EditFields.Model] = deployment;
            }

            // 2. Check every field against the contract, and what the key may ask for.
            call = builder.Build(form, name => models.Find(name).Model);
            order = Orders.Create(context, models, call.Request, form);
        }
        catch
        {
            form.Dispose();
            throw;
        }

        AddWarning(context.Response, call);
        if (call.AsStream)
        {
            // 3. Edit and answer as it goes.
            var stream = new EditStream(context, call.Request.Quality, TimeSpan.FromSeconds(options.Value.KeepAliveSeconds), time);
            await stream.SendAsync((show, stop) => edits.EditAsync(order, show, stop), cancellation);
            return;
        }

        if (AcceptedEditEndpoints.IsPreferred(context.Request))
        {
            // 3. Accept now, edit later.
            await accepted.AcceptAsync(context, order, new(call.AsUrl, call.Request.Quality));
            return;
        }

        // 3. Edit, when it is this request's turn; or take part in an edit that is the same.
        using var result = await edits.EditAsync(order, show: null, cancellation);

        // 4. Keep the images, if the answer is to carry addresses.
        var urls = call.AsUrl ? await StoreAsync(context.Request, result, cancellation) : null;

        // 5. Answer.
        EditAnswer.AddCount(context.Response, result);
        var answer = EditAnswer.Create(result, call.Request.Quality, time.GetUtcNow().ToUnixTimeSeconds(), urls);
        await EditAnswer.SendAsync(answer, context.Response, cancellation);
    }

    private async Task<EditForm> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        using var stage = Stages.Start("parse");
        return await reader.ReadAsync(request, cancellation);
    }

    private async Task<IReadOnlyList<string>> StoreAsync(HttpRequest request, EditResult result, CancellationToken cancellation)
    {
        using var stage = Stages.Start("store");
        var origin = $"{request.Scheme}://{request.Host}{request.PathBase}";
        var urls = new List<string>(result.Images.Count);
        foreach (var image in result.Images)
        {
            urls.Add(links.Create(await results.SaveAsync(image.Bytes, image.Format, cancellation), origin));
        }

        return urls;
    }

    private static void AddWarning(HttpResponse response, EditCall call)
    {
        if (call.Ignored.Count > 0)
        {
            var names = call.Ignored.Distinct(StringComparer.Ordinal).Take(MaxNamesInWarning).Select(Uri.EscapeDataString);
            response.Headers.Warning = $"299 - \"Unknown parameters were ignored: {string.Join(", ", names)}\"";
        }
    }
}
