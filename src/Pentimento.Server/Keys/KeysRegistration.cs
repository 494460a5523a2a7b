using Microsoft.Extensions.Options;

namespace Pentimento.Server.Keys;

internal static class KeysRegistration
{
    /// <summary>Registers <see cref="IKeyStore"/> with the section <c>Keys</c>; needs <see cref="Editing.DataFolder"/> and a <see cref="TimeProvider"/>.</summary>
    public static IServiceCollection AddKeys(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<KeysOptions>().Bind(configuration.GetSection("Keys")).ValidateOnStart();
        services.AddSingleton<IValidateOptions<KeysOptions>, KeysOptionsValidator>();
        services.AddSingleton<RequestRates>();
        services.AddSingleton<KeyDatabase>();
        services.AddSingleton<SqliteKeyStore>();
        services.AddSingleton<IKeyStore>(all => new ConfiguredKeys(
            all.GetRequiredService<IOptions<KeysOptions>>(), all.GetRequiredService<SqliteKeyStore>(), all.GetRequiredService<TimeProvider>()));
        return services;
    }
}
