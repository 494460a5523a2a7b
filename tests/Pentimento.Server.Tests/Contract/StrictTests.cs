using Pentimento.Server.Tests.Api;

namespace Pentimento.Server.Tests.Contract;

public sealed class StrictTests : IAsyncLifetime
{
    private readonly TestServer _server = new() { Settings = ["--Api:Strict", "true"] };

    public ValueTask InitializeAsync() => _server.InitializeAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task C25_a_repeated_bare_image_is_refused_and_the_brackets_are_named()
    {
        var answer = await _server.EditAsync(Calls.Form().WithFile("image", Calls.Png));
        answer.ShouldBeError(400, "duplicate_parameter", "image");
        Assert.StartsWith("Duplicate parameter: 'image'.", answer.Error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Contains("image[]", answer.Error.GetProperty("message").GetString()!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("seed", "")]
    [InlineData("images[0].detail", ",\"detail\":\"high\"")]
    public async Task C52_an_unknown_field_of_a_json_body_is_refused_by_name(string name, string inImage)
    {
        var body = $$"""{"images":[{"image_url":"{{Calls.DataUrl(Calls.Png)}}"{{inImage}}}],"prompt":"x","seed":4}""";
        (await _server.EditJsonAsync(body)).ShouldBeError(400, "unknown_parameter", name);
    }

    [Theory]
    [InlineData("seed")]
    [InlineData("svg[model]")]
    public async Task C52_an_unknown_field_is_refused_by_name(string name) =>
        (await _server.EditAsync((name, "1"))).ShouldBeError(400, "unknown_parameter", name);
}
