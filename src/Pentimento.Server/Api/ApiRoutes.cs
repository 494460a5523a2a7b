using Pentimento.Server.Api.OpenApi;
using Pentimento.Server.Results;

namespace Pentimento.Server.Api;

/// <summary>Every address of the contract.</summary>
internal static class ApiRoutes
{
    public static void MapApi(this IEndpointRouteBuilder routes)
    {
        var v1 = routes.MapGroup("/v1").AddEndpointFilter<KeyFilter>();
        v1.MapPost("/images/edits", static (HttpContext context, ImageEditEndpoint endpoint) => endpoint.HandleAsync(context)).DescribeEdit();
        v1.MapGet("/models", ModelEndpoints.List).WithName("listModels").WithTags("Models");
        v1.MapGet("/models/{id}", ModelEndpoints.Find).WithName("retrieveModel").WithTags("Models");

        routes.MapGet(ResultLinks.Path + "/{name}", ResultEndpoint.GetAsync).ExcludeFromDescription();
        routes.MapGet("/v1/edit-plan.schema.json", PlanSchemaEndpoint.Get).ExcludeFromDescription();
        routes.MapOpenApi();
    }
}
