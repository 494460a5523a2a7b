using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Pentimento.Server.Tests.Api;

namespace Pentimento.Server.Tests.Clients;

/// <summary>The JSON call that Codex makes, and its reading of the answer: required keys and closed enums.</summary>
public sealed class CodexTests(RealServer server) : IClassFixture<RealServer>
{
    [Theory]
    [InlineData("")]
    [InlineData(""","background":"auto","n":2,"quality":"high","size":"auto" """)]
    [InlineData(""","background":"opaque","n":1,"quality":"medium","size":"1024x1024" """)]
    public async Task C112_the_call_passes_and_its_answer_decodes(string more)
    {
        var image = Calls.DataUrl(await File.ReadAllBytesAsync(RealServer.Asset("coffee-small.png"), TestContext.Current.CancellationToken));
        using var body = new StringContent(
            $$"""{"images":[{"image_url":"{{image}}"}],"prompt":"make it warmer","model":"gpt-image-1.5"{{more}}}""", Encoding.UTF8, "application/json");
        using var response = await server.Client.PostAsync("/v1/images/edits", body, TestContext.Current.CancellationToken);
        var answer = await Answer.ReadAsync(response);
        answer.ShouldSucceed();

        var decoded = JsonSerializer.Deserialize<ImageResponse>(answer.Text, Strict)!;
        Assert.True(decoded.Created > 1_700_000_000);
        Assert.Equal(more.Contains("\"n\":2", StringComparison.Ordinal) ? 2 : 1, decoded.Data.Count);
        Assert.All(decoded.Data, static item => Assert.Equal([0x89, 0x50], Convert.FromBase64String(item.B64Json)[..2]));
        Assert.Equal(Background.Opaque, decoded.Background);
    }

    private static readonly JsonSerializerOptions Strict = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    };

    private sealed record ImageResponse(ulong Created, IReadOnlyList<ImageData> Data, Background? Background = null, Quality? Quality = null, string? Size = null);

    private sealed record ImageData([property: JsonPropertyName("b64_json")] string B64Json);

    private enum Background
    {
        Transparent,
        Opaque,
        Auto,
    }

    private enum Quality
    {
        Low,
        Medium,
        High,
        Auto,
    }
}
