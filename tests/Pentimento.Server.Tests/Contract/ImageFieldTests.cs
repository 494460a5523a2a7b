using System.Globalization;
using Pentimento.Server.Tests.Api;

namespace Pentimento.Server.Tests.Contract;

public sealed class ImageFieldTests(TestServer server) : IClassFixture<TestServer>
{
    [Theory]
    [InlineData("image")]
    [InlineData("image[]")]
    [InlineData("image[0]")]
    public async Task C23_C24_one_file_works_under_every_name(string name)
    {
        (await server.EditAsync(Files(name))).ShouldSucceed();
        Assert.Equal(name, Assert.Single(server.Engine.Last!.Images).Field);
    }

    [Fact]
    public async Task C24_several_files_keep_their_order()
    {
        (await server.EditAsync(Files("image[]", "image[]", "image[]"))).ShouldSucceed();
        Assert.Equal([0, 1, 2], server.Engine.Last!.Images.Select(static image => (int)image.Bytes.Span[0]));
    }

    [Fact]
    public async Task C24_numbers_in_brackets_decide_the_order()
    {
        (await server.EditAsync(Files("image[2]", "image[0]", "image[1]"))).ShouldSucceed();
        Assert.Equal([1, 2, 0], server.Engine.Last!.Images.Select(static image => (int)image.Bytes.Span[0]));
    }

    [Fact]
    public async Task C25_a_repeated_bare_image_is_several_images()
    {
        (await server.EditAsync(Files("image", "image"))).ShouldSucceed();
        Assert.Equal(2, server.Engine.Last!.Images.Count);
    }

    [Fact]
    public async Task C26_sixteen_images_are_read_and_seventeen_refused()
    {
        (await server.EditAsync(Files([.. Enumerable.Repeat("image[]", 16)]))).ShouldSucceed();
        Assert.Equal(16, server.Engine.Last!.Images.Count);
        (await server.EditAsync(Files([.. Enumerable.Repeat("image[]", 17)]))).ShouldBeError(400, "invalid_value", "image[]");
    }

    [Fact]
    public async Task C27_a_request_without_an_image_is_refused()
    {
        using var form = new MultipartFormDataContent { { new StringContent("make it brighter"), "prompt" } };
        (await server.EditAsync(form)).ShouldBeError(400, "missing_required_parameter", "image");
    }

    [Fact]
    public async Task C27_a_file_input_of_a_web_form_that_was_left_empty_is_no_image()
    {
        var request = new RawRequest()
            .Part("Content-Disposition: form-data; name=\"image\"; filename=\"\"\r\nContent-Type: application/octet-stream", [])
            .Text("prompt", "make it brighter");
        (await request.SendAsync(server)).ShouldBeError(400, "missing_required_parameter", "image");
    }

    [Fact]
    public async Task A_mask_that_was_left_empty_is_no_mask()
    {
        var request = new RawRequest()
            .Part("Content-Disposition: form-data; name=\"image\"; filename=\"a\"", Calls.Png)
            .Part("Content-Disposition: form-data; name=\"mask\"; filename=\"\"", [])
            .Text("prompt", "make it brighter");
        (await request.SendAsync(server)).ShouldSucceed();
        Assert.Null(server.Engine.Last!.Mask);
    }

    [Fact]
    public async Task A_mask_reaches_the_engine()
    {
        (await server.EditAsync(Calls.Form().WithFile("mask", [7, 8]))).ShouldSucceed();
        Assert.Equal("mask", server.Engine.Last!.Mask!.Field);
        Assert.Equal([7, 8], server.Engine.Last.Mask.Bytes.ToArray());
    }

    [Fact]
    public async Task C68_markup_reaches_the_engine_and_is_refused_with_a_mask()
    {
        (await server.EditAsync(Calls.Form().WithFile("markup", [7]))).ShouldSucceed();
        Assert.Equal([7], server.Engine.Last!.Markup!.Bytes.ToArray());
        var both = await server.EditAsync(Calls.Form().WithFile("markup", Calls.Png).WithFile("mask", Calls.Png));
        both.ShouldBeError(400, "invalid_value", "markup");
        Assert.Contains("cannot be combined with 'mask'", both.Error.GetProperty("message").GetString()!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(50_000_001)]
    [InlineData(60_000_000)]
    public async Task An_image_over_50_MB_is_refused(int length)
    {
        var answer = await server.EditAsync(new MultipartFormDataContent().WithFile("image", new byte[length]));
        answer.ShouldBeError(413, "request_too_large", "image");
        Assert.Contains(50_000_000.ToString(CultureInfo.InvariantCulture), answer.Error.GetProperty("message").GetString()!, StringComparison.Ordinal);
    }

    // Each file is one byte: its place in the request.
    private static MultipartFormDataContent Files(params IReadOnlyList<string> names)
    {
        var form = new MultipartFormDataContent { { new StringContent("make it brighter"), "prompt" } };
        for (var i = 0; i < names.Count; i++)
        {
            form.WithFile(names[i], [(byte)i]);
        }

        return form;
    }
}
