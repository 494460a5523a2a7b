using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Pentimento.Server.Tests.Api;

/// <summary>A web server on a free port of this machine, as images may be fetched from.</summary>
internal sealed class PictureHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private PictureHost(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.First());

    public static async Task<PictureHost> StartAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(answer);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new(app);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
