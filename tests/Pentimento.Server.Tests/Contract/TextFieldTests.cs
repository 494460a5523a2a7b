using Pentimento.Server.Editing;
using Pentimento.Server.Tests.Api;

namespace Pentimento.Server.Tests.Contract;

public sealed class TextFieldTests(TestServer server) : IClassFixture<TestServer>
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  \n")]
    public async Task C28_a_missing_or_empty_prompt_is_refused(string? prompt)
    {
        var form = new MultipartFormDataContent().WithFile("image", Calls.Png);
        if (prompt is not null)
        {
            form.Add(new StringContent(prompt), "prompt");
        }

        (await server.EditAsync(form)).ShouldBeError(400, "missing_required_parameter", "prompt");
    }

    [Theory]
    [InlineData("a")]
    [InlineData("ü")]
    [InlineData("🖼")]
    public async Task C29_a_prompt_of_32000_characters_is_read_and_one_more_refused(string letter)
    {
        (await server.EditAsync(Prompt(32_000))).ShouldSucceed();
        (await server.EditAsync(Prompt(32_001))).ShouldBeError(400, "invalid_value", "prompt");

        MultipartFormDataContent Prompt(int count) => new MultipartFormDataContent
        {
            { new StringContent(string.Concat(Enumerable.Repeat(letter, count))), "prompt" },
        }.WithFile("image", Calls.Png);
    }

    [Theory]
    [InlineData("1", 1)]
    [InlineData("2", 2)]
    [InlineData("10", 10)]
    public async Task C34_C35_n_arrives_as_text_and_is_honoured(string n, int count)
    {
        var answer = await server.EditAsync(("n", n));
        answer.ShouldSucceed();
        Assert.Equal(count, answer.Json.GetProperty("data").GetArrayLength());
    }

    [Theory]
    [InlineData("n", "0")]
    [InlineData("n", "11")]
    [InlineData("n", "abc")]
    [InlineData("n", "1.5")]
    [InlineData("n", "99999999999")]
    [InlineData("quality", "best")]
    [InlineData("output_format", "bmp")]
    [InlineData("output_compression", "101")]
    [InlineData("output_compression", "-1")]
    [InlineData("output_compression", "50")]
    [InlineData("background", "checkerboard")]
    [InlineData("response_format", "base64")]
    [InlineData("input_fidelity", "medium")]
    [InlineData("moderation", "off")]
    [InlineData("complexity", "extreme")]
    [InlineData("stream", "maybe")]
    [InlineData("partial_images", "4")]
    [InlineData("partial_images", "x")]
    public async Task C34_C44_C106_a_wrong_value_is_refused_by_the_name_of_its_field(string name, string value) =>
        (await server.EditAsync((name, value))).ShouldBeError(400, "invalid_value", name);

    [Theory]
    [InlineData("auto")]
    [InlineData("")]
    public async Task C36_auto_and_no_size_keep_the_size(string size)
    {
        (await server.EditAsync(("size", size))).ShouldSucceed();
        Assert.Null(server.Engine.Last!.Size);
    }

    [Theory]
    [InlineData("256x256", 256, 256)]
    [InlineData("512x512", 512, 512)]
    [InlineData("1024x1024", 1024, 1024)]
    [InlineData("1536x1024", 1536, 1024)]
    [InlineData("1024x1536", 1024, 1536)]
    [InlineData("1792x936", 1792, 936)]
    [InlineData("1x1", 1, 1)]
    [InlineData("16384x2", 16384, 2)]
    public async Task C37_C38_any_width_and_height_is_asked_of_the_engine(string size, int width, int height)
    {
        var answer = await server.EditAsync(("size", size));
        Assert.Equal(new PixelSize(width, height), server.Engine.Last!.Size);
        Assert.Equal(size, answer.Json.GetProperty("size").GetString());
    }

    [Theory]
    [InlineData("large")]
    [InlineData("1024")]
    [InlineData("x1024")]
    [InlineData("1024x")]
    [InlineData("0x1024")]
    [InlineData("-1x1024")]
    [InlineData("1024x1024x2")]
    [InlineData("10.5x20")]
    [InlineData("16385x1")]
    [InlineData("16384x16384")]
    [InlineData("99999999999x2")]
    public async Task C39_a_size_that_cannot_be_is_refused_with_what_can(string size)
    {
        var answer = await server.EditAsync(("size", size));
        answer.ShouldBeError(400, "invalid_value", "size");
        Assert.Contains("'auto'", answer.Error.GetProperty("message").GetString()!, StringComparison.Ordinal);
        Assert.Contains("1024x1024", answer.Error.GetProperty("message").GetString()!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("low", "low")]
    [InlineData("medium", "medium")]
    [InlineData("standard", "medium")]
    [InlineData("high", "high")]
    [InlineData("hd", "high")]
    [InlineData("xhigh", "high")]
    [InlineData("max", "high")]
    [InlineData("auto", "high")]
    [InlineData("", "high")]
    public async Task C40_C41_C77_every_quality_of_any_client_is_accepted_and_one_of_three_comes_back(string sent, string effective) =>
        Assert.Equal(effective, (await server.EditAsync(("quality", sent))).Json.GetProperty("quality").GetString());

    [Theory]
    [InlineData("png", "png")]
    [InlineData("jpeg", "jpeg")]
    [InlineData("jpg", "jpeg")]
    [InlineData("webp", "webp")]
    [InlineData("", "png")]
    public async Task C42_the_output_format_is_asked_of_the_engine_and_echoed(string sent, string format) =>
        Assert.Equal(format, (await server.EditAsync(("output_format", sent))).Json.GetProperty("output_format").GetString());

    [Theory]
    [InlineData("gif")]
    [InlineData("svg")]
    public async Task C43_formats_that_are_not_written_are_refused_with_those_that_are(string format)
    {
        var answer = await server.EditAsync(("output_format", format));
        answer.ShouldBeError(400, "invalid_value", "output_format");
        Assert.Contains("png, jpeg, webp", answer.Error.GetProperty("message").GetString()!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("jpeg", "0", 0)]
    [InlineData("webp", "85", 85)]
    [InlineData("png", "100", 100)]
    public async Task C44_compression_reaches_the_engine(string format, string compression, int expected)
    {
        (await server.EditAsync(("output_format", format), ("output_compression", compression))).ShouldSucceed();
        Assert.Equal(expected, server.Engine.Last!.Compression);
    }

    [Fact]
    public async Task C45_a_transparent_jpeg_is_refused() =>
        (await server.EditAsync(("background", "transparent"), ("output_format", "jpeg"))).ShouldBeError(400, "invalid_value", "background");

    [Fact]
    public async Task C46_a_transparent_background_that_is_none_is_refused()
    {
        server.Fresh();
        (await server.EditAsync(("background", "transparent"))).ShouldBeError(400, "invalid_value", "background");
        server.Engine.HasTransparency = true;
        var answer = await server.EditAsync(("background", "transparent"));
        server.Fresh();
        Assert.Equal("transparent", answer.Json.GetProperty("background").GetString());
    }

    [Fact]
    public async Task C50_C51_fields_of_a_hosted_service_are_accepted()
    {
        var answer = await server.EditAsync(
            ("user", "u"), ("safety_identifier", "s"), ("moderation", "low"), ("input_fidelity", "high"), ("complexity", "high"),
            ("stream", "false"), ("partial_images", "1"));
        answer.ShouldSucceed();
        Assert.False(answer.Headers.ContainsKey("Warning"));
    }

    [Fact]
    public async Task C50_a_safety_identifier_has_at_most_128_characters() =>
        (await server.EditAsync(("safety_identifier", new string('s', 129)))).ShouldBeError(400, "invalid_value", "safety_identifier");

    [Theory]
    [InlineData("frame_count", "9")]
    [InlineData("frame_duration_ms", "200")]
    public async Task Fields_that_would_change_the_result_are_refused_while_they_are_not_built(string name, string value) =>
        (await server.EditAsync((name, value))).ShouldBeError(400, "unsupported_parameter", name);

    [Fact]
    public async Task C52_C53_unknown_fields_are_ignored_and_named_in_a_header()
    {
        var answer = await server.EditAsync(("seed", "4"), ("svg[model]", "x"), ("prompt[]", "y"), ("größe", "z"));
        answer.ShouldSucceed();
        Assert.Equal("299 - \"Unknown parameters were ignored: seed, svg%5Bmodel%5D, prompt%5B%5D, gr%C3%B6%C3%9Fe\"", answer.Headers["Warning"]);
    }
}
