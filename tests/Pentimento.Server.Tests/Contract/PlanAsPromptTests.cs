using System.Net;
using Pentimento.Server.Tests.Api;
using Pentimento.Server.Tests.Clients;

namespace Pentimento.Server.Tests.Contract;

/// <summary>A plan in JSON in the prompt's place, on the real engine.</summary>
public sealed class PlanAsPromptTests(RealServer server) : IClassFixture<RealServer>
{
    [Fact]
    public async Task The_schema_of_plans_is_served_without_a_key_and_names_every_operation()
    {
        using var stranger = new HttpClient(new SocketsHttpHandler()) { BaseAddress = server.Address };

        using var response = await stranger.GetAsync("/v1/edit-plan.schema.json", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/schema+json", response.Content.Headers.ContentType?.MediaType);
        var schema = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.All(Engine.Operations.OperationCatalog.All, o => Assert.Contains($"\"{o.Name}\"", schema, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_plan_is_carried_out_like_a_prompt()
    {
        var answer = await EditAsync("""{"steps":[{"operation":"brightness","amount":20},{"operation":"crop","value":"1:1"}]}""");

        answer.ShouldSucceed();
        Assert.Equal("crop to 1:1, brightness +20%", answer.Json.GetProperty("data")[0].GetProperty("revised_prompt").GetString());
        Assert.Equal("400x400", answer.Json.GetProperty("size").GetString());
    }

    [Theory]
    [InlineData("""{"steps":[{"operation":"brightness","amount":900}]}""", "steps[0].amount")]
    [InlineData("""{"steps":[{"operation":"grayscale"},{"operation":"fly"}]}""", "steps[1].operation")]
    [InlineData("""{"steps":[""", "JSON")]
    public async Task A_wrong_plan_is_refused_with_the_step_and_the_field(string plan, string named)
    {
        var answer = await EditAsync(plan);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal("prompt", answer.Error.GetProperty("param").GetString());
        Assert.Contains(named, answer.Error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    private async Task<Answer> EditAsync(string prompt)
    {
        using var form = new MultipartFormDataContent().WithFile("image", await File.ReadAllBytesAsync(RealServer.Asset("coffee.png"), TestContext.Current.CancellationToken));
        form.Add(new StringContent(prompt), "prompt");
        using var response = await server.Client.PostAsync(Calls.Edits, form, TestContext.Current.CancellationToken);
        return await Answer.ReadAsync(response);
    }
}
