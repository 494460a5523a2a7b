using Microsoft.Extensions.Options;

namespace Pentimento.Server.Models;

internal static class ModelsRegistration
{
    public static IServiceCollection AddModels(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ModelsOptions>().Bind(configuration.GetSection("Models")).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ModelsOptions>, ModelsOptionsValidator>();
        services.AddSingleton<ModelRegistry>();
        return services;
    }
}
