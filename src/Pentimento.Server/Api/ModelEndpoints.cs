using Pentimento.Server.Api.Responses;
using Pentimento.Server.Models;

namespace Pentimento.Server.Api;

/// <summary><c>GET /v1/models</c> and <c>GET /v1/models/{id}</c>.</summary>
internal static class ModelEndpoints
{
    public static ModelList List(ModelRegistry models) => new([.. models.Names.Select(static name => new ModelCard(name))]);

    public static ModelCard Find(string id, ModelRegistry models)
    {
        models.Find(id);
        return new(id);
    }
}
