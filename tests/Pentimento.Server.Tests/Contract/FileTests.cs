using System.Net;
using System.Text.Json;
using Pentimento.Server.Tests.Api;

namespace Pentimento.Server.Tests.Contract;

public sealed class FileTests : IAsyncLifetime
{
    private const int Hour = 3600;

    private readonly TestServer _server = new() { Settings = ["--Files:MaxFilesPerKey", "3", "--Files:MaxMegabytesPerKey", "1", "--Files:LifetimeHours", "48"] };

    public ValueTask InitializeAsync() => _server.InitializeAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task C57_a_file_is_uploaded_once_and_used_in_edits()
    {
        var file = (await UploadAsync(Calls.Png)).Json;
        Assert.Equal(
            ["object", "id", "bytes", "created_at", "expires_at", "filename", "purpose", "status"], file.EnumerateObject().Select(static key => key.Name));
        Assert.Equal(("file", "a.png", "vision", "processed"), (Text(file, "object"), Text(file, "filename"), Text(file, "purpose"), Text(file, "status")));
        Assert.Equal(Calls.Png.Length, file.GetProperty("bytes").GetInt32());
        Assert.Equal(48 * Hour, file.GetProperty("expires_at").GetInt64() - file.GetProperty("created_at").GetInt64());

        var id = Text(file, "id");
        (await _server.EditJsonAsync($$"""{"images":[{"file_id":"{{id}}"}],"mask":{"file_id":"{{id}}"},"prompt":"x"}""")).ShouldSucceed();
        Assert.Equal(Calls.Png, _server.Engine.Last!.Images[0].Bytes.ToArray());
        Assert.Equal(Calls.Png, _server.Engine.Last.Mask!.Bytes.ToArray());
    }

    [Fact]
    public async Task A_file_is_found_listed_read_and_deleted()
    {
        var id = Text((await UploadAsync([1, 2, 3], "user_data")).Json, "id");
        Assert.Equal(id, Text((await _server.SendAsync(HttpMethod.Get, $"/v1/files/{id}")).Json, "id"));
        var list = (await _server.SendAsync(HttpMethod.Get, "/v1/files")).Json;
        Assert.Equal(("list", id, id), (Text(list, "object"), Text(list, "first_id"), Text(list, "last_id")));
        Assert.False(list.GetProperty("has_more").GetBoolean());

        using var content = await _server.Client.GetAsync($"/v1/files/{id}/content", TestContext.Current.CancellationToken);
        Assert.Equal([1, 2, 3], await content.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal("application/octet-stream", content.Content.Headers.ContentType!.ToString());

        var deleted = (await _server.SendAsync(HttpMethod.Delete, $"/v1/files/{id}")).Json;
        Assert.Equal($$"""{"id":"{{id}}","object":"file","deleted":true}""", deleted.GetRawText());
        (await _server.SendAsync(HttpMethod.Get, $"/v1/files/{id}")).ShouldBeError(404, "not_found", "id");
        (await _server.SendAsync(HttpMethod.Get, $"/v1/files/{id}/content")).ShouldBeError(404, "not_found", "id");
        (await _server.SendAsync(HttpMethod.Delete, $"/v1/files/{id}")).ShouldBeError(404, "not_found", "id");
        (await _server.EditJsonAsync($$"""{"images":[{"file_id":"{{id}}"}],"prompt":"x"}""")).ShouldBeError(400, "invalid_value", "images[0].file_id");
    }

    [Fact]
    public async Task C57_a_file_belongs_to_its_key_alone()
    {
        var id = Text((await UploadAsync(Calls.Png)).Json, "id");
        using var other = new HttpClient(new SocketsHttpHandler()) { BaseAddress = _server.Address };
        other.DefaultRequestHeaders.Authorization = new("Bearer", TestServer.OtherKey);
        foreach (var (method, path) in new[] { (HttpMethod.Get, ""), (HttpMethod.Get, "/content"), (HttpMethod.Delete, "") })
        {
            using var request = new HttpRequestMessage(method, $"/v1/files/{id}{path}");
            using var response = await other.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        }

        Assert.Contains("\"data\":[]", await other.GetStringAsync("/v1/files", TestContext.Current.CancellationToken), StringComparison.Ordinal);
        using var body = new StringContent($$"""{"images":[{"file_id":"{{id}}"}],"prompt":"x"}""", System.Text.Encoding.UTF8, "application/json");
        using var edit = await other.PostAsync(Calls.Edits, body, TestContext.Current.CancellationToken);
        (await Answer.ReadAsync(edit)).ShouldBeError(400, "invalid_value", "images[0].file_id");
        (await _server.SendAsync(HttpMethod.Get, $"/v1/files/{id}")).ShouldSucceed();
    }

    [Fact]
    public async Task A_list_is_read_in_pages()
    {
        var ids = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            ids.Add(Text((await UploadAsync([(byte)i], i == 1 ? "user_data" : "vision")).Json, "id"));
        }

        var first = (await _server.SendAsync(HttpMethod.Get, "/v1/files?limit=2&order=asc")).Json;
        Assert.True(first.GetProperty("has_more").GetBoolean());
        var second = (await _server.SendAsync(HttpMethod.Get, $"/v1/files?limit=2&order=asc&after={Text(first, "last_id")}")).Json;
        Assert.False(second.GetProperty("has_more").GetBoolean());
        Assert.Equal(ids.Order(), Ids(first).Concat(Ids(second)).Order());
        Assert.Equal([ids[1]], Ids((await _server.SendAsync(HttpMethod.Get, "/v1/files?purpose=user_data")).Json));
        (await _server.SendAsync(HttpMethod.Get, "/v1/files?limit=0")).ShouldBeError(400, "invalid_value", "limit");
        (await _server.SendAsync(HttpMethod.Get, "/v1/files?limit=many")).ShouldBeError(400, "invalid_value", null);
        (await _server.SendAsync(HttpMethod.Get, "/v1/files?order=up")).ShouldBeError(400, "invalid_value", "order");

        static IEnumerable<string> Ids(JsonElement list) => list.GetProperty("data").EnumerateArray().Select(static file => Text(file, "id"));
    }

    [Fact]
    public async Task More_files_or_bytes_than_a_key_may_have_are_refused()
    {
        (await UploadAsync(new byte[900_000])).ShouldSucceed();
        (await UploadAsync(new byte[200_000])).ShouldBeError(413, "request_too_large", "file");
        (await UploadAsync([1])).ShouldSucceed();
        (await UploadAsync([1])).ShouldSucceed();
        (await UploadAsync([1])).ShouldBeError(413, "request_too_large", "file");
    }

    [Fact]
    public async Task An_upload_says_how_long_the_file_is_kept()
    {
        var file = (await UploadAsync([1], fields: [("expires_after[anchor]", "created_at"), ("expires_after[seconds]", "3600")])).Json;
        Assert.Equal(Hour, file.GetProperty("expires_at").GetInt64() - file.GetProperty("created_at").GetInt64());
        var longer = (await UploadAsync([1], fields: [("expires_after[seconds]", "2592000")])).Json;
        Assert.Equal(48 * Hour, longer.GetProperty("expires_at").GetInt64() - longer.GetProperty("created_at").GetInt64());
        (await UploadAsync([1], fields: [("expires_after[seconds]", "60")])).ShouldBeError(400, "invalid_value", "expires_after[seconds]");
        (await UploadAsync([1], fields: [("expires_after[anchor]", "now")])).ShouldBeError(400, "invalid_value", "expires_after[anchor]");
    }

    [Theory]
    [InlineData("assistants", "invalid_value")]
    [InlineData("", "missing_required_parameter")]
    public async Task An_upload_for_another_purpose_is_refused(string purpose, string code) =>
        (await UploadAsync([1], purpose)).ShouldBeError(400, code, "purpose");

    [Fact]
    public async Task An_upload_without_a_file_or_as_json_is_refused()
    {
        using var form = new MultipartFormDataContent { { new StringContent("vision"), "purpose" } };
        (await PostAsync(form)).ShouldBeError(400, "missing_required_parameter", "file");
        using var json = new StringContent("{}", System.Text.Encoding.UTF8, "application/json");
        (await PostAsync(json)).ShouldBeError(415, "unsupported_media_type", null);
    }

    [Theory]
    [InlineData("/etc/passwd", "passwd")]
    [InlineData("..\\..\\a.png", "a.png")]
    [InlineData("größe.png", "größe.png")]
    public async Task The_name_of_an_upload_is_shown_again_without_its_folders(string name, string shown)
    {
        using var form = new MultipartFormDataContent { { new StringContent("vision"), "purpose" } }.WithFile("file", [1], name);
        Assert.Equal(shown, Text((await PostAsync(form)).Json, "filename"));
    }

    private static string Text(JsonElement json, string key) => json.GetProperty(key).GetString()!;

    private async Task<Answer> UploadAsync(byte[] bytes, string purpose = "vision", params IEnumerable<(string Name, string Value)> fields)
    {
        using var form = new MultipartFormDataContent().WithFile("file", bytes);
        foreach (var (name, value) in fields.Prepend(("purpose", purpose)))
        {
            form.Add(new StringContent(value), name);
        }

        return await PostAsync(form);
    }

    private async Task<Answer> PostAsync(HttpContent body)
    {
        using var response = await _server.Client.PostAsync("/v1/files", body, TestContext.Current.CancellationToken);
        return await Answer.ReadAsync(response);
    }
}
