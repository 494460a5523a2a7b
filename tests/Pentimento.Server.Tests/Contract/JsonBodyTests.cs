using System.Text;
using System.Text.Json;
using Pentimento.Server.Tests.Api;

namespace Pentimento.Server.Tests.Contract;

public sealed class JsonBodyTests(TestServer server) : IClassFixture<TestServer>
{
    private static readonly string Png = Calls.DataUrl(Calls.Png);

    [Fact]
    public async Task C02_C54_an_edit_by_json_is_answered()
    {
        var answer = await server.EditJsonAsync(
            $$"""{"images":[{"image_url":"{{Png}}"},{"image_url":"{{Calls.DataUrl([1, 2])}}"}],"mask":{"image_url":"{{Calls.DataUrl([3])}}"},"prompt":"mach es wärmer 🌞","n":2,"size":"20x30","output_format":"webp","output_compression":50,"quality":"low"}""");
        answer.ShouldSucceed();
        Assert.Equal(2, answer.Json.GetProperty("data").GetArrayLength());
        var request = server.Engine.Last!;
        Assert.Equal(["images[0]", "images[1]"], request.Images.Select(static image => image.Field));
        Assert.Equal([Calls.Png, [1, 2]], request.Images.Select(static image => image.Bytes.ToArray()));
        Assert.Equal([3], request.Mask!.Bytes.ToArray());
        Assert.Equal(("mach es wärmer 🌞", 2, "20x30", 50), (request.Prompt, request.Count, $"{request.Size}", request.Compression));
    }

    [Fact]
    public async Task C02_a_stream_can_be_asked_for_by_json() => Assert.Equal(
        "text/event-stream",
        (await server.EditJsonAsync($$"""{"images":[{"image_url":"{{Png}}"}],"prompt":"x","stream":true,"partial_images":2}""")).Headers["Content-Type"]);

    [Theory]
    [InlineData("""{"images":[{"image_url":"IMG","file_id":"file-1"}],"prompt":"x"}""", "images[0]")]
    [InlineData("""{"images":[{"image_url":"IMG","image_url":"IMG"}],"prompt":"x"}""", "images[0]")]
    [InlineData("""{"images":[{"image_url":"IMG"},{}],"prompt":"x"}""", "images[1]")]
    [InlineData("""{"images":[{"image_url":null}],"prompt":"x"}""", "images[0]")]
    [InlineData("""{"images":["IMG"],"prompt":"x"}""", "images[0]")]
    [InlineData("""{"images":{"image_url":"IMG"},"prompt":"x"}""", "images")]
    [InlineData("""{"images":"IMG","prompt":"x"}""", "images")]
    [InlineData("""{"images":[{"image_url":7}],"prompt":"x"}""", "images[0].image_url")]
    [InlineData("""{"images":[{"image_url":"IMG"}],"mask":{},"prompt":"x"}""", "mask")]
    [InlineData("""{"images":[{"image_url":"IMG"}],"mask":"IMG","prompt":"x"}""", "mask")]
    public async Task C54_an_image_is_exactly_one_of_an_address_and_a_file(string body, string param) =>
        (await server.EditJsonAsync(body.Replace("IMG", Png, StringComparison.Ordinal))).ShouldBeError(400, "invalid_value", param);

    [Fact]
    public async Task C54_one_to_sixteen_images_are_read()
    {
        (await server.EditJsonAsync(Body(16))).ShouldSucceed();
        Assert.Equal(16, server.Engine.Last!.Images.Count);
        (await server.EditJsonAsync(Body(17))).ShouldBeError(400, "invalid_value", "images");
        (await server.EditJsonAsync(Body(0))).ShouldBeError(400, "missing_required_parameter", "images");

        static string Body(int count) => $$"""{"images":[{{string.Join(',', Enumerable.Repeat($$"""{"image_url":"{{Png}}"}""", count))}}],"prompt":"x"}""";
    }

    [Fact]
    public async Task C55_a_data_url_of_the_contracts_greatest_length_is_read()
    {
        const string Head = "data:image/png;base64,";
        const int Length = 20_971_520;
        var bytes = new byte[(Length - Head.Length) / 4 * 3];
        new Random(1).NextBytes(bytes);
        (await server.EditJsonAsync($$"""{"prompt":"x","images":[{"image_url":"{{Head}}{{Convert.ToBase64String(bytes)}}"}]}""")).ShouldSucceed();
        Assert.True(server.Engine.Last!.Images[0].Bytes.Span.SequenceEqual(bytes));
    }

    [Theory]
    [InlineData("/", @"\/")]
    [InlineData("/", @"\u002F")]
    [InlineData("+", @"\u002B")]
    public async Task C55_a_data_url_with_escapes_is_read(string character, string escape)
    {
        var bytes = Enumerable.Range(0, 3000).Select(static i => (byte)(i * 251 >> 3)).ToArray();
        var url = Calls.DataUrl(bytes).Replace(character, escape, StringComparison.Ordinal);
        Assert.Contains(escape, url, StringComparison.Ordinal);
        (await server.EditJsonAsync($$"""{"images":[{"image_url":"{{url}}"}],"prompt":"x"}""")).ShouldSucceed();
        Assert.Equal(bytes, server.Engine.Last!.Images[0].Bytes.ToArray());
    }

    [Theory]
    [InlineData("data:image/png;base64,####")]
    [InlineData("data:image/png;base64,iVBORw0")]
    [InlineData("data:image/png;base64,_-_-")]
    [InlineData("data:image/png,abc")]
    [InlineData("data:image/png;base64")]
    [InlineData("data:")]
    [InlineData("iVBORw0KGgo=")]
    [InlineData("ftp://example.org/a.png")]
    [InlineData("file:///etc/passwd")]
    [InlineData("http://user:password@example.org/a.png")]
    [InlineData("/a.png")]
    [InlineData("")]
    public async Task C55_an_address_that_is_none_is_refused(string url) =>
        (await server.EditJsonAsync($$"""{"images":[{"image_url":"{{url}}"}],"prompt":"x"}""")).ShouldBeError(400, "invalid_value", "images[0].image_url");

    [Fact]
    public async Task C55_an_empty_data_url_is_an_image_of_no_bytes()
    {
        (await server.EditJsonAsync("""{"images":[{"image_url":"data:image/png;base64,"}],"prompt":"x"}""")).ShouldSucceed();
        Assert.Empty(server.Engine.Last!.Images[0].Bytes.ToArray());
    }

    [Theory]
    [InlineData("http://example.org/a.png")]
    [InlineData("https://example.org/a.png")]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    public async Task C56_web_addresses_are_refused_while_they_are_not_switched_on(string url)
    {
        var answer = await server.EditJsonAsync($$"""{"images":[{"image_url":"{{url}}"}],"prompt":"x"}""");
        answer.ShouldBeError(400, "invalid_value", "images[0].image_url");
        Assert.Contains("Api:Fetch:Enabled", answer.Error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("file-doesnotexist")]
    [InlineData("file-00000000000000000000000000000000")]
    [InlineData("../../keys.db")]
    [InlineData("")]
    public async Task C57_a_file_that_is_not_there_is_refused_by_name(string id)
    {
        (await server.EditJsonAsync($$"""{"images":[{"file_id":"{{id}}"}],"prompt":"x"}""")).ShouldBeError(400, "invalid_value", "images[0].file_id");
        (await server.EditJsonAsync($$"""{"images":[{"image_url":"{{Png}}"}],"mask":{"file_id":"{{id}}"},"prompt":"x"}""")).ShouldBeError(400, "invalid_value", "mask.file_id");
    }

    [Fact]
    public async Task C58_null_is_as_good_as_absent()
    {
        var nulls = string.Concat(Server.Api.Requests.EditFields.All.Where(static name => name is not ("images" or "image" or "prompt")).Select(static name => $",\"{name}\":null"));
        (await server.EditJsonAsync($$"""{"images":[{"image_url":"{{Png}}","file_id":null}],"prompt":"x"{{nulls}}}""")).ShouldSucceed();
        Assert.Null(server.Engine.Last!.Mask);
        Assert.Equal(1, server.Engine.Last.Count);
    }

    [Theory]
    [InlineData("image")]
    [InlineData("image[]")]
    public async Task C59_the_name_of_the_other_form_is_refused_with_the_right_one(string name)
    {
        var answer = await server.EditJsonAsync($$"""{"{{name}}":"{{Png}}","prompt":"x"}""");
        answer.ShouldBeError(400, "unknown_parameter", name);
        Assert.Contains("'images'", answer.Error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("n", "0", "n")]
    [InlineData("n", "1.5", "n")]
    [InlineData("n", "[1]", "n")]
    [InlineData("n", "true", "n")]
    [InlineData("prompt", "{}", "prompt")]
    [InlineData("size", "\"big\"", "size")]
    [InlineData("stream", "\"yes\"", "stream")]
    public async Task C54_C106_a_wrong_value_is_refused_by_the_name_of_its_field(string name, string value, string param) =>
        (await server.EditJsonAsync($$"""{"images":[{"image_url":"{{Png}}"}]{{(name == "prompt" ? "" : ",\"prompt\":\"x\"")}},"{{name}}":{{value}}}""")).ShouldBeError(400, "invalid_value", param);

    [Theory]
    [InlineData("""{"prompt":"x"}""", "missing_required_parameter", "images")]
    [InlineData("""{"images":null,"prompt":"x"}""", "missing_required_parameter", "images")]
    [InlineData("""{"images":[{"image_url":"IMG"}]}""", "missing_required_parameter", "prompt")]
    [InlineData("""{"images":[{"image_url":"IMG"}],"prompt":""}""", "missing_required_parameter", "prompt")]
    [InlineData("""{"images":[{"image_url":"IMG"}],"prompt":"x","prompt":"y"}""", "duplicate_parameter", "prompt")]
    [InlineData("""{"images":[{"image_url":"IMG"}],"images":[],"prompt":"x"}""", "duplicate_parameter", "images")]
    public async Task C27_C28_what_is_missing_or_double_is_refused_by_its_name(string body, string code, string param) =>
        (await server.EditJsonAsync(body.Replace("IMG", Png, StringComparison.Ordinal))).ShouldBeError(400, code, param);

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    [InlineData("""{"prompt":"x"}{"prompt":"y"}""")]
    [InlineData("""{"prompt":"x",}""")]
    [InlineData("""{"prompt":"x" /* no */}""")]
    [InlineData("""{"prompt":"\ud800"}""")]
    [InlineData("""{"\ud800":"x"}""")]
    [InlineData("""{"images":[{"image_url":"\ud800"}]}""")]
    [InlineData("""{"images":[{"image_url":"data:image/png;base64,\ud800"}]}""")]
    [InlineData("""{"images":[""")]
    public async Task A_body_that_is_no_json_object_is_refused(string body) =>
        (await server.EditJsonAsync(body)).ShouldBeError(400, "invalid_value", null);

    [Fact]
    public async Task A_json_body_that_nests_without_end_is_refused() =>
        (await server.EditJsonAsync($$"""{"x":{{new string('[', 100_000)}}""")).ShouldBeError(400, "invalid_value", null);

    [Fact]
    public async Task Bytes_that_are_no_utf8_are_refused()
    {
        var body = new ByteArrayContent([.. "{\"prompt\":\""u8, 0xFF, 0xFE, .. "\"}"u8]);
        body.Headers.ContentType = new("application/json");
        (await server.EditAsync(body)).ShouldBeError(400, "invalid_value", null);
    }

    [Fact]
    public async Task A_byte_order_mark_does_no_harm()
    {
        var body = new ByteArrayContent([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes($$"""{"images":[{"image_url":"{{Png}}"}],"prompt":"x"}""")]);
        body.Headers.ContentType = new("application/json");
        (await server.EditAsync(body)).ShouldSucceed();
    }

    [Fact]
    public async Task C52_unknown_fields_are_ignored_and_named_in_a_header()
    {
        var answer = await server.EditJsonAsync($$"""{"images":[{"image_url":"{{Png}}","detail":"high"}],"prompt":"x","seed":{"a":[1]},"strength":0.5}""");
        answer.ShouldSucceed();
        Assert.Equal("299 - \"Unknown parameters were ignored: images%5B0%5D.detail, seed, strength\"", answer.Headers["Warning"]);
    }

    [Fact]
    public async Task A_prompt_that_is_too_long_is_refused_by_its_name() =>
        (await server.EditJsonAsync(JsonSerializer.Serialize(new { prompt = new string('a', 300_000) }))).ShouldBeError(400, "invalid_value", "prompt");

    [Fact]
    public async Task The_memory_of_a_json_request_is_given_back_whatever_became_of_it()
    {
        var memory = (Server.Api.Requests.BodyMemory)server.Services.GetService(typeof(Server.Api.Requests.BodyMemory))!;
        await server.EditJsonAsync($$"""{"images":[{"image_url":"{{Png.Replace("/", @"\/", StringComparison.Ordinal)}}"}],"prompt":"x"}""");
        await server.EditJsonAsync($$"""{"images":[{"image_url":"{{Png.Replace("/", @"\/", StringComparison.Ordinal)}}"}],"prompt":"x","n":0}""");
        await server.EditJsonAsync("{");
        Assert.Equal(0, memory.Held);
    }
}
