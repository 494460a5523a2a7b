using System.Globalization;
using System.Text.Json;
using Pentimento.Server.Editing;
using Pentimento.Server.Telemetry;

namespace Pentimento.Server.Api.Responses;

/// <summary>The answer to an edit as one JSON document.</summary>
internal static class EditAnswer
{
    /// <param name="created">Unix seconds.</param>
    /// <param name="urls">An address for each image; null answers with the bytes.</param>
    public static ImageDocument Create(EditResult result, EditQuality quality, long created, IReadOnlyList<string>? urls) => new((document, json) =>
    {
        json.WriteNumber("created", created);
        json.WriteString("background", WireNames.Background(result.Images.Any(static image => image.HasTransparency)));
        json.WriteStartArray("data");
        for (var i = 0; i < result.Images.Count; i++)
        {
            json.WriteStartObject();
            if (urls is null)
            {
                document.WriteImage(json, result.Images[i].Bytes);
            }
            else
            {
                json.WriteString("url", urls[i]);
            }

            json.WriteString("revised_prompt", result.Images[i].RevisedPrompt);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("output_format", WireNames.Of(result.Images[0].Format));
        json.WriteString("quality", WireNames.Of(quality));
        json.WriteString("size", result.Images[0].Size.ToString());
        WriteUsage(json);
    });

    /// <summary>Tells how many pixels outside the region were changed, when there was a region.</summary>
    public static void AddCount(HttpResponse response, EditResult result)
    {
        if (result.Images.Sum(static image => image.ChangedOutside) is { } changed && result.Images.Any(static image => image.ChangedOutside is not null))
        {
            response.Headers["Pentimento-Changed-Outside"] = changed.ToString(CultureInfo.InvariantCulture);
        }
    }

    public static async Task SendAsync(ImageDocument answer, HttpResponse response, CancellationToken cancellation)
    {
        using var stage = Stages.Start("answer");
        response.ContentType = "application/json";
        response.ContentLength = answer.Length;
        await answer.WriteAsync(response.BodyWriter, cancellation);
        await response.BodyWriter.FlushAsync(cancellation);
    }

    /// <summary>Nothing is billed by tokens here; the keys stand because clients read them as integers.</summary>
    public static void WriteUsage(Utf8JsonWriter json)
    {
        json.WriteStartObject("usage");
        json.WriteNumber("input_tokens", 0);
        WriteTokenDetails(json, "input_tokens_details");
        json.WriteNumber("output_tokens", 0);
        WriteTokenDetails(json, "output_tokens_details");
        json.WriteNumber("total_tokens", 0);
        json.WriteEndObject();
    }

    private static void WriteTokenDetails(Utf8JsonWriter json, string name)
    {
        json.WriteStartObject(name);
        json.WriteNumber("image_tokens", 0);
        json.WriteNumber("text_tokens", 0);
        json.WriteEndObject();
    }
}
