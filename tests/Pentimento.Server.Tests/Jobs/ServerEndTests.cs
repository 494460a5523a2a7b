using System.Net;
using System.Text.Json;
using Pentimento.Server.Tests.Api;
using Pentimento.Server.Tests.Contract;
using Pentimento.Server.Tests.Keys;

namespace Pentimento.Server.Tests.Jobs;

/// <summary>What is left when the process ends, however it ends.</summary>
public sealed class ServerEndTests : IDisposable
{
    private const int Edits = 200;

    private readonly TemporaryFolder _folder = new();
    private readonly byte[] _picture = Pictures.Make(160, 120);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Accepted_edits_outlive_a_kill_in_the_middle_of_them_and_are_counted_once()
    {
        var accepted = new List<string>();

        // 1. Killed twice while it accepts and works.
        for (var round = 0; round < 2; round++)
        {
            await using var server = await StartAsync();
            while (accepted.Count < Edits * (round + 1) / 2)
            {
                accepted.Add(await AcceptAsync(server.Client, accepted.Count));
            }

            await server.KillAsync();
        }

        // 2. Started again, every one is finished.
        await using var last = await StartAsync();
        foreach (var (index, location) in accepted.Index())
        {
            using var answer = await EndAsync(last.Client, location);
            Assert.True(answer.StatusCode == HttpStatusCode.OK, last.Errors);
            var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
            Assert.Equal(SizeOf(index), json.GetProperty("size").GetString());
            using var picture = Pictures.Decode(json.GetProperty("data")[0].GetProperty("b64_json").GetBytesFromBase64());
            Assert.Equal(SizeOf(index), $"{picture.Width}x{picture.Height}");
        }

        // 3. Counted once each, and nothing is left to do.
        var usage = JsonDocument.Parse(await last.Client.GetStringAsync("/v1/usage", TestContext.Current.CancellationToken)).RootElement;
        Assert.Equal(Edits, usage.GetProperty("data").EnumerateArray().Sum(static day => day.GetProperty("edits").GetInt32()));
        Assert.Empty(Directory.GetFiles(_folder.Data.Folder("jobs")));
    }

    [Fact]
    public async Task A_server_that_is_told_to_stop_ends_what_runs_and_exits_with_0()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGTERM.");
        await using var server = await StartAsync();
        var accepted = await AcceptAsync(server.Client, 0);
        using var form = Form(Pictures.Make(800, 600), "make it a bit brighter");
        var edit = server.Client.PostAsync(Calls.Edits, form, TestContext.Current.CancellationToken);
        server.Terminate();
        Assert.Equal(0, await server.ExitAsync());

        // Either it was begun and has ended, or it was refused whole; the accepted one is there at the next start.
        try
        {
            using var answer = await edit;
            Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable });
        }
        catch (HttpRequestException)
        {
        }

        await using var next = await StartAsync();
        using var ended = await EndAsync(next.Client, accepted);
        Assert.Equal(HttpStatusCode.OK, ended.StatusCode);
    }

    private Task<ServerProcess> StartAsync() => ServerProcess.StartAsync(_folder.Path, "--Jobs:MaxRunning", "1", "--Jobs:MaxAttempts", "10");

    private static string SizeOf(int index) => $"{100 + index}x80";

    private static MultipartFormDataContent Form(byte[] picture, string prompt)
    {
        var form = new MultipartFormDataContent().WithFile("image", picture);
        form.Add(new StringContent(prompt), "prompt");
        return form;
    }

    private async Task<string> AcceptAsync(HttpClient client, int index)
    {
        using var form = Form(_picture, "make it a bit warmer");
        form.Add(new StringContent(SizeOf(index)), "size");
        using var request = new HttpRequestMessage(HttpMethod.Post, Calls.Edits) { Content = form };
        request.Headers.Add("Prefer", "respond-async");
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        return answer.Headers.Location!.ToString();
    }

    private static async Task<HttpResponseMessage> EndAsync(HttpClient client, string location)
    {
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(20)); // The server's own work goes first.
        while (true)
        {
            var answer = await client.GetAsync(location, TestContext.Current.CancellationToken);
            if (answer.StatusCode != HttpStatusCode.Accepted)
            {
                return answer;
            }

            answer.Dispose();
            await pace.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }
}
