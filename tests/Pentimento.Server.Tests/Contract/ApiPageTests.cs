using System.Net;
using System.Text.RegularExpressions;
using Pentimento.Server.Tests.Api;

namespace Pentimento.Server.Tests.Contract;

public sealed class ApiPageTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task The_page_is_there_without_a_key_and_loads_nothing_from_elsewhere()
    {
        using var stranger = new HttpClient(new SocketsHttpHandler()) { BaseAddress = server.Address };
        using var response = await stranger.GetAsync("/docs", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType!.MediaType);
        var page = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var parts = Regex.Matches(page, "(?:src|href)=\"([^\"]+)\"").Select(static match => match.Groups[1].Value).ToArray();
        Assert.Contains(parts, static part => part.EndsWith(".js", StringComparison.Ordinal));
        foreach (var part in parts)
        {
            Assert.DoesNotContain("//", part, StringComparison.Ordinal);
            using var loaded = await stranger.GetAsync(new Uri(response.RequestMessage!.RequestUri!, part), TestContext.Current.CancellationToken);
            Assert.True(loaded.StatusCode == HttpStatusCode.OK, part);
        }

        var script = await stranger.GetStringAsync(new Uri(response.RequestMessage!.RequestUri!, "index.js"), TestContext.Current.CancellationToken);
        Assert.Contains("../openapi/v1.json", script, StringComparison.Ordinal);
        using var document = await stranger.GetAsync(new Uri(response.RequestMessage.RequestUri!, "../openapi/v1.json"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, document.StatusCode);
    }
}
