using System.Text.Json;

namespace Pentimento.Server.Tests.Clients;

/// <summary>npm <c>ai</c> with <c>@ai-sdk/openai</c> and <c>@ai-sdk/openai-compatible</c>, unmodified.</summary>
public sealed class AiSdkTests(AiSdkTests.Run run) : IClassFixture<AiSdkTests.Run>
{
    public static TheoryData<string> Providers => ["openai", "openaiOwnModel", "compatible"];

    [Theory]
    [MemberData(nameof(Providers))]
    public void C109_one_image_two_images_and_a_mask_are_taken(string provider)
    {
        foreach (var call in new[] { "one", "two", "mask", "sized" })
        {
            var image = Assert.Single(Answer(provider, call).GetProperty("images").EnumerateArray());
            Assert.Equal("image/png", image.GetProperty("type").GetString());
            Assert.True(image.GetProperty("bytes").GetInt32() > 10_000);
        }
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void C109_two_results_are_two(string provider) => Assert.Equal(2, Answer(provider, "several").GetProperty("images").GetArrayLength());

    [Theory]
    [MemberData(nameof(Providers))]
    public void C109_a_refusal_arrives_with_its_words(string provider)
    {
        var error = Answer(provider, "refused");
        Assert.Equal(400, error.GetProperty("status").GetInt32());
        Assert.Contains("dragon", error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void C52_C109_fields_that_the_compatible_provider_passes_on_do_no_harm() =>
        Assert.Single(run.Report.GetProperty("extra").GetProperty("images").EnumerateArray());

    private JsonElement Answer(string provider, string call) => run.Report.GetProperty(provider).GetProperty(call);

    /// <summary>One run of the script; every test reads its report.</summary>
    public sealed class Run : IAsyncLifetime
    {
        private readonly RealServer _server = new();

        public JsonElement Report { get; private set; }

        public async ValueTask InitializeAsync()
        {
            await _server.InitializeAsync();
            Report = await NodeScript.RunAsync(
                "ai-sdk-edits.mjs", $"{_server.Address}v1", RealServer.Key, RealServer.Asset("coffee.png"), RealServer.Asset("chelsea.png"), RealServer.Asset("coffee-mask.png"));
        }

        public ValueTask DisposeAsync() => _server.DisposeAsync();
    }
}
