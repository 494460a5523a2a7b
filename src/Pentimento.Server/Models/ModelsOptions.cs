using Microsoft.Extensions.Options;
using Pentimento.Server.Editing;

namespace Pentimento.Server.Models;

/// <summary>Which model names exist and which engine answers them. Section <c>Models</c>.</summary>
public sealed class ModelsOptions
{
    /// <summary>The model of requests that name none.</summary>
    public string Default { get; set; } = "pentimento-1";

    /// <summary>Model name to engine name.</summary>
    public Dictionary<string, string> Routes { get; set; } = new(StringComparer.Ordinal) { ["pentimento-1"] = "builtin" };

    /// <summary>
    /// Other names for these models, so that clients with a name built in work unchanged. A <c>*</c> at the end stands for anything;
    /// an empty target removes an alias.
    /// </summary>
    public Dictionary<string, string> Aliases { get; set; } = new(StringComparer.Ordinal)
    {
        ["gpt-image-1"] = "pentimento-1",
        ["gpt-image-1-mini"] = "pentimento-1",
        ["gpt-image-1.5"] = "pentimento-1",
        ["gpt-image-1.5-*"] = "pentimento-1",
        ["gpt-image-2"] = "pentimento-1",
        ["gpt-image-2-*"] = "pentimento-1",
        ["gpt-image-2.5-*"] = "pentimento-1",
        ["gpt-image-2.6-*"] = "pentimento-1",
        ["chatgpt-image-latest"] = "pentimento-1",
        ["dall-e-2"] = "pentimento-1",
        ["dall-e-3"] = "pentimento-1",
    };

    internal IEnumerable<KeyValuePair<string, string>> UsedAliases => Aliases.Where(static alias => !string.IsNullOrEmpty(alias.Value));
}

/// <summary>Checks that every name leads to an engine that there is.</summary>
/// <param name="services">Gives the engines when they are needed, not before: their own settings may be wrong, and are told as well.</param>
internal sealed class ModelsOptionsValidator(IServiceProvider services) : IValidateOptions<ModelsOptions>
{
    public ValidateOptionsResult Validate(string? name, ModelsOptions options)
    {
        var engineNames = services.GetServices<IEditEngine>().Select(static engine => engine.Name).ToHashSet(StringComparer.Ordinal);
        List<string> wrong =
        [
            .. options.Routes.Where(route => !engineNames.Contains(route.Value)).Select(route =>
                $"Models:Routes:{route.Key} names the engine '{route.Value}', which does not exist. Engines: {string.Join(", ", engineNames)}."),
            .. options.UsedAliases.Where(alias => !options.Routes.ContainsKey(alias.Value)).Select(alias =>
                $"Models:Aliases:{alias.Key} names the model '{alias.Value}', which is not in Models:Routes."),
        ];
        if (!options.Routes.ContainsKey(options.Default))
        {
            wrong.Add($"Models:Default names the model '{options.Default}', which is not in Models:Routes.");
        }

        return wrong.Count > 0 ? ValidateOptionsResult.Fail(wrong) : ValidateOptionsResult.Success;
    }
}
