using System.Net;
using Pentimento.Server.Editing;
using Pentimento.Server.Tests.Api;

namespace Pentimento.Server.Tests.Contract;

public sealed class StreamTests : IAsyncLifetime
{
    private static readonly string[] Common = ["type", "b64_json", "created_at", "size", "quality", "background", "output_format"];
    private static readonly byte[][] States = [[1], [2, 2], [3, 3, 3]];

    private readonly TestServer _server = new() { Settings = ["--Api:KeepAliveSeconds", "1"] };

    public ValueTask InitializeAsync() => _server.InitializeAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task C86_C87_C95_a_stream_is_one_of_events_with_names_and_single_lines_that_nothing_may_hold_back()
    {
        var answer = await StreamAsync();
        Assert.Equal("text/event-stream", answer.Headers["Content-Type"]);
        Assert.Equal("no-store", answer.Headers["Cache-Control"]);
        Assert.Equal("no", answer.Headers["X-Accel-Buffering"]);
        Assert.StartsWith("req_", answer.Headers["x-request-id"], StringComparison.Ordinal);
        Assert.All(ServerSentEvent.ReadAll(answer.Text), static frame => Assert.Equal(frame.Name, frame.Data.GetProperty("type").GetString()));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task C88_intermediate_states_have_all_fields_and_count_up_and_are_no_more_than_asked_for(int count)
    {
        _server.Engine.States = States;
        var frames = ServerSentEvent.ReadAll((await StreamAsync(("partial_images", $"{count}"))).Text);
        Assert.Equal([.. Enumerable.Repeat("image_edit.partial_image", count), "image_edit.completed"], frames.Select(static frame => frame.Name));
        foreach (var (index, frame) in frames.SkipLast(1).Index())
        {
            Assert.Equal([.. Common, "partial_image_index"], frame.Data.EnumerateObject().Select(static key => key.Name));
            Assert.Equal(index, frame.Data.GetProperty("partial_image_index").GetInt32());
            Assert.Equal(States[index], frame.Data.GetProperty("b64_json").GetBytesFromBase64());
        }
    }

    [Fact]
    public async Task C89_the_end_has_all_fields_and_says_what_was_done()
    {
        _server.Engine.HasTransparency = true;
        _server.Engine.ChangedOutside = 0;
        var before = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var data = Assert.Single(ServerSentEvent.ReadAll((await StreamAsync(("output_format", "webp"), ("quality", "low"), ("size", "20x30"))).Text)).Data;
        Assert.Equal([.. Common, "usage", "revised_prompt", "changed_outside"], data.EnumerateObject().Select(static key => key.Name));
        Assert.Equal(_server.Engine.Output, data.GetProperty("b64_json").GetBytesFromBase64());
        Assert.InRange(data.GetProperty("created_at").GetInt64(), before, TimeProvider.System.GetUtcNow().ToUnixTimeSeconds());
        Assert.Equal(
            ["image_edit.completed", "20x30", "low", "transparent", "webp", FakeEngine.Revised],
            new[] { "type", "size", "quality", "background", "output_format", "revised_prompt" }.Select(key => data.GetProperty(key).GetString()));
        Assert.Equal(0, data.GetProperty("usage").GetProperty("total_tokens").GetInt32());
        Assert.Equal(0, data.GetProperty("usage").GetProperty("input_tokens_details").GetProperty("image_tokens").GetInt32());
    }

    [Fact]
    public async Task C89_C90_several_results_are_as_many_ends_and_nothing_follows_them()
    {
        var answer = await StreamAsync(("n", "3"));
        Assert.Equal(Enumerable.Repeat("image_edit.completed", 3), ServerSentEvent.ReadAll(answer.Text).Select(static frame => frame.Name));
        Assert.DoesNotContain("[DONE]", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task C91_C92_a_failure_after_the_beginning_is_an_event_with_a_nested_error_and_the_end()
    {
        _server.Engine.States = States;
        _server.Engine.Before = async (_, cancellation) =>
        {
            await _shown.Task.WaitAsync(cancellation);
            throw new EditException(EditFailure.InvalidMask, "No.", "mask");
        };
        using var response = await OpenAsync(("partial_images", "1"));
        await using var stream = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream);
        var first = await reader.ReadLineAsync(TestContext.Current.CancellationToken);
        _shown.SetResult();
        var frames = ServerSentEvent.ReadAll(first + "\n" + await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
        Assert.Equal(["image_edit.partial_image", "error"], frames.Select(static frame => frame.Name));
        Assert.Equal(
            """{"type":"error","error":{"message":"No.","type":"image_generation_user_error","param":"mask","code":"invalid_value"}}""",
            frames[1].Data.GetRawText());
    }

    [Fact]
    public async Task C91_a_defect_after_the_beginning_tells_the_request_id_and_no_more()
    {
        _server.Engine.States = States;
        _server.Engine.Before = async (_, cancellation) =>
        {
            await _shown.Task.WaitAsync(cancellation);
            throw new InvalidCastException("secret detail");
        };
        using var response = await OpenAsync(("partial_images", "1"));
        _shown.SetResult();
        var answer = await Answer.ReadAsync(response);
        var error = ServerSentEvent.ReadAll(answer.Text)[^1].Data.GetProperty("error");
        Assert.Equal("server_error", error.GetProperty("type").GetString());
        Assert.Contains(answer.Headers["x-request-id"], error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("n", "0", "n")]
    [InlineData("partial_images", "4", "partial_images")]
    [InlineData("response_format", "url", "response_format")]
    public async Task C93_what_is_wrong_with_the_request_is_answered_as_json(string name, string value, string param) =>
        (await _server.EditAsync(("stream", "true"), (name, value))).ShouldBeError(400, "invalid_value", param);

    [Fact]
    public async Task C93_what_the_engine_refuses_before_it_has_shown_anything_is_answered_as_json()
    {
        _server.Engine.Before = static (_, _) => throw new EditException(EditFailure.UnsupportedInstruction, "No.", "prompt");
        (await _server.EditAsync(("stream", "true"))).ShouldBeError(400, "unsupported_instruction", "prompt");
    }

    [Fact]
    public async Task C94_while_it_works_a_stream_shows_signs_of_life()
    {
        _server.Engine.Before = async (_, cancellation) => await _shown.Task.WaitAsync(cancellation);
        using var response = await OpenAsync();
        await using var stream = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream);
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(": keep-alive", await reader.ReadLineAsync(TestContext.Current.CancellationToken));
            Assert.Equal("", await reader.ReadLineAsync(TestContext.Current.CancellationToken));
        }

        _shown.SetResult();
        Assert.Equal("image_edit.completed", ServerSentEvent.ReadAll(await reader.ReadToEndAsync(TestContext.Current.CancellationToken))[^1].Name);
    }

    [Fact]
    public async Task C101_a_client_that_leaves_a_stream_ends_its_edit_and_nothing_is_left_behind()
    {
        var ended = new TaskCompletionSource();
        _server.Engine.States = States;
        _server.Engine.Before = async (_, cancellation) =>
        {
            try
            {
                await Task.Delay(Timeout.Infinite, cancellation);
            }
            finally
            {
                ended.SetResult();
            }
        };
        using (await OpenAsync(("partial_images", "3")))
        {
        }

        await ended.Task.WaitAsync(TestContext.Current.CancellationToken);
        _server.Engine.Before = static (_, _) => Task.CompletedTask;
        await StreamAsync(("partial_images", "3"), ("n", "2"));
        Assert.Equal(0, _server.Engine.Held);
    }

    [Fact]
    public async Task C92_a_server_that_stops_does_not_end_a_stream_as_if_it_were_whole()
    {
        await using var server = new TestServer { Settings = ["--Jobs:StopSeconds", "1"] };
        await server.InitializeAsync();
        server.Engine.States = States;
        server.Engine.Before = static (_, cancellation) => Task.Delay(Timeout.Infinite, cancellation);
        using var request = new HttpRequestMessage(HttpMethod.Post, Calls.Edits) { Content = Calls.Form(("stream", "true"), ("partial_images", "1")) };
        using var response = await server.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);

        var reading = response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        await server.StopAsync();
        try
        {
            Assert.Equal("error", ServerSentEvent.ReadAll(await reading)[^1].Name);
        }
        catch (HttpRequestException)
        {
            // Cut off in the middle of a chunk: no client takes it for the end.
        }
    }

    [Fact]
    public async Task C22_a_stream_is_asked_for_by_its_field_alone()
    {
        (await _server.EditAsync(("stream", "false"))).ShouldSucceed();
        Assert.Equal("text/event-stream", (await StreamAsync()).Headers["Content-Type"]);
    }

    private readonly TaskCompletionSource _shown = new();

    private async Task<Answer> StreamAsync(params IEnumerable<(string Name, string Value)> fields)
    {
        var answer = await _server.EditAsync([("stream", "true"), .. fields]);
        answer.ShouldSucceed();
        return answer;
    }

    /// <summary>Returns as soon as the answer has begun.</summary>
    private async Task<HttpResponseMessage> OpenAsync(params IEnumerable<(string Name, string Value)> fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Calls.Edits) { Content = Calls.Form([("stream", "true"), .. fields]) };
        var response = await _server.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return response;
    }
}
