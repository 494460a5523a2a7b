using Microsoft.Extensions.Options;
using Pentimento.Server.Editing;
using Pentimento.Server.Results.Local;

namespace Pentimento.Server.Results;

internal static class ResultsRegistration
{
    /// <summary>
    /// Registers <see cref="IResultStore"/> and <see cref="ResultLinks"/> with the section <c>Results</c>; needs
    /// <see cref="Editing.DataFolder"/> and a <see cref="TimeProvider"/>.
    /// </summary>
    public static IServiceCollection AddResults(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ResultsOptions>().Bind(configuration.GetSection("Results")).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ResultsOptions>, ResultsOptionsValidator>();
        services.AddSingleton<SigningSecret>();
        services.AddSingleton<ResultLinks>();
        services.AddSingleton<LocalResultStore>();
        services.AddSingleton<IResultStore>(all => all.GetRequiredService<LocalResultStore>());
        return services.AddSweeper(
            "results",
            static all => cancellation => all.GetRequiredService<LocalResultStore>().Sweep(cancellation),
            static all => TimeSpan.FromMinutes(all.GetRequiredService<IOptions<ResultsOptions>>().Value.SweepMinutes));
    }
}
