using Microsoft.Extensions.Options;
using Pentimento.Engine.Planning;
using Pentimento.Server.Editing;

namespace Pentimento.Server.Engines.BuiltIn;

internal static class BuiltInRegistration
{
    public static IServiceCollection AddBuiltInEngine(this IServiceCollection services, IConfiguration configuration, Func<string, EditPlan> plan)
    {
        services.AddOptions<BuiltInOptions>().Bind(configuration.GetSection("BuiltIn")).ValidateOnStart();
        services.AddSingleton<IValidateOptions<BuiltInOptions>, BuiltInOptionsValidator>();
        services.AddOptions<PlanningOptions>().Bind(configuration.GetSection("Planning")).ValidateOnStart();
        services.AddSingleton<IValidateOptions<PlanningOptions>, PlanningOptionsValidator>();
        services.AddSingleton<IEditEngine>(all => new BuiltInEngine(
            all.GetRequiredService<IOptions<BuiltInOptions>>(), all.GetRequiredService<IOptions<PlanningOptions>>(), all.GetRequiredService<IOptions<EditLimits>>(), plan));
        return services;
    }
}
