using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Pentimento.Server.Editing;

namespace Pentimento.Server.Api.Requests;

/// <summary>An <c>image_url</c> of a JSON body: a data URL (RFC 2397) in base64, or an http or https address.</summary>
internal static class ImageUrl
{
    private const int LongestAddress = 8192;
    private const int LongestHead = 256;

    /// <param name="json">Stands on the string.</param>
    /// <param name="body">The text that <paramref name="json"/> reads; a data URL is decoded where it stands.</param>
    /// <param name="rent">Gives memory of a size for as long as the request lives.</param>
    public static ImageReference Read(ref Utf8JsonReader json, string field, Memory<byte> body, Func<int, Memory<byte>> rent)
    {
        var name = $"{field}.image_url";
        var text = body.Slice((int)json.TokenStartIndex + 1, json.ValueSpan.Length);
        if (json.ValueIsEscaped)
        {
            // Some writers escape '/' and '+', which base64 is full of.
            text = rent(text.Length);
            text = text[..json.CopyString(text.Span)];
        }

        return Ascii.EqualsIgnoreCase(text.Span[..Math.Min(5, text.Length)], "data:"u8)
            ? new(field, Bytes: Decode(text, name))
            : new(field, Url: Address(text.Span, name));
    }

    private static Memory<byte> Decode(Memory<byte> url, string name)
    {
        var comma = url.Span[..Math.Min(LongestHead, url.Length)].IndexOf((byte)',');
        if (comma < 0 || !Ascii.EqualsIgnoreCase(url.Span[Math.Max(0, comma - 7)..comma], ";base64"u8))
        {
            throw new EditException(EditFailure.InvalidValue, $"'{name}' must be a data URL in base64: data:image/png;base64,…", name);
        }

        var data = url[(comma + 1)..];
        return Base64.DecodeFromUtf8InPlace(data.Span, out var length) == OperationStatus.Done
            ? data[..length]
            : throw new EditException(EditFailure.InvalidValue, $"The data URL in '{name}' is not padded standard base64.", name);
    }

    private static Uri Address(ReadOnlySpan<byte> text, string name)
    {
        var url = text.Length <= LongestAddress ? Encoding.UTF8.GetString(text) : "";
        return Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.UserInfo.Length == 0
            ? address
            : throw new EditException(EditFailure.InvalidValue, $"'{name}' must be a data URL (data:image/png;base64,…) or an http or https address without a user name.", name);
    }
}
