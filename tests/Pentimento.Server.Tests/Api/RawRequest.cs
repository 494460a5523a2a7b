using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Pentimento.Server.Tests.Api;

/// <summary>A request written byte by byte, for what no client library would send.</summary>
internal sealed class RawRequest
{
    public const string Boundary = "X-BOUNDARY";

    private readonly List<byte[]> _body = [];

    public string ContentType { get; init; } = $"multipart/form-data; boundary={Boundary}";

    /// <summary>More header lines, each with its line end.</summary>
    public string Headers { get; init; } = "";

    public bool Chunked { get; init; }

    /// <summary>Waits for <c>100 Continue</c> before it sends the body.</summary>
    public bool ExpectContinue { get; init; }

    public bool EndBoundary { get; init; } = true;

    /// <summary>Adds a part with exactly these header lines.</summary>
    public RawRequest Part(string headers, byte[] content)
    {
        _body.Add(Encoding.UTF8.GetBytes($"--{Boundary}\r\n{headers}\r\n\r\n"));
        _body.Add(content);
        _body.Add("\r\n"u8.ToArray());
        return this;
    }

    public RawRequest Text(string name, string value) => Part($"Content-Disposition: form-data; name=\"{name}\"", Encoding.UTF8.GetBytes(value));

    public async Task<RawAnswer> SendAsync(TestServer server)
    {
        var cancellation = TestContext.Current.CancellationToken;
        byte[] body = [.. _body.SelectMany(static bytes => bytes), .. EndBoundary ? Encoding.ASCII.GetBytes($"--{Boundary}--\r\n") : []];
        using var client = new TcpClient();
        await client.ConnectAsync(server.Address.Host, server.Address.Port, cancellation);
        var stream = client.GetStream();
        var head = $"POST /v1/images/edits HTTP/1.1\r\nHost: {server.Address.Authority}\r\nAuthorization: Bearer {TestServer.Key}\r\n"
            + $"Content-Type: {ContentType}\r\nConnection: close\r\n{Headers}"
            + (Chunked ? "Transfer-Encoding: chunked\r\n" : $"Content-Length: {body.Length}\r\n")
            + (ExpectContinue ? "Expect: 100-continue\r\n" : "") + "\r\n";
        await stream.WriteAsync(Encoding.UTF8.GetBytes(head), cancellation);
        var interim = "";
        if (ExpectContinue)
        {
            var buffer = new byte[256];
            interim = Encoding.ASCII.GetString(buffer, 0, await stream.ReadAsync(buffer, cancellation));
        }

        foreach (var piece in Chunked ? body.Chunk(body.Length > 100_000 ? 65_536 : 700).Select(AsChunk).Append("0\r\n\r\n"u8.ToArray()) : [body])
        {
            await stream.WriteAsync(piece, cancellation);
        }

        using var reader = new StreamReader(stream, Encoding.UTF8);
        var text = await reader.ReadToEndAsync(cancellation);
        var split = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        return new(int.Parse(text.AsSpan(9, 3), CultureInfo.InvariantCulture), text[..split], text[(split + 4)..], interim);
    }

    /// <summary>Sends these characters and nothing else, and reads until the answer's last brace or the end of the connection.</summary>
    public static async Task<string> SendTextAsync(TestServer server, string text)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(server.Address.Host, server.Address.Port, TestContext.Current.CancellationToken);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(text), TestContext.Current.CancellationToken);
        var answer = new StringBuilder();
        var buffer = new byte[4096];
        int read;
        do
        {
            read = await client.GetStream().ReadAsync(buffer, TestContext.Current.CancellationToken);
            answer.Append(Encoding.UTF8.GetString(buffer, 0, read));
        }
        while (read > 0 && buffer[read - 1] != (byte)'}');
        return answer.ToString();
    }

    private static byte[] AsChunk(byte[] bytes) => [.. Encoding.ASCII.GetBytes($"{bytes.Length:x}\r\n"), .. bytes, .. "\r\n"u8];
}

/// <param name="Interim">What came before the body was sent.</param>
internal sealed record RawAnswer(int Status, string Head, string Body, string Interim)
{
    public JsonElement Error => JsonDocument.Parse(Body).RootElement.GetProperty("error");

    public void ShouldSucceed() => Assert.True(Status == 200, Body);

    public void ShouldBeError(int status, string code, string? param)
    {
        Assert.True(Status == status, $"{Status} {Body}");
        Assert.Equal((code, param), (Error.GetProperty("code").GetString(), Error.GetProperty("param").GetString()));
    }
}
