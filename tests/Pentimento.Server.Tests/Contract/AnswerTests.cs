using System.Net;
using System.Text.Json;
using Pentimento.Server.Tests.Api;

namespace Pentimento.Server.Tests.Contract;

public sealed class AnswerTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task C01_an_edit_by_multipart_is_answered()
    {
        server.Fresh();
        var answer = await server.EditAsync();
        answer.ShouldSucceed();
        Assert.Equal(server.Engine.Output, answer.Json.GetProperty("data")[0].GetProperty("b64_json").GetBytesFromBase64());
        Assert.Equal("make it brighter", server.Engine.Last!.Prompt);
    }
}
