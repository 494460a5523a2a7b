using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Pentimento.Server.Editing;

namespace Pentimento.Server.Tests.Api;

/// <summary>The real server on a free port of this machine, with a fake engine behind it.</summary>
public sealed class TestServer : IAsyncLifetime
{
    // Spaces, as in the official clients' own tests.
    public const string Key = "My API Key";

    /// <summary>Another client's.</summary>
    public const string OtherKey = "sk-of-somebody-else";

    private readonly string _folder = Directory.CreateTempSubdirectory("pentimento-test-").FullName;
    private WebApplication? _app;

    internal FakeEngine Engine { get; private set; } = new();

    internal string[] Settings { get; init; } = [];

    /// <summary>Registers what a test wants besides.</summary>
    internal Action<IServiceCollection> More { get; init; } = static _ => { };

    /// <summary>The server's clock.</summary>
    internal TimeProvider Time { get; init; } = TimeProvider.System;

    public Uri Address => new(_app!.Urls.First());

    internal IServiceProvider Services => _app!.Services;

    /// <summary>A client that carries the key.</summary>
    public HttpClient Client { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _app = ServerHost.Build(
            [
                "--urls", "http://127.0.0.1:0", "--Keys:Static:0", Key, "--Keys:Static:1", OtherKey, "--Data:Folder", _folder, "--Logging:LogLevel:Default", "None",
                "--Jobs:RepeatWindowMinutes", "0", // Tests send the same request again and mean it.
                .. Settings,
            ],
            (services, _) => More(services.AddSingleton<IEditEngine>(Engine).AddSingleton(Time)));
        await _app.StartAsync();
        Client = new HttpClient(new SocketsHttpHandler()) { BaseAddress = Address };
        Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
    }

    /// <summary>Stops the server and starts it anew with the same data folder.</summary>
    /// <param name="between">Done to the stopped server's parts.</param>
    internal async Task<TestServer> RestartAsync(Action<IServiceProvider>? between = null)
    {
        await _app!.StopAsync();
        between?.Invoke(_app.Services);
        await _app.DisposeAsync();
        Client.Dispose();
        Engine = new();
        await InitializeAsync();
        return this;
    }

    internal Task StopAsync() => _app!.StopAsync();

    /// <summary>Forgets what the last test told the engine.</summary>
    internal FakeEngine Fresh()
    {
        Engine.Output = new FakeEngine().Output;
        Engine.HasTransparency = false;
        Engine.ChangedOutside = null;
        Engine.NotReady = null;
        Engine.States = [];
        Engine.Before = static (_, _) => Task.CompletedTask;
        return Engine;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app!.StopAsync();
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
