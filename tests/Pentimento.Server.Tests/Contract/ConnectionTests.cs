using System.Net;
using System.Net.Sockets;
using System.Text;
using Pentimento.Server.Tests.Api;

namespace Pentimento.Server.Tests.Contract;

public sealed class ConnectionTests : IAsyncLifetime
{
    private readonly TestServer _server = new()
    {
        Settings = ["--Api:UploadGraceSeconds", "2", "--Api:MaxHeaders", "20", "--Api:CorsOrigins:0", "https://app.example.org"],
    };

    public ValueTask InitializeAsync() => _server.InitializeAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task An_upload_that_stops_is_answered_and_cut()
    {
        using var client = new TcpClient();
        await client.ConnectAsync(_server.Address.Host, _server.Address.Port, TestContext.Current.CancellationToken);
        var head = $"POST /v1/images/edits HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {TestServer.Key}\r\nContent-Type: multipart/form-data; boundary=b\r\n"
            + "Content-Length: 100000\r\n\r\n--b\r\n";
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(client.GetStream());
        var answer = await reader.ReadToEndAsync(TestContext.Current.CancellationToken); // until the server closes
        Assert.StartsWith("HTTP/1.1 400", answer, StringComparison.Ordinal);
        Assert.Contains("too slowly", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_headers_than_the_limit_are_refused()
    {
        var headers = string.Concat(Enumerable.Range(0, 30).Select(static i => $"X-{i}: y\r\n"));
        var answer = await RawRequest.SendTextAsync(_server, $"GET /v1/models HTTP/1.1\r\nHost: x\r\n{headers}\r\n");
        Assert.StartsWith("HTTP/1.1 431", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://app.example.org", true)]
    [InlineData("https://evil.example.org", false)]
    public async Task Only_pages_of_the_named_origins_may_call_from_a_browser(string origin, bool may)
    {
        using var preflight = new HttpRequestMessage(HttpMethod.Options, Calls.Edits);
        preflight.Headers.Add("Origin", origin);
        preflight.Headers.Add("Access-Control-Request-Method", "POST");
        preflight.Headers.Add("Access-Control-Request-Headers", "authorization");
        using var answer = await _server.Client.SendAsync(preflight, TestContext.Current.CancellationToken);
        Assert.Equal(may, answer.Headers.Contains("Access-Control-Allow-Origin"));

        _server.Client.DefaultRequestHeaders.Add("Origin", origin);
        Assert.Equal(may, (await _server.EditAsync()).Headers.ContainsKey("Access-Control-Allow-Origin"));
        Assert.Equal(may, (await _server.EditAsync(("n", "0"))).Headers.ContainsKey("Access-Control-Allow-Origin")); // Errors can be read too.
    }

    [Fact]
    public async Task Answers_are_not_to_be_stored_but_signed_addresses_may()
    {
        var answer = await _server.EditAsync(("response_format", "url"));
        Assert.Equal("no-store", answer.Headers["Cache-Control"]);
        Assert.Equal("no-store", (await _server.EditAsync(("n", "0"))).Headers["Cache-Control"]);
        using var picture = await _server.Client.GetAsync(answer.Json.GetProperty("data")[0].GetProperty("url").GetString(), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, picture.StatusCode);
        Assert.True(picture.Headers.CacheControl!.MaxAge > TimeSpan.Zero);
    }
}
