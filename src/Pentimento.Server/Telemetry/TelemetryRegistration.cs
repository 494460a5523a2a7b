using Microsoft.Extensions.Options;

namespace Pentimento.Server.Telemetry;

internal static class TelemetryRegistration
{
    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<TelemetryOptions>().Bind(configuration.GetSection("Telemetry")).ValidateOnStart();
        services.AddSingleton<IValidateOptions<TelemetryOptions>, TelemetryOptionsValidator>();
        services.AddSingleton<EditMeter>();
        services.AddSingleton<MetricsPage>();
        services.AddHostedService<OtlpExport>();
        return services;
    }
}
