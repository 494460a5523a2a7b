using Pentimento.Engine.Images;
using Pentimento.Server.Tests.Api;
using Pentimento.Server.Tests.Clients;

namespace Pentimento.Server.Tests.Contract;

public sealed class MaskTests(RealServer server) : IClassFixture<RealServer>
{
    private static readonly byte[] Picture = Pictures.Make(40, 30);

    [Fact]
    public async Task C60_C65_what_the_mask_keeps_is_the_inputs_bit_for_bit_and_the_count_says_so()
    {
        var answer = await EditAsync(Picture, Pictures.LeftHalf(40, 30));
        answer.ShouldSucceed();
        Assert.Equal("0", answer.Headers["Pentimento-Changed-Outside"]);
        using var before = Pictures.Decode(Picture);
        using var after = Pictures.Decode(answer.Json.GetProperty("data")[0].GetProperty("b64_json").GetBytesFromBase64());
        for (var y = 0; y < 30; y++)
        {
            Assert.True(before.Row(y)[60..].SequenceEqual(after.Row(y)[60..]));
            Assert.False(before.Row(y)[..60].SequenceEqual(after.Row(y)[..60]));
        }
    }

    [Theory]
    [InlineData(41, 30)]
    [InlineData(30, 40)]
    public async Task C61_a_mask_of_another_size_is_refused(int width, int height) =>
        (await EditAsync(Picture, Pictures.LeftHalf(width, height))).ShouldBeError(400, "invalid_value", "mask");

    [Fact]
    public async Task C62_a_mask_without_alpha_is_refused()
    {
        var answer = await EditAsync(Picture, Picture);
        answer.ShouldBeError(400, "invalid_mask_image_format", "mask");
        Assert.Equal("image_generation_user_error", answer.Error.GetProperty("type").GetString());
        Assert.StartsWith("Invalid mask image format - mask image missing alpha channel", answer.Error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task C63_a_mask_that_is_no_png_is_refused() =>
        (await EditAsync(Picture, Pictures.Make(40, 30, ImageFormat.Webp, static (x, _) => (byte)(x < 9 ? 0 : 255))))
            .ShouldBeError(400, "invalid_mask_image_format", "mask");

    [Fact]
    public async Task C64_with_several_images_the_mask_belongs_to_the_first()
    {
        var form = Form(Pictures.LeftHalf(40, 30)).WithFile("image[]", Picture).WithFile("image[]", Pictures.Make(7, 9));
        (await SendAsync(form)).ShouldSucceed();
        form = Form(Pictures.LeftHalf(40, 30)).WithFile("image[]", Pictures.Make(7, 9)).WithFile("image[]", Picture);
        (await SendAsync(form)).ShouldBeError(400, "invalid_value", "mask");
    }

    [Fact]
    public async Task C67_a_mask_that_marks_nothing_is_refused() =>
        (await EditAsync(Picture, Pictures.Make(40, 30, alpha: static (_, _) => 255))).ShouldBeError(400, "invalid_value", "mask");

    [Fact]
    public async Task A_mask_cannot_limit_a_turn_of_the_whole_picture() =>
        (await EditAsync(Picture, Pictures.LeftHalf(40, 30), "rotate it 90 degrees")).ShouldBeError(400, "invalid_value", "mask");

    [Fact]
    public async Task A_mask_that_is_no_image_is_refused_as_the_mask() =>
        (await EditAsync(Picture, "no image"u8.ToArray())).ShouldBeError(400, "invalid_image_file", "mask");

    private Task<Answer> EditAsync(byte[] picture, byte[] mask, string prompt = "make it black and white") =>
        SendAsync(Form(mask, prompt).WithFile("image", picture));

    private static MultipartFormDataContent Form(byte[] mask, string prompt = "make it black and white") =>
        new MultipartFormDataContent { { new StringContent(prompt), "prompt" } }.WithFile("mask", mask);

    private async Task<Answer> SendAsync(MultipartFormDataContent form)
    {
        using (form)
        {
            using var response = await server.Client.PostAsync(Calls.Edits, form, TestContext.Current.CancellationToken);
            return await Answer.ReadAsync(response);
        }
    }
}
