using Microsoft.Extensions.Options;
using Pentimento.Server.Api;
using Pentimento.Server.Api.Errors;
using Pentimento.Server.Api.OpenApi;
using Pentimento.Server.Editing;
using Pentimento.Server.Files;
using Pentimento.Server.Jobs;
using Pentimento.Server.Keys;
using Pentimento.Server.Models;
using Pentimento.Server.Results;
using Pentimento.Server.Telemetry;

namespace Pentimento.Server;

/// <summary>The web application: which parts it has, and in which order a request meets them.</summary>
internal static class ServerHost
{
    private const string DefaultAddress = "http://localhost:8080";

    private static readonly string[] AddressSettings = ["urls", "http_ports", "https_ports"];

    /// <summary>Builds the server; it listens when it is started.</summary>
    /// <param name="args">Settings as arguments: <c>--urls http://localhost:9000</c>, <c>--Jobs:MaxRunning 1</c>.</param>
    /// <param name="addEngines">Registers the engines.</param>
    /// <exception cref="InvalidOperationException">Settings are wrong; the message tells all of them.</exception>
    public static WebApplication Build(string[] args, Action<IServiceCollection, IConfiguration> addEngines)
    {
        // Settings lie beside the program, wherever it is started from.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        var (services, settings) = (builder.Services, builder.Configuration);
        // A start that fails is told in one line by the command; the host's own stack trace says no more.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        services.AddSingleton(TimeProvider.System);
        services.AddTelemetry(settings);
        services.AddEditing(settings);
        services.AddKeys(settings);
        services.AddModels(settings);
        services.AddJobs(settings);
        services.AddResults(settings);
        services.AddFiles(settings);
        services.AddApi(settings);
        addEngines(services, settings);

        var app = builder.Build();
        Check(app.Services);
        if (!HasAddress(settings))
        {
            app.Urls.Add(DefaultAddress);
        }

        app.UseMiddleware<RequestIdMiddleware>();
        app.UseMiddleware<ErrorMiddleware>();
        app.UseApiPage();
        app.UseRouting();
        app.UseCors();
        app.MapApi();
        app.MapHealth();
        return app;
    }

    /// <summary>Serves until it is told to stop, and greets with the banner.</summary>
    public static async Task RunAsync(WebApplication app, TextWriter output, CancellationToken cancellation)
    {
        await using (app)
        {
            await app.StartAsync(cancellation);
            // Only now: a key made for a server that could not start would never be shown.
            var firstKey = await app.Services.GetRequiredService<IKeyStore>().EnsureFirstKeyAsync(cancellation);
            await output.WriteLineAsync(new StartBanner(
                [.. app.Urls],
                app.Services.GetRequiredService<DataFolder>().Path,
                [.. app.Services.GetServices<IEditEngine>().SelectMany(static engine => engine.Versions)],
                firstKey?.Secret).ToString());
            await app.WaitForShutdownAsync(cancellation);
        }
    }

    private static void Check(IServiceProvider services)
    {
        try
        {
            services.GetRequiredService<IStartupValidator>().Validate();
        }
        catch (Exception error) when (error is OptionsValidationException or AggregateException)
        {
            var all = error is AggregateException several ? several.Flatten().InnerExceptions : [error];
            throw new InvalidOperationException(
                string.Join(" ", all.SelectMany(static one => one is OptionsValidationException wrong ? wrong.Failures : [one.Message]).Distinct()), error);
        }
    }

    private static bool HasAddress(ConfigurationManager settings) =>
        AddressSettings.Any(name => !string.IsNullOrEmpty(settings[name]))
        || settings.GetSection("Kestrel:Endpoints").GetChildren().Any();
}
