using Microsoft.Extensions.Options;
using Pentimento.Server.Editing;

namespace Pentimento.Server.Models;

/// <summary>Where a model name leads.</summary>
/// <param name="Model">The model's own name, after aliases.</param>
internal sealed record ModelRoute(string Model, IEditEngine Engine);

/// <summary>From the name that a client sends to the engine that answers.</summary>
internal sealed class ModelRegistry
{
    private readonly string _default;
    private readonly Dictionary<string, ModelRoute> _routes;
    private readonly Dictionary<string, string> _aliases;

    /// <exception cref="OptionsValidationException">The options name a model or engine that does not exist; every such place is told.</exception>
    public ModelRegistry(IOptions<ModelsOptions> options, IEnumerable<IEditEngine> engines)
    {
        var settings = options.Value;
        var byName = engines.ToDictionary(static engine => engine.Name, StringComparer.Ordinal);
        _default = settings.Default;
        _aliases = settings.Aliases.Where(static alias => alias.Value.Length > 0).ToDictionary(StringComparer.Ordinal);
        List<string> wrong =
        [
            .. settings.Routes.Where(route => !byName.ContainsKey(route.Value)).Select(route =>
                $"Models:Routes:{route.Key} names the engine '{route.Value}', which does not exist. Engines: {string.Join(", ", byName.Keys)}."),
            .. _aliases.Where(alias => !settings.Routes.ContainsKey(alias.Value)).Select(alias =>
                $"Models:Aliases:{alias.Key} names the model '{alias.Value}', which is not in Models:Routes."),
        ];
        if (!settings.Routes.ContainsKey(_default))
        {
            wrong.Add($"Models:Default names the model '{_default}', which is not in Models:Routes.");
        }

        if (wrong.Count > 0)
        {
            throw new OptionsValidationException("Models", typeof(ModelsOptions), wrong);
        }

        _routes = settings.Routes.ToDictionary(
            static route => route.Key, route => new ModelRoute(route.Key, byName[route.Value]), StringComparer.Ordinal);
    }

    /// <summary>Every name that a client may send, models before their aliases; patterns are left out.</summary>
    public IEnumerable<string> Names => _routes.Keys.Concat(_aliases.Keys.Where(static alias => !alias.EndsWith('*')));

    /// <summary>The engines in use.</summary>
    public IEnumerable<IEditEngine> Engines => _routes.Values.Select(static route => route.Engine).Distinct();

    /// <param name="name">As sent; null or empty takes the default.</param>
    /// <exception cref="EditException"><see cref="EditFailure.ModelNotFound"/>; the message lists what exists.</exception>
    public ModelRoute Find(string? name) => _routes[Resolve(string.IsNullOrEmpty(name) ? _default : name)];

    private string Resolve(string name)
    {
        if (_routes.ContainsKey(name))
        {
            return name;
        }

        if (_aliases.TryGetValue(name, out var exact))
        {
            return exact;
        }

        return _aliases
            .Where(alias => alias.Key.EndsWith('*') && name.AsSpan().StartsWith(alias.Key.AsSpan(0, alias.Key.Length - 1)))
            .OrderByDescending(static alias => alias.Key.Length)
            .Select(static alias => alias.Value)
            .FirstOrDefault() ?? throw NotFound(name);
    }

    private EditException NotFound(string name) => new(
        EditFailure.ModelNotFound,
        $"The model '{(name.Length > 60 ? name[..60] + "…" : name)}' does not exist. Available: {string.Join(", ", _routes.Keys.Concat(_aliases.Keys))}.",
        "model");
}
