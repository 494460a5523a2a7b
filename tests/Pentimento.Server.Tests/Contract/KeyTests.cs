using System.Net.Http.Headers;
using Pentimento.Server.Tests.Api;

namespace Pentimento.Server.Tests.Contract;

public sealed class KeyTests(TestServer server) : IClassFixture<TestServer>
{
    [Theory]
    [InlineData(null)]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Basic dXNlcjpwYXNz")]
    [InlineData("Bearer sk-this-key-does-not-exist-anywhere")]
    [InlineData("Bearer My API Ke")]
    [InlineData("Bearer my api key")]
    public async Task C04_C05_a_missing_or_wrong_key_is_401(string? authorization)
    {
        var answer = await SendAsync(authorization, Calls.Edits);
        answer.ShouldBeError(401, "invalid_api_key", null);
        Assert.Equal("invalid_request_error", answer.Error.GetProperty("type").GetString());
        Assert.StartsWith("Bearer realm=", answer.Headers["WWW-Authenticate"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task C04_the_message_shows_only_the_beginning_of_a_key()
    {
        var message = (await SendAsync("Bearer sk-this-key-does-not-exist-anywhere", "/v1/models")).Error.GetProperty("message").GetString()!;
        Assert.Contains("sk-th***", message, StringComparison.Ordinal);
        Assert.DoesNotContain("exist-anywhere", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task C04_a_wrong_key_is_refused_before_the_body_is_read()
    {
        // The body never comes; only a server that does not wait for it can answer.
        using var request = new HttpRequestMessage(HttpMethod.Post, server.Address + "v1/images/edits");
        request.Headers.ExpectContinue = true;
        request.Content = Calls.Form();
        using var client = new HttpClient(new SocketsHttpHandler { Expect100ContinueTimeout = Timeout.InfiniteTimeSpan });
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        (await Answer.ReadAsync(response)).ShouldBeError(401, "invalid_api_key", null);
    }

    [Theory]
    [InlineData("Bearer " + TestServer.Key)]
    [InlineData("bearer " + TestServer.Key)]
    public async Task C06_a_key_with_spaces_is_matched(string authorization) => (await SendAsync(authorization, "/v1/models")).ShouldSucceed();

    [Fact]
    public async Task C07_the_key_may_come_as_azures_clients_send_it_and_the_api_version_is_ignored()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Address, "/v1/images/edits?api-version=2025-04-01-preview")) { Content = Calls.Form() };
        request.Headers.Add("api-key", TestServer.Key);
        using var client = new HttpClient(new SocketsHttpHandler());
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        (await Answer.ReadAsync(response)).ShouldSucceed();
    }

    [Fact]
    public async Task C07_a_wrong_key_in_azures_header_is_401()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server.Address, "/v1/models"));
        request.Headers.Add("api-key", "nonsense");
        using var client = new HttpClient(new SocketsHttpHandler());
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        (await Answer.ReadAsync(response)).ShouldBeError(401, "invalid_api_key", null);
    }

    [Fact]
    public async Task C08_azures_address_names_the_model()
    {
        using var form = Calls.Form(("model", "something else"));
        using var response = await server.Client.PostAsync("/openai/deployments/gpt-image-1/images/edits?api-version=2025-04-01-preview", form, TestContext.Current.CancellationToken);
        (await Answer.ReadAsync(response)).ShouldSucceed();
        Assert.Equal("pentimento-1", server.Engine.Last!.Model);
    }

    [Fact]
    public async Task C08_a_deployment_that_is_no_model_is_not_found_and_a_key_is_needed_there_too()
    {
        const string Path = "/openai/deployments/nope/images/edits";
        using var form = Calls.Form();
        using var response = await server.Client.PostAsync(Path, form, TestContext.Current.CancellationToken);
        (await Answer.ReadAsync(response)).ShouldBeError(404, "model_not_found", "model");
        using var stranger = new HttpClient(new SocketsHttpHandler()) { BaseAddress = server.Address };
        using var refused = await stranger.PostAsync(Path, null, TestContext.Current.CancellationToken);
        (await Answer.ReadAsync(refused)).ShouldBeError(401, "invalid_api_key", null);
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/openapi/v1.json")]
    public async Task Health_and_the_api_description_need_no_key(string path) => (await SendAsync(null, path)).ShouldSucceed();

    private async Task<Answer> SendAsync(string? authorization, string path)
    {
        using var request = new HttpRequestMessage(path == Calls.Edits ? HttpMethod.Post : HttpMethod.Get, new Uri(server.Address, path));
        if (authorization is not null)
        {
            Assert.True(request.Headers.TryAddWithoutValidation("Authorization", authorization));
        }

        using var client = new HttpClient(new SocketsHttpHandler());
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return await Answer.ReadAsync(response);
    }
}
