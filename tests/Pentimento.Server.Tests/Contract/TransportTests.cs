using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Pentimento.Server.Tests.Api;

namespace Pentimento.Server.Tests.Contract;

public sealed class TransportTests(TestServer server) : IClassFixture<TestServer>
{
    private const string Image = "Content-Disposition: form-data; name=\"image\"; filename=\"a.png\"\r\nContent-Type: image/png";

    [Fact]
    public async Task C01_an_edit_by_multipart_is_answered()
    {
        (await server.EditAsync()).ShouldSucceed();
        Assert.Equal("make it brighter", server.Engine.Last!.Prompt);
        Assert.Equal(Calls.Png, server.Engine.Last.Images[0].Bytes);
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("text/plain")]
    public async Task C03_other_content_types_are_refused_with_an_envelope(string type) =>
        (await server.EditAsync(new StringContent("{}", Encoding.UTF8, type))).ShouldBeError(415, "unsupported_media_type", null);

    [Fact]
    public async Task C03_a_body_without_a_content_type_is_refused_with_an_envelope() =>
        (await server.EditAsync(new ByteArrayContent([1, 2, 3]))).ShouldBeError(415, "unsupported_media_type", null);

    [Fact]
    public async Task C09_a_chunked_body_without_a_length_is_read()
    {
        (await new RawRequest { Chunked = true }.Part(Image, new byte[5000]).Text("prompt", "make it brighter").SendAsync(server)).ShouldSucceed();
        Assert.Equal(5000, server.Engine.Last!.Images[0].Bytes.Length);
    }

    [Fact]
    public async Task C10_expect_100_continue_is_answered_before_the_body()
    {
        var answer = await new RawRequest { ExpectContinue = true }.Part(Image, Calls.Png).Text("prompt", "make it brighter").SendAsync(server);
        answer.ShouldSucceed();
        Assert.StartsWith("HTTP/1.1 100 Continue", answer.Interim, StringComparison.Ordinal);
    }

    [Fact]
    public async Task C11_a_quoted_boundary_is_read()
    {
        var request = new RawRequest { ContentType = $"multipart/form-data; boundary=\"{RawRequest.Boundary}\"" };
        (await request.Part(Image, Calls.Png).Text("prompt", "make it brighter").SendAsync(server)).ShouldSucceed();
    }

    [Fact]
    public async Task C12_C13_C14_a_part_as_dotnet_writes_it_is_read()
    {
        var request = new RawRequest()
            .Part("Content-Disposition: form-data; name=prompt\r\nContent-Type: text/plain; charset=utf-8", "make it brighter"u8.ToArray())
            .Part("Content-Disposition: form-data; name=image; filename=\"/tmp/photos/a.png\"; filename*=utf-8''%2Ftmp%2Fphotos%2Fa.png", Calls.Png);
        (await request.SendAsync(server)).ShouldSucceed();
        Assert.Equal("make it brighter", server.Engine.Last!.Prompt);
        Assert.Equal(Calls.Png, server.Engine.Last.Images[0].Bytes);
    }

    [Theory]
    [InlineData("application/octet-stream")]
    [InlineData("text/plain")]
    [InlineData("image/jpeg")]
    public async Task C15_the_content_type_of_a_file_part_does_not_matter(string type) =>
        (await new RawRequest().Part($"Content-Disposition: form-data; name=\"image\"; filename=\"a\"\r\nContent-Type: {type}", Calls.Png)
            .Text("prompt", "make it brighter").SendAsync(server)).ShouldSucceed();

    [Theory]
    [InlineData("blob")]
    [InlineData("unknown_file")]
    [InlineData("upload")]
    [InlineData("README.md")]
    [InlineData("größe-写真-🖼.png")]
    [InlineData("/etc/passwd")]
    [InlineData("..\\..\\windows\\system32\\a.png")]
    [InlineData("../../../../tmp/pentimento-must-not-exist.png")]
    public async Task C16_any_file_name_is_accepted_and_none_is_used(string name)
    {
        (await new RawRequest().Part($"Content-Disposition: form-data; name=\"image\"; filename=\"{name}\"", Calls.Png)
            .Text("prompt", "make it brighter").SendAsync(server)).ShouldSucceed();
        Assert.False(File.Exists("/tmp/pentimento-must-not-exist.png"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task C17_files_may_stand_before_or_after_text(bool filesFirst)
    {
        var form = new MultipartFormDataContent();
        if (filesFirst)
        {
            form.WithFile("image", Calls.Png);
        }

        form.Add(new StringContent("make it brighter"), "prompt");
        if (!filesFirst)
        {
            form.WithFile("image", Calls.Png);
        }

        (await server.EditAsync(form)).ShouldSucceed();
    }

    [Theory]
    [InlineData("")]
    [InlineData("\r\nContent-Type: text/plain; charset=utf-8")]
    [InlineData("\r\nContent-Type: application/octet-stream")]
    public async Task C18_text_is_utf8_with_and_without_a_content_type(string type)
    {
        (await new RawRequest().Part(Image, Calls.Png)
            .Part($"Content-Disposition: form-data; name=\"prompt\"{type}", Encoding.UTF8.GetBytes("mach es wärmer 🌞")).SendAsync(server)).ShouldSucceed();
        Assert.Equal("mach es wärmer 🌞", server.Engine.Last!.Prompt);
    }

    [Fact]
    public async Task C18_a_prompt_sent_as_a_file_is_text_all_the_same()
    {
        (await new RawRequest().Part(Image, Calls.Png)
            .Part("Content-Disposition: form-data; name=\"prompt\"; filename=\"-\"\r\nContent-Type: application/octet-stream", "make it warmer\n"u8.ToArray())
            .SendAsync(server)).ShouldSucceed();
        Assert.Equal("make it warmer", server.Engine.Last!.Prompt.Trim());
    }

    [Fact]
    public async Task C18_text_that_is_not_utf8_is_refused() =>
        (await new RawRequest().Part(Image, Calls.Png).Part("Content-Disposition: form-data; name=\"prompt\"", [0x66, 0xFC, 0x72]).SendAsync(server))
            .ShouldBeError(400, "invalid_value", "prompt");

    [Fact]
    public async Task C19_an_image_of_49_MB_is_read()
    {
        using var form = new MultipartFormDataContent().WithFile("image", new byte[49_000_000]);
        form.Add(new StringContent("make it brighter"), "prompt");
        (await server.EditAsync(form)).ShouldSucceed();
        Assert.Equal(49_000_000, server.Engine.Last!.Images[0].Bytes.Length);
    }

    [Fact]
    public async Task C21_headers_of_the_official_clients_do_no_harm()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Calls.Edits) { Content = Calls.Form() };
        foreach (var (name, value) in new[]
        {
            ("X-Stainless-Lang", "js"), ("X-Stainless-Retry-Count", "0"), ("OpenAI-Organization", "org-1"), ("OpenAI-Project", "p"), ("sec-fetch-mode", "cors"),
        })
        {
            request.Headers.Add(name, value);
        }

        using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("text/event-stream")]
    [InlineData("image/png")]
    [InlineData("*/*")]
    public async Task C22_the_accept_header_does_not_choose_the_form_of_the_answer(string accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Calls.Edits) { Content = Calls.Form() };
        request.Headers.Accept.Add(MediaTypeWithQualityHeaderValue.Parse(accept));
        using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal("application/json", response.Content.Headers.ContentType!.ToString());
    }
}
