using Microsoft.Extensions.Options;
using Pentimento.Server.Editing;

namespace Pentimento.Server.Files;

internal static class FilesRegistration
{
    public static IServiceCollection AddFiles(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<FilesOptions>().Bind(configuration.GetSection("Files")).ValidateOnStart();
        services.AddSingleton<IValidateOptions<FilesOptions>, FilesOptionsValidator>();
        services.AddSingleton<FileStore>();
        return services.AddSweeper(
            "uploaded files",
            static all => all.GetRequiredService<FileStore>().Sweep,
            static all => TimeSpan.FromMinutes(all.GetRequiredService<IOptions<FilesOptions>>().Value.SweepMinutes));
    }
}
