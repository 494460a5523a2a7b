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
    public async Task C66_without_a_mask_transparent_pixels_are_the_region_where_the_server_is_set_so()
    {
        await using var asDallE2 = new RealServer { Settings = ["--BuiltIn:TransparentPixelsAreMask", "true"] };
        await asDallE2.InitializeAsync();
        var picture = Pictures.LeftHalf(40, 30);
        using var before = Pictures.Decode(picture);
        foreach (var (one, isMask) in new[] { (asDallE2, true), (server, false) })
        {
            using var form = new MultipartFormDataContent { { new StringContent("invert the colours"), "prompt" } }.WithFile("image", picture);
            using var response = await one.Client.PostAsync(Calls.Edits, form, TestContext.Current.CancellationToken);
            var answer = await Answer.ReadAsync(response);
            answer.ShouldSucceed();
            using var after = Pictures.Decode(answer.Json.GetProperty("data")[0].GetProperty("b64_json").GetBytesFromBase64());
            Assert.Equal(isMask, before.Row(9)[80..].SequenceEqual(after.Row(9)[80..]));
            Assert.Equal(isMask, answer.Headers.ContainsKey("Pentimento-Changed-Outside"));
        }
    }

    [Fact]
    public async Task C69_the_mask_is_compared_with_the_image_as_it_is_seen_after_its_orientation()
    {
        var turned = Pictures.Turned(Pictures.Make(40, 30, ImageFormat.Jpeg));
        var answer = await EditAsync(turned, Pictures.LeftHalf(30, 40));
        answer.ShouldSucceed();
        Assert.Equal("30x40", answer.Json.GetProperty("size").GetString());
        Assert.Equal("0", answer.Headers["Pentimento-Changed-Outside"]);
        (await EditAsync(turned, Pictures.LeftHalf(40, 30))).ShouldBeError(400, "invalid_value", "mask");
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

    [Fact]
    public async Task C68_strokes_of_the_markup_may_change_as_much_as_they_are_opaque_and_the_rest_stays_bit_for_bit()
    {
        var markup = Pictures.Make(40, 30, alpha: static (x, _) => x < 10 ? (byte)255 : x < 20 ? (byte)128 : (byte)0);
        var answer = await MarkAsync(markup);
        answer.ShouldSucceed();
        Assert.Equal("0", answer.Headers["Pentimento-Changed-Outside"]);
        using var before = Pictures.Decode(Picture);
        using var after = Pictures.Decode(answer.Json.GetProperty("data")[0].GetProperty("b64_json").GetBytesFromBase64());
        for (var y = 0; y < 30; y++)
        {
            var was = before.Row(y);
            var became = after.Row(y);
            Assert.Equal(became[0], became[1]); // grey
            Assert.NotEqual(became[30], became[31]); // half grey
            Assert.NotEqual(was[30], became[30]);
            Assert.True(was[60..].SequenceEqual(became[60..]));
        }
    }

    [Theory]
    [InlineData(41, 255, 0, "invalid_value")]
    [InlineData(40, 0, 0, "invalid_value")]
    [InlineData(40, 255, 255, "invalid_value")]
    [InlineData(40, 200, 200, "invalid_value")]
    public async Task C68_markup_of_another_size_or_with_nothing_or_everything_drawn_is_refused(int width, byte left, byte right, string code) =>
        (await MarkAsync(Pictures.Make(width, 30, alpha: (x, _) => x < 20 ? left : right))).ShouldBeError(400, code, "markup");

    [Fact]
    public async Task C68_markup_without_transparency_is_refused() => (await MarkAsync(Picture)).ShouldBeError(400, "invalid_mask_image_format", "markup");

    [Fact]
    public async Task C68_C106_what_the_markup_cannot_limit_is_refused_by_its_name() =>
        (await MarkAsync(Pictures.LeftHalf(40, 30), "rotate it 90 degrees")).ShouldBeError(400, "invalid_value", "markup");

    private Task<Answer> MarkAsync(byte[] markup, string prompt = "make it black and white") => SendAsync(
        new MultipartFormDataContent { { new StringContent(prompt), "prompt" } }.WithFile("image", Picture).WithFile("markup", markup));

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
