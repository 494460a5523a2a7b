using System.Text.Json;

namespace Pentimento.Server.Tests.Clients;

/// <summary>One run of the official JavaScript client against the whole server; every test reads its report.</summary>
/// <param name="package">The client's name in tests/clients/package.json.</param>
/// <param name="throughPortkey">Whether Portkey's gateway stands between the two.</param>
public abstract class OpenAIForJavaScriptRun(string package, bool throughPortkey = false) : IAsyncLifetime
{
    private readonly RealServer _server = new();

    public JsonElement Report { get; private set; }

    public async ValueTask InitializeAsync()
    {
        await _server.InitializeAsync();
        Report = await NodeScript.RunAsync(
            "openai-edits.mjs",
            [
                package, $"{_server.Address}v1", RealServer.Key, RealServer.Asset("coffee.png"), RealServer.Asset("chelsea.png"), RealServer.Asset("coffee-mask.png"),
                .. throughPortkey ? ["through-portkey"] : Array.Empty<string>(),
            ]);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}

public sealed class OpenAI6Run() : OpenAIForJavaScriptRun("openai");

public sealed class OpenAI7Run() : OpenAIForJavaScriptRun("openai-7");

public sealed class PortkeyRun() : OpenAIForJavaScriptRun("openai", throughPortkey: true);

/// <summary>npm <c>openai</c> 6.49.</summary>
public sealed class OpenAI6ForJavaScriptTests(OpenAI6Run run) : OpenAIForJavaScriptTests(run), IClassFixture<OpenAI6Run>;

/// <summary>npm <c>openai</c> 7.57.</summary>
public sealed class OpenAI7ForJavaScriptTests(OpenAI7Run run) : OpenAIForJavaScriptTests(run), IClassFixture<OpenAI7Run>;

/// <summary>npm <c>openai</c> 6.49 through npm <c>@portkey-ai/gateway</c>, which reads and writes every request and answer anew.</summary>
public sealed class OpenAIThroughPortkeyTests(PortkeyRun run) : OpenAIForJavaScriptTests(run), IClassFixture<PortkeyRun>;
