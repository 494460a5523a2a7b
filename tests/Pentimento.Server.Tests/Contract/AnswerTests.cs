using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Pentimento.Server.Tests.Api;

namespace Pentimento.Server.Tests.Contract;

public sealed class AnswerTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task C70_to_C81_the_answer_has_these_keys_in_this_order_and_nothing_else()
    {
        var answer = await server.EditAsync();
        answer.ShouldSucceed();
        var base64 = Convert.ToBase64String(server.Engine.Output);
        var text = new Regex("\"created\":[0-9]+,").Replace(answer.Text, "\"created\":0,");
        Assert.Equal(
            $$$"""{"created":0,"background":"opaque","data":[{"b64_json":"{{{base64}}}","revised_prompt":"brightness +30%"}]"""
            + ""","output_format":"png","quality":"high","size":"640x480" """.TrimEnd()
            + ""","usage":{"input_tokens":0,"input_tokens_details":{"image_tokens":0,"text_tokens":0}"""
            + ""","output_tokens":0,"output_tokens_details":{"image_tokens":0,"text_tokens":0},"total_tokens":0}}""",
            text);
        Assert.Equal("application/json", answer.Headers["Content-Type"]);
        Assert.Equal(answer.Text.Length, int.Parse(answer.Headers["Content-Length"], CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task C71_created_is_in_whole_unix_seconds()
    {
        var before = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var created = (await server.EditAsync()).Json.GetProperty("created").GetInt64();
        Assert.InRange(created, before, TimeProvider.System.GetUtcNow().ToUnixTimeSeconds());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(49_151)]
    [InlineData(49_152)]
    [InlineData(49_153)]
    [InlineData(5_000_001)]
    public async Task C72_base64_is_padded_and_standard_at_every_length(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        server.Fresh().Output = bytes;
        var answer = await server.EditAsync(("n", "2"));
        server.Fresh();
        foreach (var item in answer.Json.GetProperty("data").EnumerateArray())
        {
            Assert.Equal(Convert.ToBase64String(bytes), item.GetProperty("b64_json").GetString());
        }
    }

    [Fact]
    public async Task C76_a_result_with_transparent_pixels_says_so()
    {
        server.Fresh().HasTransparency = true;
        var answer = await server.EditAsync();
        server.Fresh();
        Assert.Equal("transparent", answer.Json.GetProperty("background").GetString());
    }

    [Fact]
    public async Task C82_C83_every_answer_has_the_recorded_headers_and_an_id_of_its_own()
    {
        var answers = new[]
        {
            await server.EditAsync(),
            await server.EditAsync(("n", "0")),
            await server.SendAsync(HttpMethod.Get, "/nowhere"),
            await server.SendAsync(HttpMethod.Get, "/v1/models"),
            await server.SendAsync(HttpMethod.Get, "/health/live"),
        };
        Assert.Equal(answers.Length, answers.Select(static answer => answer.Headers["x-request-id"]).Distinct().Count());
        Assert.All(answers, static answer =>
        {
            Assert.Equal("2020-10-01", answer.Headers["openai-version"]);
            Assert.True(int.Parse(answer.Headers["openai-processing-ms"], CultureInfo.InvariantCulture) >= 0);
            Assert.Equal("nosniff", answer.Headers["X-Content-Type-Options"]);
        });
    }

    [Fact]
    public async Task The_pixels_changed_outside_the_mask_are_told_when_they_were_counted()
    {
        Assert.False((await server.EditAsync()).Headers.ContainsKey("Pentimento-Changed-Outside"));
        server.Fresh().ChangedOutside = 0;
        var answer = await server.EditAsync();
        server.Fresh();
        Assert.Equal("0", answer.Headers["Pentimento-Changed-Outside"]);
    }

    [Fact]
    public async Task C47_C49_bytes_come_by_default_and_when_asked_for()
    {
        foreach (var format in new[] { "", "b64_json" })
        {
            var item = (await server.EditAsync(("response_format", format))).Json.GetProperty("data")[0];
            Assert.Equal(server.Engine.Output, item.GetProperty("b64_json").GetBytesFromBase64());
            Assert.False(item.TryGetProperty("url", out _));
        }
    }

    [Fact]
    public async Task C48_C84_C85_an_address_is_absolute_and_gives_the_image_with_and_without_a_key()
    {
        var item = (await server.EditAsync(("response_format", "url"), ("output_format", "webp"))).Json.GetProperty("data")[0];
        Assert.False(item.TryGetProperty("b64_json", out _));
        var url = new Uri(item.GetProperty("url").GetString()!);
        Assert.Equal(server.Address.Authority, url.Authority);

        using var stranger = new HttpClient(new SocketsHttpHandler());
        foreach (var client in new[] { server.Client, stranger })
        {
            using var response = await client.GetAsync(url, TestContext.Current.CancellationToken);
            Assert.Equal("image/webp", response.Content.Headers.ContentType!.ToString());
            Assert.Equal(server.Engine.Output.Length, response.Content.Headers.ContentLength);
            Assert.Equal(server.Engine.Output, await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task C84_a_forged_or_unknown_address_is_not_found()
    {
        var url = new Uri((await server.EditAsync(("response_format", "url"))).Json.GetProperty("data")[0].GetProperty("url").GetString()!);
        var forged = Regex.Replace(url.PathAndQuery, "expires=[0-9]+", "expires=9999999999");
        (await server.SendAsync(HttpMethod.Get, forged)).ShouldBeError(404, "not_found", null);
        (await server.SendAsync(HttpMethod.Get, url.AbsolutePath)).ShouldBeError(404, "not_found", null);
        (await server.SendAsync(HttpMethod.Get, "/results/..%2F..%2Fetc%2Fpasswd?expires=1&signature=x")).ShouldBeError(404, "not_found", null);
    }

    [Fact]
    public async Task The_memory_of_a_request_is_given_back_whatever_became_of_it()
    {
        var memory = (Server.Api.Requests.BodyMemory)server.Services.GetService(typeof(Server.Api.Requests.BodyMemory))!;
        await server.EditAsync();
        await server.EditAsync(("n", "0"));
        await server.EditAsync(new MultipartFormDataContent().WithFile("image", new byte[50_000_001]));
        await new RawRequest { EndBoundary = false }.Part("Content-Disposition: form-data; name=image", new byte[100_000]).SendAsync(server);
        Assert.Equal(0, memory.Held);
    }
}
