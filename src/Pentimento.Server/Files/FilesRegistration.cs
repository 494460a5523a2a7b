using Microsoft.Extensions.Options;

namespace Pentimento.Server.Files;

internal static class FilesRegistration
{
    public static IServiceCollection AddFiles(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<FilesOptions>().Bind(configuration.GetSection("Files")).ValidateOnStart();
        services.AddSingleton<IValidateOptions<FilesOptions>, FilesOptionsValidator>();
        services.AddSingleton<FileStore>();
        services.AddHostedService<FileSweeper>();
        return services;
    }
}
