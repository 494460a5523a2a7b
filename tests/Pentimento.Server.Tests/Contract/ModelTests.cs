using System.Text.Json;
using Pentimento.Server.Tests.Api;

namespace Pentimento.Server.Tests.Contract;

public sealed class ModelTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task C107_the_list_has_the_shape_that_clients_read()
    {
        var list = (await server.SendAsync(HttpMethod.Get, "/v1/models")).Json;
        Assert.Equal("list", list.GetProperty("object").GetString());
        var first = list.GetProperty("data")[0];
        Assert.Equal(["id", "object", "created", "owned_by"], first.EnumerateObject().Select(static key => key.Name));
        Assert.Equal(("pentimento-1", "model"), (first.GetProperty("id").GetString(), first.GetProperty("object").GetString()));
        Assert.Equal(JsonValueKind.Number, first.GetProperty("created").ValueKind);
        Assert.Contains(list.GetProperty("data").EnumerateArray(), static model => model.GetProperty("id").GetString() == "gpt-image-1");
        Assert.DoesNotContain(list.GetProperty("data").EnumerateArray(), static model => model.GetProperty("id").GetString()!.Contains('*', StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("pentimento-1")]
    [InlineData("gpt-image-2.6-sunburst")]
    public async Task C107_one_model_is_one_object(string id) =>
        Assert.Equal(id, (await server.SendAsync(HttpMethod.Get, $"/v1/models/{id}")).Json.GetProperty("id").GetString());

    [Fact]
    public async Task C108_an_unknown_model_is_not_found_and_the_message_lists_what_exists()
    {
        var answer = await server.SendAsync(HttpMethod.Get, "/v1/models/nope");
        answer.ShouldBeError(404, "model_not_found", "model");
        var message = answer.Error.GetProperty("message").GetString()!;
        Assert.StartsWith("The model 'nope' does not exist", message, StringComparison.Ordinal);
        Assert.Contains("pentimento-1", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task C32_an_edit_without_a_model_takes_the_default_and_an_unknown_one_is_refused()
    {
        (await server.EditAsync()).ShouldSucceed();
        Assert.Equal("pentimento-1", server.Engine.Last!.Model);
        (await server.EditAsync(("model", ""))).ShouldSucceed();
        (await server.EditAsync(("model", "nope"))).ShouldBeError(404, "model_not_found", "model");
    }

    [Theory]
    [InlineData("dall-e-2")]
    [InlineData("gpt-image-1")]
    [InlineData("gpt-image-1-mini")]
    [InlineData("gpt-image-1.5-2025-12-16")]
    [InlineData("gpt-image-2-2026-04-21")]
    [InlineData("gpt-image-2.5-flare-2026-09-08")]
    [InlineData("chatgpt-image-latest")]
    public async Task C33_names_of_hosted_models_lead_to_ours(string name)
    {
        (await server.EditAsync(("model", name))).ShouldSucceed();
        Assert.Equal("pentimento-1", server.Engine.Last!.Model);
    }
}
