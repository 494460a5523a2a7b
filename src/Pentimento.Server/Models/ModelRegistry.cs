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

    /// <param name="options">Checked by <see cref="ModelsOptionsValidator"/>.</param>
    public ModelRegistry(IOptions<ModelsOptions> options, IEnumerable<IEditEngine> engines)
    {
        var byName = engines.ToDictionary(static engine => engine.Name, StringComparer.Ordinal);
        _default = options.Value.Default;
        _aliases = options.Value.UsedAliases.ToDictionary(StringComparer.Ordinal);
        _routes = options.Value.Routes.ToDictionary(
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
