using Microsoft.Extensions.Options;

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
        return services;
    }
}
