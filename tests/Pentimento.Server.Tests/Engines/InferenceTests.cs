using Microsoft.Extensions.DependencyInjection;
using Pentimento.Server.Editing;
using Pentimento.Server.Tests.Clients;

namespace Pentimento.Server.Tests.Engines;

public sealed class InferenceTests(RealServer server) : IClassFixture<RealServer>
{
    [Theory]
    [InlineData("make it brighter", false)]
    [InlineData("make the left half brighter", false)]
    [InlineData("qwertz uiop", false)]
    [InlineData("{\"steps\": 7}", false)]
    [InlineData("blur the background", true)]
    [InlineData("crop to the face", true)]
    [InlineData("make it brighter and whiten the teeth", true)]
    public void Only_edits_that_must_find_something_wait_for_a_model(string prompt, bool needs) =>
        Assert.Equal(needs, server.Services.GetRequiredService<IEditEngine>().NeedsInference(new() { Model = "m", Prompt = prompt, Images = [] }));
}
