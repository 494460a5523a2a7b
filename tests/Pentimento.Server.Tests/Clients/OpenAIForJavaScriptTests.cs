namespace Pentimento.Server.Tests.Clients;

/// <summary>npm <c>openai</c>, unmodified, as a user's script calls it.</summary>
public abstract class OpenAIForJavaScriptTests(OpenAIForJavaScriptRun run)
{
    [Fact]
    public void C109_one_image_comes_back_as_base64_of_its_own_size()
    {
        var answer = run.Report.GetProperty("one");

        Assert.Equal("600x400", answer.GetProperty("size").GetString());
        Assert.Equal("png", answer.GetProperty("format").GetString());
        var image = Assert.Single(answer.GetProperty("images").EnumerateArray());
        Assert.Equal("iVBORw0K", image.GetProperty("head").GetString());
        Assert.True(image.GetProperty("bytes").GetInt32() > 10_000);
        Assert.Contains("grayscale", image.GetProperty("revised").GetString(), StringComparison.Ordinal);
        Assert.InRange(answer.GetProperty("created").GetInt64(), 1_700_000_000, 9_999_999_999);
    }

    [Fact]
    public void C109_two_images_and_a_mask_are_taken()
    {
        Assert.Single(run.Report.GetProperty("two").GetProperty("images").EnumerateArray());
        Assert.Single(run.Report.GetProperty("mask").GetProperty("images").EnumerateArray());
    }

    [Fact]
    public void C109_two_results_are_two_and_say_their_own_strength()
    {
        var revised = run.Report.GetProperty("several").GetProperty("images").EnumerateArray().Select(i => i.GetProperty("revised").GetString()).ToArray();

        Assert.Equal(2, revised.Distinct().Count());
    }

    [Fact]
    public void An_address_can_be_fetched_without_a_key()
    {
        var fetched = run.Report.GetProperty("fetched");

        Assert.Equal(200, fetched.GetProperty("status").GetInt32());
        Assert.Equal("image/png", fetched.GetProperty("type").GetString());
        Assert.Equal(fetched.GetProperty("length").GetString(), fetched.GetProperty("bytes").GetInt32().ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Format_size_and_model_are_honoured()
    {
        Assert.Equal("jpeg", run.Report.GetProperty("base64").GetProperty("format").GetString());
        Assert.StartsWith("/9j/", run.Report.GetProperty("base64").GetProperty("images")[0].GetProperty("head").GetString(), StringComparison.Ordinal);
        Assert.Equal("256x256", run.Report.GetProperty("sized").GetProperty("size").GetString());
    }

    [Theory]
    [InlineData("refused", 400, "BadRequestError", "unsupported_instruction", "prompt")]
    [InlineData("streamedRefusal", 400, "BadRequestError", "unsupported_instruction", "prompt")]
    [InlineData("unknownModel", 404, "NotFoundError", "model_not_found", "model")]
    [InlineData("wrongKey", 401, "AuthenticationError", "invalid_api_key", null)]
    public void Errors_arrive_as_the_clients_own_classes(string call, int status, string name, string code, string? param)
    {
        var error = run.Report.GetProperty(call);

        Assert.Equal(status, error.GetProperty("status").GetInt32());
        Assert.Equal(name, error.GetProperty("name").GetString());
        Assert.Equal(code, error.GetProperty("code").GetString());
        Assert.Equal(param, error.GetProperty("param").GetString());
        Assert.StartsWith("req_", error.GetProperty("requestId").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Models_are_listed_and_found()
    {
        Assert.Contains("pentimento-1", run.Report.GetProperty("models").EnumerateArray().Select(m => m.GetString()));
        Assert.Equal("pentimento-1", run.Report.GetProperty("model").GetString());
    }

    [Fact]
    public void C109_a_stream_has_intermediate_states_and_one_end_for_each_result()
    {
        var events = run.Report.GetProperty("streamed").GetProperty("events").EnumerateArray().ToArray();

        Assert.Equal(["image_edit.partial_image", "image_edit.completed", "image_edit.completed"], events.Select(e => e.GetProperty("type").GetString()));
        Assert.All(events, e => Assert.Equal("iVBORw0K", e.GetProperty("head").GetString()));
        Assert.Equal(0, events[0].GetProperty("index").GetInt32());
        Assert.Equal(0, events[^1].GetProperty("total").GetInt32());
    }

    [Fact]
    public void C57_a_file_is_uploaded_listed_read_and_deleted()
    {
        var file = run.Report.GetProperty("file");

        Assert.Equal("coffee.png", file.GetProperty("filename").GetString());
        Assert.Equal(file.GetProperty("bytes").GetInt32(), file.GetProperty("read").GetInt32());
        Assert.True(file.GetProperty("listed").GetBoolean());
        Assert.True(file.GetProperty("deleted").GetBoolean());
    }
}
