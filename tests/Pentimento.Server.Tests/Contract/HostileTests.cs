using System.Text;
using Pentimento.Server.Tests.Api;

namespace Pentimento.Server.Tests.Contract;

public sealed class HostileTests : IAsyncLifetime
{
    private const string Image = "Content-Disposition: form-data; name=\"image\"; filename=\"a.png\"";

    private readonly TestServer _server = new() { Settings = ["--Api:MaxBodyBytes", "6000000", "--Api:MaxParts", "50", "--Api:MaxBytesInFlight", "4000000"] };

    public ValueTask InitializeAsync() => _server.InitializeAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task C20_a_body_over_the_limit_is_413_with_an_envelope()
    {
        // Announced in its length.
        var announced = await RawRequest.SendTextAsync(
            _server,
            $"POST /v1/images/edits HTTP/1.1\r\nHost: {_server.Address.Authority}\r\nAuthorization: Bearer {TestServer.Key}\r\n"
            + "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 6000001\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 413", announced, StringComparison.Ordinal);
        Assert.Contains("\"code\":\"request_too_large\"", announced, StringComparison.Ordinal);

        // Found out while it is read; the client is not cut off before it has the answer.
        using var request = new HttpRequestMessage(HttpMethod.Post, Calls.Edits) { Content = Calls.Form().WithFile("unknown", new byte[9_000_000]) };
        request.Headers.TransferEncodingChunked = true;
        using var response = await _server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        (await Answer.ReadAsync(response)).ShouldBeError(413, "request_too_large", null);
    }

    [Fact]
    public async Task More_than_the_server_can_hold_is_429_and_the_next_request_is_served()
    {
        var form = new MultipartFormDataContent().WithFile("image[]", new byte[5_000_000]);
        (await _server.EditAsync(form)).ShouldBeError(429, "rate_limit_exceeded", null);
        (await _server.EditAsync()).ShouldSucceed();
    }

    [Fact]
    public async Task A_body_without_its_final_boundary_is_refused() =>
        (await new RawRequest { EndBoundary = false }.Part(Image, Calls.Png).Text("prompt", "make it brighter").SendAsync(_server))
            .ShouldBeError(400, "invalid_value", null);

    [Fact]
    public async Task An_empty_multipart_body_is_refused() =>
        (await new RawRequest { EndBoundary = false }.SendAsync(_server)).ShouldBeError(400, "invalid_value", null);

    [Theory]
    [InlineData("multipart/form-data")]
    [InlineData("multipart/form-data; boundary=")]
    [InlineData("multipart/form-data; boundary=\"\"")]
    [InlineData("multipart/form-data; boundary=another")]
    public async Task A_boundary_that_is_missing_or_another_is_refused(string type) =>
        (await new RawRequest { ContentType = type }.Part(Image, Calls.Png).Text("prompt", "make it brighter").SendAsync(_server))
            .ShouldBeError(400, "invalid_value", null);

    [Fact]
    public async Task A_boundary_of_a_thousand_characters_is_refused() =>
        (await new RawRequest { ContentType = $"multipart/form-data; boundary={new string('b', 1000)}" }.Part(Image, Calls.Png).SendAsync(_server))
            .ShouldBeError(400, "invalid_value", null);

    [Theory]
    [InlineData("Content-Type: image/png")]
    [InlineData("Content-Disposition: attachment")]
    [InlineData("Content-Disposition: form-data; name=\"\"")]
    [InlineData("Content-Disposition: form-data; name")]
    [InlineData("no colon in this line")]
    public async Task A_part_without_a_readable_name_is_refused(string headers) =>
        (await new RawRequest().Part(headers, Calls.Png).SendAsync(_server)).ShouldBeError(400, "invalid_value", null);

    [Fact]
    public async Task Endless_part_headers_are_refused()
    {
        var headers = string.Concat(Enumerable.Range(0, 5000).Select(static i => $"X-{i}: y\r\n")) + Image;
        (await new RawRequest().Part(headers, Calls.Png).SendAsync(_server)).ShouldBeError(400, "invalid_value", null);
    }

    [Fact]
    public async Task More_parts_than_the_limit_are_refused()
    {
        var request = new RawRequest().Part(Image, Calls.Png);
        for (var i = 0; i < 60; i++)
        {
            request.Text($"x{i}", "y");
        }

        (await request.SendAsync(_server)).ShouldBeError(400, "invalid_value", null);
    }

    [Theory]
    [InlineData("prompt")]
    [InlineData("n")]
    [InlineData("model")]
    public async Task A_text_field_that_comes_twice_is_refused(string name) =>
        (await new RawRequest().Part(Image, Calls.Png).Text(name, "1").Text(name, "2").SendAsync(_server)).ShouldBeError(400, "duplicate_parameter", name);

    [Fact]
    public async Task A_mask_that_comes_twice_is_refused() =>
        (await _server.EditAsync(Calls.Form().WithFile("mask", Calls.Png).WithFile("mask", Calls.Png))).ShouldBeError(400, "duplicate_parameter", "mask");

    [Fact]
    public async Task A_prompt_of_a_megabyte_is_refused_without_being_read_to_its_end() =>
        (await new RawRequest().Part(Image, Calls.Png).Text("prompt", new string('a', 1_000_000)).SendAsync(_server)).ShouldBeError(400, "invalid_value", "prompt");

    [Fact]
    public async Task A_field_name_that_would_break_a_header_is_harmless()
    {
        var answer = await new RawRequest().Part(Image, Calls.Png).Text("prompt", "make it brighter").Text("a, b; c\t\u007f", "x").SendAsync(_server);
        answer.ShouldSucceed();
        Assert.Contains("Warning: 299 - \"Unknown parameters were ignored: a%2C%20b%3B%20c%09%7F\"", answer.Head, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_line_that_is_no_http_is_refused()
    {
        var answer = await RawRequest.SendTextAsync(_server, "HELLO\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 400", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_instead_of_a_multipart_body_is_refused()
    {
        using var body = new ByteArrayContent(Encoding.UTF8.GetBytes("image=a.png&prompt=make it brighter"));
        body.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=x");
        (await _server.EditAsync(body)).ShouldBeError(400, "invalid_value", null);
    }
}
