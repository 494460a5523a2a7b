using Microsoft.AspNetCore.Builder;
using Pentimento.Engine.Planning;
using Pentimento.Server.Engines.BuiltIn;

namespace Pentimento.Server.Tests.Clients;

/// <summary>The whole server with its own engine on a free port of this machine.</summary>
public sealed class RealServer : IAsyncLifetime
{
    public const string Key = "sk-of-the-client-tests";

    private readonly string _folder = Directory.CreateTempSubdirectory("pentimento-test-").FullName;
    private readonly PromptPlanner _planner = new();
    private WebApplication? _app;

    public Uri Address => new(_app!.Urls.First());

    internal IServiceProvider Services => _app!.Services;

    internal string[] Settings { get; init; } = [];

    /// <summary>A client that carries the key.</summary>
    public HttpClient Client { get; private set; } = null!;

    /// <summary>A file of tests/assets, where it lies.</summary>
    public static string Asset(string name) => Path.Combine(AppContext.BaseDirectory, "assets", name);

    public async ValueTask InitializeAsync()
    {
        _app = ServerHost.Build(
            ["--urls", "http://127.0.0.1:0", "--Keys:Static:0", Key, "--Data:Folder", _folder, "--Logging:LogLevel:Default", "None", .. Settings],
            (services, settings) => services.AddBuiltInEngine(settings, _planner.Plan));
        await _app.StartAsync();
        Client = new HttpClient(new SocketsHttpHandler()) { BaseAddress = Address };
        Client.DefaultRequestHeaders.Authorization = new("Bearer", Key);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app!.StopAsync();
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
