using Microsoft.Extensions.Options;
using Pentimento.Engine.Images;
using Pentimento.Engine.Planning;
using Pentimento.Engine.Selection;
using Pentimento.Engine.Vision;
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
        services.AddOptions<SelectionOptions>().Bind(configuration.GetSection("Selection")).ValidateOnStart();
        services.AddSingleton<IValidateOptions<SelectionOptions>, SelectionOptionsValidator>();
        // What is seen below the floor is not taken, but worth a word when nothing else is.
        services.AddOptions<VisionOptions>().Bind(configuration.GetSection("Vision"))
            .PostConfigure<IOptions<SelectionOptions>>((vision, selection) => vision.ObjectScore = (float)(selection.Value.MinimumScore / 2))
            .Validate(v => v is { Threads: >= 0 and <= 1024, Slots: >= 1 and <= 1024, ArenaMegabytes: >= 64 }, "Vision: Threads must be 0 to 1024, Slots 1 to 1024, ArenaMegabytes 64 or more.")
            .ValidateOnStart();
        services.AddSingleton(all => new VisionModels(all.GetRequiredService<IOptions<VisionOptions>>().Value));
        services.AddSingleton(all => new RegionSelector(all.GetRequiredService<VisionModels>(), all.GetRequiredService<IOptions<SelectionOptions>>().Value));
        services.AddSingleton<IEditEngine>(all => new BuiltInEngine(
            all.GetRequiredService<IOptions<BuiltInOptions>>(), all.GetRequiredService<IOptions<PlanningOptions>>(), all.GetRequiredService<IOptions<EditLimits>>(),
            all.GetRequiredService<RegionSelector>(), plan));
        services.AddSingleton(all => new PictureSelection(
            plan, new ImageDecoder(BuiltInEngine.DecodeLimits(all.GetRequiredService<IOptions<EditLimits>>().Value)), all.GetRequiredService<RegionSelector>()));
        return services;
    }
}

[OptionsValidator]
internal sealed partial class SelectionOptionsValidator : IValidateOptions<SelectionOptions>;
