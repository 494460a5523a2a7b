using System.Text;
using Pentimento.Engine.Images;
using Pentimento.Server.Tests.Api;
using Pentimento.Server.Tests.Clients;
using Pentimento.Server.Tests.Contract;

namespace Pentimento.Server.Tests.Fuzz;

/// <summary>Good requests, images and prompts, and words that mean something in them.</summary>
internal static class FuzzSamples
{
    private static readonly string[] FieldNames = [.. Server.Api.Requests.EditFields.All, "image[]", "image[0]", "seed"];

    public static IReadOnlyList<byte[]> Images { get; } =
    [
        Pictures.Make(16, 12), Pictures.Make(16, 12, ImageFormat.Jpeg), Pictures.Make(16, 12, ImageFormat.Webp), Pictures.LeftHalf(16, 12),
        .. new[] { "still.gif", "photo.avif", "palette.png", "half-transparent.webp" }.Select(static name => File.ReadAllBytes(RealServer.Asset(name))),
    ];

    public static IReadOnlyList<byte[]> Multipart { get; } =
    [
        Form(("image", Images[0]), ("prompt", "make it brighter"u8.ToArray())),
        Form(("prompt", "mach es wärmer 🌞"u8.ToArray()), ("image[]", Images[1]), ("image[]", Images[2]), ("n", "2"u8.ToArray()), ("size", "20x30"u8.ToArray())),
        Form(("image[1]", Images[0]), ("image[0]", Images[3]), ("mask", Images[3]), ("prompt", "blur it"u8.ToArray()), ("stream", "true"u8.ToArray()), ("partial_images", "2"u8.ToArray())),
        Form(("markup", Images[3]), ("image", Images[0]), ("prompt", "{\"steps\":[]}"u8.ToArray()), ("svg[model]", "x"u8.ToArray()), ("output_format", "webp"u8.ToArray())),
    ];

    public static IReadOnlyList<byte[]> Json { get; } =
    [
        .. new[]
        {
            $$"""{"images":[{"image_url":"{{Calls.DataUrl(Images[0])}}"}],"prompt":"make it brighter"}""",
            $$"""{"images":[{"image_url":"{{Calls.DataUrl(Images[1]).Replace("/", "\\/", StringComparison.Ordinal)}}"},{"file_id":"file-0123456789abcdef0123456789abcdef"}],"mask":{"image_url":"{{Calls.DataUrl(Images[3])}}"},"prompt":"mach es w\u00e4rmer \ud83c\udf1e","n":2,"stream":true,"size":null}""",
            """{"images":[{"image_url":"https://example.org/a.png","detail":"high"}],"prompt":"x","seed":{"a":[1,2.5e9,true,null]},"output_compression":50}""",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    /// <summary>Values of fields in JSON, right for some and wrong for others.</summary>
    private static IReadOnlyList<string> Values { get; } =
    [
        "null", "true", "false", "0", "1", "2", "10", "-1", "1.5", "1e400", "[]", "{}", "\"\"", "\"auto\"", "\"png\"", "\"webp\"", "\"low\"", "\"high\"", "\"opaque\"", "\"b64_json\"", "\"20x30\"",
        "\"make it brighter\"", "\"\\ud83c\\udf1e\"", "\"\\ud800\"", "\"\\u0000\"", "{\"file_id\":\"file-1\"}", $"{{\"image_url\":\"{Calls.DataUrl(Images[0])}\"}}",
        $"{{\"image_url\":\"{Calls.DataUrl(Images[2]).Replace("/", "\\u002f", StringComparison.Ordinal)}\",\"x\":[{{}}]}}", "{\"image_url\":\"https://example.org/a\"}",
    ];

    /// <summary>A well-formed JSON body with fields and values as they fall.</summary>
    public static byte[] JsonBody(Mutator mutator)
    {
        var body = new StringBuilder($"{{\"images\":[{string.Join(',', Enumerable.Range(0, mutator.Below(3) + 1).Select(_ => mutator.Pick(Values.TakeLast(mutator.OneIn(3) ? 9 : 3).ToArray())))}]");
        body.Append(mutator.OneIn(10) ? "" : ",\"prompt\":\"make it brighter\"");
        for (var i = mutator.Below(4); i > 0; i--)
        {
            body.Append(System.Globalization.CultureInfo.InvariantCulture, $",\"{mutator.Pick(FieldNames)}\":{mutator.Pick(Values)}");
        }

        return Encoding.UTF8.GetBytes(body.Append('}').ToString());
    }

    public static IReadOnlyList<byte[]> Prompts { get; } =
    [
        .. new[]
        {
            "make it black and white and crop it to 16:9, then add a thin white border", "remove the background; make the sky bluer by 20%", "rotate 90° clockwise",
            "add the text \"Hello, world\" at the bottom in red", "mach das Bild heller und wärmer", "please dont change the face but blur everything else!!",
            """{"steps":[{"operation":"brightness","amount":20},{"operation":"crop","value":"1:1","target":"image"}],"unsupported":[]}""",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    public static IReadOnlyList<byte[]> BodyWords { get; } =
    [
        .. FieldNames.Select(Encoding.UTF8.GetBytes),
        .. new[]
        {
            $"\r\n--{RawRequest.Boundary}\r\n", $"\r\n--{RawRequest.Boundary}--\r\n", "--", "\r\n\r\n", "\r\n", "Content-Disposition: form-data; name=", "\"", ";", "filename*=utf-8''%FF", "=",
            "{", "}", "[", "]", ",", ":", "null", "true", "-1", "1e400", "99999999999999999999", "\"image_url\":", "\"file_id\":", "data:image/png;base64,", "https://", "\\u0000", "\\ud800", "\\/",
            "auto", "0x0", "16384x16384", "url", "jpeg", "\u0000", "\uFEFF", "🖼",
        }.Select(Encoding.UTF8.GetBytes),
        [0xC3], [0xFF, 0xFE], [0xED, 0xA0, 0x80],
    ];

    public static IReadOnlyList<byte[]> RequestWords { get; } =
    [
        .. BodyWords,
        .. new[]
        {
            "Transfer-Encoding: chunked\r\n", "Content-Length: 5\r\n", "Content-Length: 99999999999\r\n", "Expect: 100-continue\r\n", "Content-Type: \r\n", "Authorization: Bearer x\r\n",
            "api-key: x\r\n", "HTTP/1.0", "HTTP/2.0", "/v1/files", "/openai/deployments/x", "?api-version=1", "%00", "..%2f", "Host: \r\n", "Upgrade: h2c\r\n", "Content-Encoding: gzip\r\n",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    public static IReadOnlyList<byte[]> ImageWords { get; } =
    [
        [0, 0, 0, 0], [0xFF, 0xFF, 0xFF, 0xFF], [0x7F, 0xFF, 0xFF, 0xFF], [0, 0, 0, 1], [0xFF, 0xD8, 0xFF], [0xFF, 0xC0], [0xFF, 0xDA], [0xFF, 0xE1],
        .. new[] { "IHDR", "IDAT", "IEND", "PLTE", "tRNS", "iCCP", "eXIf", "acTL", "fdAT", "VP8X", "VP8L", "ALPH", "EXIF", "ICCP", "ANIM", "ftypavif", "iloc", "GIF89a", "Exif\0\0" }.Select(Encoding.ASCII.GetBytes),
    ];

    public static IReadOnlyList<byte[]> PromptWords { get; } =
    [
        .. new[]
        {
            " and ", " then ", ", ", ". ", " but not ", " without ", " by 20% ", " 99999999999999999999 ", " -1 ", " the background ", " the sky ", " the text ", "\"", "“", "(", ")", "{", "}", "[", "]", ":", "1:0",
            "0:0", "0x0", " crop ", " rotate ", " remove ", " border ", " #ff0000 ", " #zz ", " a bit ", " twice ", " 1e308 ", "\u0000", "\u202E", "🖼", "ß", "\ud7ff", "\n", "\t", "amount", "operation", "steps", "value",
        }.Select(Encoding.UTF8.GetBytes),
        .. Engine.Operations.OperationCatalog.All.Select(static operation => Encoding.UTF8.GetBytes(operation.Name)),
    ];

    private static byte[] Form(params IEnumerable<(string Name, byte[] Content)> parts)
    {
        var body = new MemoryStream();
        foreach (var (name, content) in parts)
        {
            body.Write(Encoding.UTF8.GetBytes($"--{RawRequest.Boundary}\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"a.png\"\r\nContent-Type: image/png\r\n\r\n"));
            body.Write(content);
            body.Write("\r\n"u8);
        }

        body.Write(Encoding.UTF8.GetBytes($"--{RawRequest.Boundary}--\r\n"));
        return body.ToArray();
    }

    public static byte[] Request(string contentType, byte[] body) =>
    [
        .. Encoding.UTF8.GetBytes(
            $"POST /v1/images/edits HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {RealServer.Key}\r\nContent-Type: {contentType}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n"),
        .. body,
    ];
}
