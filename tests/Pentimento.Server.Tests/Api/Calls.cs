using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Pentimento.Server.Tests.Api;

/// <summary>Requests as clients send them, and answers as tests read them.</summary>
internal static class Calls
{
    public const string Edits = "/v1/images/edits";

    /// <summary>The eight bytes that PNG files begin with; enough for a server that does not decode.</summary>
    public static byte[] Png => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>A form with an image and a prompt, and further text fields.</summary>
    public static MultipartFormDataContent Form(params IEnumerable<(string Name, string Value)> fields)
    {
        var form = new MultipartFormDataContent().WithFile("image", Png);
        form.Add(new StringContent("make it brighter"), "prompt");
        foreach (var (name, value) in fields)
        {
            form.Add(new StringContent(value), name);
        }

        return form;
    }

    public static MultipartFormDataContent WithFile(this MultipartFormDataContent form, string name, byte[] bytes, string fileName = "a.png")
    {
        var file = new ByteArrayContent(bytes);
        file.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        form.Add(file, name, fileName);
        return form;
    }

    public static async Task<Answer> EditAsync(this TestServer server, HttpContent body)
    {
        using (body)
        {
            using var response = await server.Client.PostAsync(Edits, body, TestContext.Current.CancellationToken);
            return await Answer.ReadAsync(response);
        }
    }

    public static Task<Answer> EditAsync(this TestServer server, params IEnumerable<(string Name, string Value)> fields) =>
        server.EditAsync(Form(fields));

    /// <summary>An edit in a JSON body, written as it stands.</summary>
    public static Task<Answer> EditJsonAsync(this TestServer server, string json) => server.EditAsync(new StringContent(json, Encoding.UTF8, "application/json"));

    /// <summary>A file as it stands in a JSON body.</summary>
    public static string DataUrl(byte[] bytes, string type = "image/png") => $"data:{type};base64,{Convert.ToBase64String(bytes)}";

    public static async Task<Answer> SendAsync(this TestServer server, HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, path);
        using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return await Answer.ReadAsync(response);
    }
}

/// <summary>An answer, read to its end.</summary>
internal sealed record Answer(HttpStatusCode Status, string Text, Dictionary<string, string> Headers)
{
    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    public JsonElement Error => Json.GetProperty("error");

    public static async Task<Answer> ReadAsync(HttpResponseMessage response) => new(
        response.StatusCode,
        await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
        response.Headers.Concat(response.Content.Headers).ToDictionary(
            static header => header.Key, static header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase));

    /// <summary>Fails unless this is an error envelope of exactly this kind, with all four keys.</summary>
    public void ShouldBeError(int status, string code, string? param)
    {
        Assert.True((int)Status == status, $"{(int)Status}: {Text}");
        Assert.Equal("application/json", Headers["Content-Type"]);
        Assert.Equal(["message", "type", "param", "code"], Error.EnumerateObject().Select(static key => key.Name));
        Assert.Equal((code, param), (Error.GetProperty("code").GetString(), Error.GetProperty("param").GetString()));
        Assert.NotEmpty(Error.GetProperty("message").GetString()!);
    }

    public void ShouldSucceed() => Assert.True(Status == HttpStatusCode.OK, $"{(int)Status}: {Text}");
}
