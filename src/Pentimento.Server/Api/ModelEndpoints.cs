using Pentimento.Server.Api.Responses;
using Pentimento.Server.Models;

namespace Pentimento.Server.Api;

/// <summary><c>GET /v1/models</c> and <c>GET /v1/models/{id}</c>.</summary>
internal static class ModelEndpoints
{
    /// <summary>Those that the key may use.</summary>
    public static ModelList List(ModelRegistry models, HttpContext context)
    {
        var limits = Caller.Of(context).Account.Limits;
        return new([.. models.Names.Where(name => limits.Allows(models.Find(name).Model)).Select(static name => new ModelCard(name))]);
    }

    public static ModelCard Find(string id, ModelRegistry models)
    {
        models.Find(id);
        return new(id);
    }
}
