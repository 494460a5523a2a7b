using System.Buffers.Binary;
using Pentimento.Engine.Images;
using Pentimento.Server.Tests.Api;
using Pentimento.Server.Tests.Clients;

namespace Pentimento.Server.Tests.Contract;

public sealed class PictureTests(RealServer server) : IClassFixture<RealServer>
{
    private static readonly byte[] Picture = Pictures.Make(60, 40);

    [Theory]
    [InlineData(ImageFormat.Png)]
    [InlineData(ImageFormat.Jpeg)]
    [InlineData(ImageFormat.Webp)]
    public async Task C30_C42_C73_every_format_is_read_and_the_format_that_was_asked_for_is_written(ImageFormat input)
    {
        foreach (var output in ImageFormats.Written)
        {
            var answer = await EditAsync([("output_format", output.Name())], Pictures.Make(60, 40, input));
            answer.ShouldSucceed();
            var bytes = Bytes(answer);
            Assert.Equal(output, ImageFormats.Sniff(bytes));
            using var image = Pictures.Decode(bytes);
            Assert.Equal(answer.Json.GetProperty("size").GetString(), $"{image.Width}x{image.Height}");
        }
    }

    [Theory]
    [InlineData("256x256")]
    [InlineData("33x71")]
    [InlineData("1536x1024")]
    public async Task C38_the_result_has_exactly_the_size_that_was_asked_for(string size)
    {
        var answer = await EditAsync([("size", size)], Picture);
        answer.ShouldSucceed();
        using var image = Pictures.Decode(Bytes(answer));
        Assert.Equal((size, size), ($"{image.Width}x{image.Height}", answer.Json.GetProperty("size").GetString()));
    }

    [Theory]
    [InlineData("this is no image")]
    [InlineData("")]
    [InlineData("\u0089PNG\r\n\u001a\n")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg' width='10' height='10'/>")]
    public async Task C31_bytes_that_are_no_image_are_refused(string text)
    {
        var answer = await EditAsync([], System.Text.Encoding.Latin1.GetBytes(text));
        answer.ShouldBeError(400, "invalid_image_file", "image");
        Assert.Equal("image_generation_user_error", answer.Error.GetProperty("type").GetString());
    }

    [Fact]
    public async Task C31_C106_of_several_images_the_bad_one_is_named_by_its_field_and_place()
    {
        using var form = new MultipartFormDataContent { { new StringContent("make it black and white"), "prompt" } };
        form.WithFile("image[]", Picture).WithFile("image[]", "no image"u8.ToArray());
        var answer = await SendAsync(form);
        answer.ShouldBeError(400, "invalid_image_file", "image[]");
        Assert.Contains("image 2", answer.Error.GetProperty("message").GetString()!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task C46_a_transparent_background_is_real_or_refused()
    {
        (await EditAsync([("background", "transparent")], Picture)).ShouldBeError(400, "invalid_value", "background");
        var answer = await EditAsync([("background", "transparent")], Pictures.Make(9, 9, alpha: static (x, _) => (byte)(x * 20)));
        Assert.Equal("transparent", answer.Json.GetProperty("background").GetString());
    }

    [Fact]
    public async Task An_opaque_background_has_no_transparency_left()
    {
        var answer = await EditAsync([("background", "opaque")], Pictures.Make(9, 9, alpha: static (x, _) => (byte)(x * 20)));
        Assert.Equal("opaque", answer.Json.GetProperty("background").GetString());
        using var image = Pictures.Decode(Bytes(answer));
        Assert.False(image.HasAlpha);
    }

    [Theory]
    [InlineData(50_000, 50_000)]
    [InlineData(16_385, 1)]
    [InlineData(16_000, 16_000)]
    [InlineData(0x7FFFFFFF, 0x7FFFFFFF)]
    public async Task A_header_that_claims_too_much_is_refused(int width, int height)
    {
        var file = Pictures.Make(8, 8);
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(16), width);
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(20), height);
        BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(29), Crc(file.AsSpan(12, 17)));
        (await EditAsync([], file)).ShouldBeError(400, "invalid_image_file", "image");
    }

    [Theory]
    [InlineData("coffee-small.png")]
    [InlineData("half-transparent.webp")]
    [InlineData("cmyk.jpg")]
    [InlineData("still.gif")]
    [InlineData("photo.avif")]
    [InlineData("rgb16.png")]
    public async Task A_file_cut_anywhere_is_never_a_defect_of_ours(string asset)
    {
        var file = await File.ReadAllBytesAsync(RealServer.Asset(asset), TestContext.Current.CancellationToken);
        for (var cut = 0; cut < 20; cut++)
        {
            var answer = await EditAsync([], file[..(file.Length * cut / 20)]);
            answer.ShouldBeError(400, answer.Error.GetProperty("code").GetString() is "unsupported_file_mimetype" ? "unsupported_file_mimetype" : "invalid_image_file", "image");
        }
    }

    [Fact]
    public async Task C104_words_that_cannot_be_carried_out_are_refused_by_the_prompt()
    {
        var answer = await EditAsync([], Picture, "turn the cat into a dragon");
        answer.ShouldBeError(400, "unsupported_instruction", "prompt");
    }

    [Theory]
    [InlineData("a", 32_000)]
    [InlineData("make it brighter and ", 1_500)]
    [InlineData("{", 32_000)]
    [InlineData("\ud83d\uddbc", 32_000)]
    [InlineData("(\"", 16_000)]
    public async Task A_prompt_of_the_greatest_length_is_never_a_defect_of_ours(string word, int times)
    {
        var answer = await EditAsync([], Picture, string.Concat(Enumerable.Repeat(word, times)));
        Assert.True((int)answer.Status is 200 or 400, answer.Text);
    }

    private Task<Answer> EditAsync((string Name, string Value)[] fields, byte[] picture, string prompt = "make it black and white")
    {
        var form = new MultipartFormDataContent { { new StringContent(prompt), "prompt" } }.WithFile("image", picture);
        foreach (var (name, value) in fields)
        {
            form.Add(new StringContent(value), name);
        }

        return SendAsync(form);
    }

    private async Task<Answer> SendAsync(MultipartFormDataContent form)
    {
        using (form)
        {
            using var response = await server.Client.PostAsync(Calls.Edits, form, TestContext.Current.CancellationToken);
            return await Answer.ReadAsync(response);
        }
    }

    private static byte[] Bytes(Answer answer) => answer.Json.GetProperty("data")[0].GetProperty("b64_json").GetBytesFromBase64();

    // PNG's checksum (ISO 3309), bit by bit: the header must be wrong in its claim alone.
    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = 0xFFFFFFFF;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
            }
        }

        return ~crc;
    }
}
