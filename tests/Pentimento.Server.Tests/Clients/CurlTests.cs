using Pentimento.Server.Tests.Api;

namespace Pentimento.Server.Tests.Clients;

/// <summary>Requests byte for byte as curl writes those of OpenAI's documentation: <c>curl … -F "image[]=@a.png" -F 'prompt=…'</c>.</summary>
public sealed class CurlTests(TestServer server) : IClassFixture<TestServer>
{
    [Theory]
    [InlineData("image")]
    [InlineData("image[]", "image[]")]
    [InlineData("image", "mask")]
    public async Task C109_files_and_fields_of_curl_are_read(params string[] files)
    {
        var request = Request();
        foreach (var (index, name) in files.Index())
        {
            request.Part(File(name, $"{index}.png"), [(byte)index]);
        }

        (await request.Text("prompt", "make it brighter").Text("n", "2").SendAsync(server)).ShouldSucceed();
        Assert.Equal(files.Count(static name => name != "mask"), server.Engine.Last!.Images.Count);
        Assert.Equal(files.Contains("mask"), server.Engine.Last.Mask is not null);
        Assert.Equal(2, server.Engine.Last.Count);
    }

    [Fact]
    public async Task C109_a_large_file_of_curl_waits_for_100_continue()
    {
        var request = new RawRequest { ExpectContinue = true, Headers = Agent };
        var answer = await request.Part(File("image", "large.png"), new byte[2_000_000]).Text("prompt", "make it brighter").SendAsync(server);
        answer.ShouldSucceed();
        Assert.StartsWith("HTTP/1.1 100 Continue", answer.Interim, StringComparison.Ordinal);
    }

    [Fact]
    public async Task C109_a_prompt_that_curl_reads_from_standard_input_is_text()
    {
        var request = Request().Part(File("image", "a.png"), Calls.Png);
        (await request.Part("Content-Disposition: form-data; name=\"prompt\"; filename=\"-\"\r\nContent-Type: application/octet-stream", "make it brighter\n"u8.ToArray()).SendAsync(server)).ShouldSucceed();
        Assert.Equal("make it brighter", server.Engine.Last!.Prompt.Trim());
    }

    [Fact]
    public async Task C109_curl_sees_a_stream_as_it_is_documented()
    {
        var answer = await Request().Part(File("image", "a.png"), Calls.Png).Text("prompt", "make it brighter").Text("stream", "true").SendAsync(server);
        answer.ShouldSucceed();
        Assert.Contains("\r\nContent-Type: text/event-stream\r\n", answer.Head, StringComparison.Ordinal);
        Assert.Contains("event: image_edit.completed\ndata: {\"type\":\"image_edit.completed\",\"b64_json\":\"", answer.Body, StringComparison.Ordinal);
    }

    private const string Agent = "User-Agent: curl/7.88.1\r\nAccept: */*\r\n";

    private static RawRequest Request() => new() { Headers = Agent };

    private static string File(string name, string fileName) => $"Content-Disposition: form-data; name=\"{name}\"; filename=\"{fileName}\"\r\nContent-Type: image/png";
}
