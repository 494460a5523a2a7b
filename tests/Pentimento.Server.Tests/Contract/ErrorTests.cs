using System.Globalization;
using Pentimento.Server.Api.Errors;
using Pentimento.Server.Editing;
using Pentimento.Server.Tests.Api;

namespace Pentimento.Server.Tests.Contract;

public sealed class ErrorTests(TestServer server) : IClassFixture<TestServer>
{
    public static TheoryData<EditFailure> Kinds => [.. Enum.GetValues<EditFailure>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task C96_C98_C99_every_kind_of_failure_is_an_envelope_with_its_row_of_the_table(EditFailure kind)
    {
        server.Fresh().Before = (_, _) => throw new EditException(kind, "No.", "prompt");
        var answer = await server.EditAsync();
        server.Fresh();
        var row = ErrorTable.For(kind);
        answer.ShouldBeError(row.Status, row.Code!, kind == EditFailure.Internal ? null : "prompt");
        Assert.Equal(row.Type, answer.Error.GetProperty("type").GetString());
        Assert.Equal(row.Status is 429 or 503 or 504, answer.Headers.ContainsKey("Retry-After"));
        Assert.Equal(row.Status is 429 or 503 or 504, answer.Headers.ContainsKey("retry-after-ms"));
        Assert.Equal(row.IsFinal ? "false" : null, answer.Headers.GetValueOrDefault("x-should-retry"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void C97_a_bad_request_is_never_a_status_that_clients_try_again(EditFailure kind)
    {
        var row = ErrorTable.For(kind);
        var isOurs = kind is EditFailure.Internal or EditFailure.Unavailable or EditFailure.Overloaded or EditFailure.Stopping;
        Assert.Equal(isOurs, row.Status is 408 or 409 or 429 or >= 500 && !row.IsFinal);
    }

    [Theory]
    [InlineData(0, "1")]
    [InlineData(2.2, "3")]
    [InlineData(3600, "60")]
    public async Task C98_retry_after_is_1_to_60_whole_seconds(double seconds, string expected)
    {
        server.Fresh().Before = (_, _) => throw new EditException(EditFailure.Overloaded, "Busy.") { RetryAfter = TimeSpan.FromSeconds(seconds) };
        var answer = await server.EditAsync();
        server.Fresh();
        Assert.Equal(expected, answer.Headers["Retry-After"]);
    }

    [Theory]
    [InlineData("GET", "/")]
    [InlineData("GET", "/nowhere")]
    [InlineData("POST", "/v1/images/variations")]
    [InlineData("POST", "/v1/images/edits/")]
    [InlineData("POST", "/v1/chat/completions")]
    [InlineData("GET", "/v1/models/a/b")]
    public async Task C96_an_unknown_address_is_an_envelope(string method, string path)
    {
        var answer = await server.SendAsync(new HttpMethod(method), path);
        if (path.EndsWith("edits/", StringComparison.Ordinal))
        {
            answer.ShouldBeError(415, "unsupported_media_type", null); // A slash at the end is forgiven.
            return;
        }

        answer.ShouldBeError(404, "not_found", null);
        Assert.Contains(method + " " + path, answer.Error.GetProperty("message").GetString()!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/v1/images/edits", "POST")]
    [InlineData("DELETE", "/v1/images/edits", "POST")]
    [InlineData("POST", "/v1/models", "GET")]
    [InlineData("DELETE", "/v1/models/pentimento-1", "GET")]
    public async Task C96_another_method_is_an_envelope(string method, string path, string allowed)
    {
        var answer = await server.SendAsync(new HttpMethod(method), path);
        answer.ShouldBeError(405, "method_not_allowed", null);
        Assert.Equal(allowed, answer.Headers["Allow"]);
    }

    [Fact]
    public async Task C105_a_defect_is_500_with_the_request_id_and_without_a_stack_trace()
    {
        server.Fresh().Before = (_, _) => throw new InvalidCastException("secret detail");
        var answer = await server.EditAsync();
        server.Fresh();
        answer.ShouldBeError(500, "internal_error", null);
        Assert.Equal("server_error", answer.Error.GetProperty("type").GetString());
        Assert.Contains(answer.Headers["x-request-id"], answer.Error.GetProperty("message").GetString()!, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(" at ", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task C101_a_client_that_leaves_ends_its_edit()
    {
        var started = new TaskCompletionSource();
        var ended = new TaskCompletionSource();
        server.Fresh().Before = async (_, cancellation) =>
        {
            started.SetResult();
            try
            {
                await Task.Delay(Timeout.Infinite, cancellation);
            }
            finally
            {
                ended.SetResult();
            }
        };
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        using var form = Calls.Form();
        var call = server.Client.PostAsync(Calls.Edits, form, patience.Token);
        await started.Task;
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await ended.Task.WaitAsync(TestContext.Current.CancellationToken);
        server.Fresh();
    }

    [Fact]
    public async Task The_error_page_lists_every_row_of_the_table()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "errors.md"), TestContext.Current.CancellationToken);
        foreach (var row in Enum.GetValues<EditFailure>().Select(ErrorTable.For))
        {
            var line = string.Create(CultureInfo.InvariantCulture, $"| {row.Status} | `{row.Type}` | `{row.Code}` |");
            Assert.Contains(line, page, StringComparison.Ordinal);
        }
    }
}
