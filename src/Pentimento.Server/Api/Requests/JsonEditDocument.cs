using System.Text.Json;
using Pentimento.Server.Editing;

namespace Pentimento.Server.Api.Requests;

/// <summary>The JSON body of an edit request: its text fields go into the form, its images become references.</summary>
/// <param name="maxText">Bytes of a text field.</param>
internal sealed class JsonEditDocument(EditForm form, BodyMemory memory, int maxImages, int maxText)
{
    private readonly List<ImageReference> _images = [];
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    public IReadOnlyList<ImageReference> Images => _images;

    public ImageReference? Mask { get; private set; }

    public ImageReference? Markup { get; private set; }

    /// <param name="body">UTF-8. Images that it carries are decoded where they stand, so the text is used up afterwards.</param>
    /// <exception cref="EditException">It is no JSON object, or a field is not what it must be.</exception>
    public void Read(Memory<byte> body)
    {
        if (body.Span.StartsWith("\uFEFF"u8))
        {
            body = body[3..];
        }

        var json = new Utf8JsonReader(body.Span);
        try
        {
            if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
            {
                throw new EditException(EditFailure.InvalidValue, "The body must be a JSON object.");
            }

            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                var name = json.GetString()!;
                json.Read();
                ReadField(ref json, name, body);
            }

            if (json.Read())
            {
                throw new EditException(EditFailure.InvalidValue, "The body has more after its JSON object.");
            }
        }
        catch (JsonException error)
        {
            throw new EditException(EditFailure.InvalidValue, $"The body is not valid JSON (line {error.LineNumber + 1}, byte {error.BytePositionInLine}).", inner: error);
        }
        catch (InvalidOperationException error)
        {
            // What the reader says of text that is no Unicode.
            throw new EditException(EditFailure.InvalidValue, "The body has text that is not valid Unicode.", inner: error);
        }
    }

    private void ReadField(ref Utf8JsonReader json, string name, Memory<byte> body)
    {
        if (EditFields.IsImage(name, out _))
        {
            throw Refusal.Unknown(name, " In a JSON body the images are 'images': [{\"image_url\": \"data:image/png;base64,…\"}].");
        }

        var isKnown = name is EditFields.Images or EditFields.Mask or EditFields.Markup || EditFields.IsText(name);
        if (isKnown && !_seen.Add(name))
        {
            throw Refusal.Duplicate(name);
        }

        if (!isKnown)
        {
            form.Unknown.Add(name);
            json.Skip();
        }
        else if (json.TokenType == JsonTokenType.Null)
        {
            return;
        }
        else if (name == EditFields.Images)
        {
            ReadImages(ref json, body);
        }
        else if (name == EditFields.Mask)
        {
            Mask = ReadImage(ref json, name, body);
        }
        else if (name == EditFields.Markup)
        {
            Markup = ReadImage(ref json, name, body);
        }
        else if (ReadText(ref json, name) is { Length: > 0 } text)
        {
            form.Texts.Add(name, text);
        }
    }

    private void ReadImages(ref Utf8JsonReader json, Memory<byte> body)
    {
        if (json.TokenType != JsonTokenType.StartArray)
        {
            throw new EditException(EditFailure.InvalidValue, "'images' must be an array of objects with an 'image_url' or a 'file_id'.", EditFields.Images);
        }

        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (_images.Count == maxImages)
            {
                throw Refusal.TooManyImages(maxImages, EditFields.Images);
            }

            _images.Add(ReadImage(ref json, $"{EditFields.Images}[{_images.Count}]", body));
        }
    }

    private ImageReference ReadImage(ref Utf8JsonReader json, string field, Memory<byte> body)
    {
        if (json.TokenType != JsonTokenType.StartObject)
        {
            throw new EditException(EditFailure.InvalidValue, $"'{field}' must be an object with an 'image_url' or a 'file_id'.", field);
        }

        ImageReference? found = null;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.GetString()!;
            json.Read();
            if (name is not ("image_url" or "file_id"))
            {
                form.Unknown.Add($"{field}.{name}");
                json.Skip();
            }
            else if (json.TokenType != JsonTokenType.Null)
            {
                if (found is not null)
                {
                    throw NotOne(field);
                }

                if (json.TokenType != JsonTokenType.String)
                {
                    throw new EditException(EditFailure.InvalidValue, $"'{field}.{name}' must be a string.", $"{field}.{name}");
                }

                found = name == "file_id"
                    ? new ImageReference(field, FileId: json.GetString()!)
                    : ImageUrl.Read(ref json, field, body, size => form.Keep(new PartBuffer(memory), size));
            }
        }

        return found ?? throw NotOne(field);
    }

    private string ReadText(ref Utf8JsonReader json, string name)
    {
        if (json.ValueSpan.Length > maxText)
        {
            throw Refusal.TextTooLong(maxText, name);
        }

        return json.TokenType switch
        {
            JsonTokenType.String => json.GetString()!,
            JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False => System.Text.Encoding.UTF8.GetString(json.ValueSpan),
            _ => throw new EditException(EditFailure.InvalidValue, $"'{name}' must be a single value, not an object or an array.", name),
        };
    }

    private static EditException NotOne(string field) =>
        new(EditFailure.InvalidValue, $"'{field}' must have exactly one of 'image_url' and 'file_id'.", field);
}
