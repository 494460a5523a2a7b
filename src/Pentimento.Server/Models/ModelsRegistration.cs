namespace Pentimento.Server.Models;

internal static class ModelsRegistration
{
    public static IServiceCollection AddModels(this IServiceCollection services, IConfiguration configuration)
    {
        // The registry checks the options itself: only it knows which engines there are.
        services.AddOptions<ModelsOptions>().Bind(configuration.GetSection("Models"));
        services.AddSingleton<ModelRegistry>();
        return services;
    }
}
