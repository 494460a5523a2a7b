using Pentimento.Server.Tests.Api;

namespace Pentimento.Server.Tests.Clients;

/// <summary>
/// The edit cases of the official clients' generated suites. Their image is twelve bytes of text, so they run against the server with the
/// tests' engine, which takes any bytes; everything before the engine is the real thing.
/// </summary>
public sealed class GeneratedSuiteTests(TestServer server) : IClassFixture<TestServer>
{
    private static readonly byte[] Example = "Example data"u8.ToArray();

    [Theory]
    [InlineData("openai")]
    [InlineData("openai-7")]
    public async Task C110_the_edit_cases_of_the_suite_for_javascript_pass(string package)
    {
        server.Engine.HasTransparency = true;
        var report = await NodeScript.RunAsync("openai-generated.mjs", package, $"{server.Address}v1");
        server.Fresh();
        Assert.Equal("""{"required":{"raw":true,"parsed":true,"same":true},"all":{"raw":true,"parsed":true,"same":true}}""", report.GetRawText());
        Assert.Equal(Example, server.Engine.Last!.Images[0].Bytes.ToArray());
        Assert.Equal("256x256", $"{server.Engine.Last.Size}");
    }

    /// <summary>What the suite for Python puts on the wire: text before files, files called <c>upload</c>, without lengths of parts.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task C109_C110_the_edit_cases_of_the_suite_for_python_pass(bool all)
    {
        const string File = "; filename=\"upload\"\r\nContent-Type: application/octet-stream";
        var request = new RawRequest
        {
            Headers = "Accept: application/json\r\nUser-Agent: OpenAI/Python 3.3.1\r\nX-Stainless-Lang: python\r\nX-Stainless-Async: false\r\nx-stainless-retry-count: 0\r\nx-stainless-read-timeout: 600\r\n",
        };
        request.Text("prompt", "A cute baby sea otter wearing a beret");
        foreach (var (name, value) in all
            ? new[]
            {
                ("background", "transparent"), ("input_fidelity", "high"), ("model", "gpt-image-2"), ("n", "1"), ("output_compression", "100"), ("output_format", "png"),
                ("partial_images", "1"), ("quality", "high"), ("response_format", "url"), ("size", "256x256"), ("stream", "false"), ("user", "user-1234"),
            }
            : [])
        {
            request.Text(name, value);
        }

        request.Part($"Content-Disposition: form-data; name=\"image\"{File}", Example);
        server.Engine.HasTransparency = true;
        (await (all ? request.Part($"Content-Disposition: form-data; name=\"mask\"{File}", Example) : request).SendAsync(server)).ShouldSucceed();
        server.Fresh();
        Assert.Equal(Example, server.Engine.Last!.Images[0].Bytes.ToArray());
        Assert.Equal(all, server.Engine.Last.Mask is not null);
    }
}
