using Microsoft.Extensions.Options;
using Pentimento.Server.Jobs.Accepted;

namespace Pentimento.Server.Jobs;

internal static class JobsRegistration
{
    public static IServiceCollection AddJobs(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<JobsOptions>().Bind(configuration.GetSection("Jobs")).ValidateOnStart();
        services.AddSingleton<IValidateOptions<JobsOptions>, JobsOptionsValidator>();
        services.AddSingleton<Admission>();
        services.AddSingleton<JobDatabase>();
        services.AddSingleton<UsageStore>();
        services.AddSingleton<Quotas>();
        services.AddSingleton<JobRunner>();
        services.AddSingleton<SharedEdits>();
        services.AddSingleton<AcceptedStore>();
        services.AddSingleton<RequestSpool>();
        services.AddSingleton<AcceptedRunner>();
        services.AddSingleton<AcceptedEdits>();
        services.AddHostedService<AcceptedRecovery>();
        services.AddHostedService<JobGauges>();
        // Not through the checked options: the host asks for this before it can tell that others are wrong.
        var stopSeconds = (configuration.GetSection("Jobs").Get<JobsOptions>() ?? new()).StopSeconds;
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(stopSeconds));
        return services;
    }
}
