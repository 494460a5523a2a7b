using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;

namespace Pentimento.Server.Api.Responses;

/// <summary>
/// A JSON document with images in it. It is written with empty strings where the images belong; the images themselves go from the
/// encoder's memory to the wire in pieces, so neither an image nor the document ever exists as text in memory.
/// </summary>
internal sealed class ImageDocument
{
    private readonly ArrayBufferWriter<byte> _text = new(1024);
    private readonly List<(int Position, ReadOnlyMemory<byte> Image)> _images = [];

    /// <param name="write">Writes the document.</param>
    public ImageDocument(Action<ImageDocument, Utf8JsonWriter> write)
    {
        using var json = new Utf8JsonWriter(_text, new JsonWriterOptions { Encoder = ApiJson.Encoder });
        json.WriteStartObject();
        write(this, json);
        json.WriteEndObject();
    }

    /// <summary>Bytes on the wire.</summary>
    public long Length => _text.WrittenCount + _images.Sum(static entry => Base64Stream.LengthOf(entry.Image.Length));

    /// <summary>Writes <c>b64_json</c>.</summary>
    /// <param name="image">Must stay valid until the document is sent.</param>
    public void WriteImage(Utf8JsonWriter json, ReadOnlyMemory<byte> image)
    {
        json.WriteString("b64_json", ReadOnlySpan<byte>.Empty);
        json.Flush();
        _images.Add((_text.WrittenCount - 1, image)); // before the closing quote
    }

    /// <summary>Sends the document; the last piece of it is left to the caller's flush.</summary>
    public async Task WriteAsync(PipeWriter output, CancellationToken cancellation)
    {
        var written = 0;
        foreach (var (position, image) in _images)
        {
            output.Write(_text.WrittenSpan[written..position]);
            written = position;
            await Base64Stream.WriteAsync(output, image, cancellation);
        }

        output.Write(_text.WrittenSpan[written..]);
    }
}
