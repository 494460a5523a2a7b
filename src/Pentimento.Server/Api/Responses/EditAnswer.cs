using System.Buffers;
using System.Text.Json;
using Pentimento.Server.Editing;

namespace Pentimento.Server.Api.Responses;

/// <summary>
/// The answer to an edit. The document is written with empty strings where the images belong; the images themselves go from the encoder's
/// memory to the wire in pieces, so neither an image nor the document ever exists as text in memory.
/// </summary>
internal sealed class EditAnswer
{
    private readonly ArrayBufferWriter<byte> _text = new(1024);
    private readonly List<(int Position, ReadOnlyMemory<byte> Image)> _images = [];

    private EditAnswer()
    {
    }

    /// <param name="created">Unix seconds.</param>
    /// <param name="urls">An address for each image; null answers with the bytes.</param>
    public static EditAnswer Create(EditResult result, EditQuality quality, long created, IReadOnlyList<string>? urls)
    {
        var answer = new EditAnswer();
        var first = result.Images[0];
        using var json = new Utf8JsonWriter(answer._text, new JsonWriterOptions { Encoder = ApiJson.Encoder });
        json.WriteStartObject();
        json.WriteNumber("created", created);
        json.WriteString("background", result.Images.Any(static image => image.HasTransparency) ? "transparent" : "opaque");
        json.WriteStartArray("data");
        for (var i = 0; i < result.Images.Count; i++)
        {
            var image = result.Images[i];
            json.WriteStartObject();
            if (urls is null)
            {
                answer.WriteImagePlace(json, image.Bytes);
            }
            else
            {
                json.WriteString("url", urls[i]);
            }

            json.WriteString("revised_prompt", image.RevisedPrompt);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("output_format", WireNames.Of(first.Format));
        json.WriteString("quality", WireNames.Of(quality));
        json.WriteString("size", first.Size.ToString());
        WriteUsage(json);
        json.WriteEndObject();
        return answer;
    }

    public async Task SendAsync(HttpResponse response, CancellationToken cancellation)
    {
        response.ContentType = "application/json";
        response.ContentLength = _text.WrittenCount + _images.Sum(static entry => Base64Stream.LengthOf(entry.Image.Length));
        var written = 0;
        foreach (var (position, image) in _images)
        {
            response.BodyWriter.Write(_text.WrittenSpan[written..position]);
            written = position;
            await Base64Stream.WriteAsync(response.BodyWriter, image, cancellation);
        }

        response.BodyWriter.Write(_text.WrittenSpan[written..]);
        await response.BodyWriter.FlushAsync(cancellation);
    }

    private void WriteImagePlace(Utf8JsonWriter json, ReadOnlyMemory<byte> image)
    {
        json.WriteString("b64_json", ReadOnlySpan<byte>.Empty);
        json.Flush();
        _images.Add((_text.WrittenCount - 1, image)); // before the closing quote
    }

    /// <summary>Nothing is billed by tokens here; the keys stand because clients read them as integers.</summary>
    private static void WriteUsage(Utf8JsonWriter json)
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
