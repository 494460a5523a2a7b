using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Pentimento.Server.Api.Errors;
using Pentimento.Server.Editing;

namespace Pentimento.Server.Api.Responses;

/// <summary>Runs an edit that shows what it has on the way, and gives the result.</summary>
/// <param name="show">Takes intermediate states, and disposes them.</param>
internal delegate Task<EditResult> ShowingEdit(Func<EditEvent.PartialImage, ValueTask> show, CancellationToken cancellation);

/// <summary>
/// The answer to an edit as server-sent events. It begins with the first event or the first sign of life, so that what fails before is
/// answered with its own status; from then on a failure is an event. It ends after the last result or the failure, never without one.
/// </summary>
internal sealed class EditStream(HttpContext context, EditQuality quality, TimeSpan keepAlive, TimeProvider time)
{
    // An edit shows three states at most and has one end: who writes never waits for a slow reader.
    private const int Capacity = 4;

    private readonly HttpResponse _response = context.Response;
    private int _partials;

    /// <summary>Runs the edit and sends what it makes; disposes all of it.</summary>
    public async Task SendAsync(ShowingEdit edit, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var events = Channel.CreateBounded<EditEvent>(new BoundedChannelOptions(Capacity) { SingleReader = true, SingleWriter = true });
        var producing = ProduceAsync(edit, events.Writer, stop.Token);
        try
        {
            while (await NextAsync(events.Reader, cancellation))
            {
                while (events.Reader.TryRead(out var happening))
                {
                    await WriteAsync(happening, cancellation);
                }
            }
        }
        finally
        {
            await stop.CancelAsync();
            await producing;
            while (events.Reader.TryRead(out var left))
            {
                Dispose(left);
            }
        }
    }

    /// <summary>Never throws: whatever goes wrong is what the reader finds at the end of the channel.</summary>
    private static async Task ProduceAsync(ShowingEdit edit, ChannelWriter<EditEvent> events, CancellationToken cancellation)
    {
        Exception? failure = null;
        try
        {
            await WriteOrDisposeAsync(new EditEvent.Finished(await edit(partial => WriteOrDisposeAsync(partial), cancellation)));
        }
        catch (Exception error)
        {
            failure = error;
        }

        events.Complete(failure);

        async ValueTask WriteOrDisposeAsync(EditEvent happening)
        {
            try
            {
                await events.WriteAsync(happening, cancellation);
            }
            catch
            {
                Dispose(happening);
                throw;
            }
        }
    }

    /// <summary>Waits for an event, with a sign of life from time to time.</summary>
    private async Task<bool> NextAsync(ChannelReader<EditEvent> events, CancellationToken cancellation)
    {
        var next = events.WaitToReadAsync(cancellation).AsTask();
        while (await Task.WhenAny(next, Task.Delay(keepAlive, time, cancellation)) != next)
        {
            cancellation.ThrowIfCancellationRequested();
            await StartAsync(cancellation);
            await _response.WriteAsync(": keep-alive\n\n", cancellation);
            await _response.Body.FlushAsync(cancellation);
        }

        return await next;
    }

    private async Task WriteAsync(EditEvent happening, CancellationToken cancellation)
    {
        try
        {
            switch (happening)
            {
                case EditEvent.PartialImage { Image: var image }:
                    await WriteFrameAsync("image_edit.partial_image", image, WritePartialKeys, cancellation);
                    break;
                case EditEvent.Finished { Result: var result }:
                    foreach (var image in result.Images)
                    {
                        await WriteFrameAsync("image_edit.completed", image, json => WriteCompletedKeys(json, image), cancellation);
                    }

                    break;
            }
        }
        finally
        {
            Dispose(happening);
        }
    }

    private void WritePartialKeys(Utf8JsonWriter json) => json.WriteNumber("partial_image_index", _partials++);

    // The last two are ours: what the JSON answer tells in `revised_prompt` and in a header.
    private static void WriteCompletedKeys(Utf8JsonWriter json, EditedImage image)
    {
        EditAnswer.WriteUsage(json);
        json.WriteString("revised_prompt", image.RevisedPrompt);
        if (image.ChangedOutside is { } changed)
        {
            json.WriteNumber("changed_outside", changed);
        }
    }

    private async Task WriteFrameAsync(string type, EditedImage image, Action<Utf8JsonWriter> more, CancellationToken cancellation)
    {
        var document = new ImageDocument((document, json) =>
        {
            json.WriteString("type", type);
            document.WriteImage(json, image.Bytes);
            json.WriteNumber("created_at", time.GetUtcNow().ToUnixTimeSeconds());
            json.WriteString("size", image.Size.ToString());
            json.WriteString("quality", WireNames.Of(quality));
            json.WriteString("background", WireNames.Background(image.HasTransparency));
            json.WriteString("output_format", WireNames.Of(image.Format));
            more(json);
        });
        await StartAsync(cancellation);
        var output = _response.BodyWriter;
        output.Write(Encoding.ASCII.GetBytes($"event: {type}\ndata: "));
        await document.WriteAsync(output, cancellation);
        await output.WriteAsync("\n\n"u8.ToArray(), cancellation); // and flushes
    }

    private async Task StartAsync(CancellationToken cancellation)
    {
        if (_response.HasStarted)
        {
            return;
        }

        _response.ContentType = "text/event-stream";
        _response.Headers.CacheControl = "no-store";
        _response.Headers["X-Accel-Buffering"] = "no"; // nginx would hold events back
        context.Features.Set(new ErrorFrame(WriteErrorAsync));
        await _response.StartAsync(cancellation);
    }

    private async Task WriteErrorAsync(ErrorBody error, CancellationToken cancellation)
    {
        var data = JsonSerializer.Serialize(new StreamedError("error", error), ApiJson.Wire.StreamedError);
        await _response.WriteAsync($"event: error\ndata: {data}\n\n", cancellation);
        await _response.Body.FlushAsync(cancellation);
    }

    private static void Dispose(EditEvent happening)
    {
        (happening as EditEvent.PartialImage)?.Image.Dispose();
        (happening as EditEvent.Finished)?.Result.Dispose();
    }
}
