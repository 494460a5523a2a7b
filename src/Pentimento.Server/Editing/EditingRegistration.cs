using Microsoft.Extensions.Options;

namespace Pentimento.Server.Editing;

internal static class EditingRegistration
{
    public static IServiceCollection AddEditing(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<EditLimits>().Bind(configuration.GetSection("Editing")).ValidateOnStart();
        services.AddSingleton<IValidateOptions<EditLimits>, EditLimitsValidator>();
        services.AddOptions<DataOptions>().Bind(configuration.GetSection("Data"));
        services.AddSingleton(static all => new DataFolder(all.GetRequiredService<IOptions<DataOptions>>().Value.Folder));
        return services;
    }

    /// <summary>Sweeps something for as long as the server runs.</summary>
    public static IServiceCollection AddSweeper(
        this IServiceCollection services, string what, Func<IServiceProvider, Action<CancellationToken>> sweep, Func<IServiceProvider, TimeSpan> every) =>
        services.AddSingleton<IHostedService>(all => new Sweeper(
            what, sweep(all), every(all), all.GetRequiredService<TimeProvider>(), all.GetRequiredService<ILogger<Sweeper>>()));
}
