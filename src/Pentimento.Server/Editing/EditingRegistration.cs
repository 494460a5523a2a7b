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
}
