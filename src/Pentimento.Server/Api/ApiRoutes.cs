using Microsoft.Extensions.Options;
using Pentimento.Server.Api.OpenApi;
using Pentimento.Server.Results;
using Pentimento.Server.Telemetry;

namespace Pentimento.Server.Api;

/// <summary>Every address of the contract.</summary>
internal static class ApiRoutes
{
    /// <summary>Where edits are asked for.</summary>
    public const string Edits = "/v1/images/edits";

    public static void MapApi(this IEndpointRouteBuilder routes)
    {
        var v1 = routes.MapGroup("/v1").AddEndpointFilter<KeyFilter>();
        v1.MapPost("/images/edits", static (HttpContext context, ImageEditEndpoint endpoint) => endpoint.HandleAsync(context, deployment: null)).DescribeEdit();
        v1.MapGet("/images/edits/{id}", static (string id, HttpContext context, AcceptedEditEndpoints accepted) => accepted.GetAsync(context, id)).DescribeAccepted();
        v1.MapDelete("/images/edits/{id}", static (string id, HttpContext context, AcceptedEditEndpoints accepted) => accepted.DeleteAsync(context, id))
            .WithName("cancelImageEdit").WithTags("Images");
        v1.MapGet("/usage", UsageEndpoint.Get).WithName("retrieveUsage").WithTags("Usage");
        v1.MapGet("/models", ModelEndpoints.List).WithName("listModels").WithTags("Models");
        v1.MapGet("/models/{id}", ModelEndpoints.Find).WithName("retrieveModel").WithTags("Models");
        v1.MapPost("/files", FileEndpoints.CreateAsync).DescribeUpload();
        v1.MapGet("/files", FileEndpoints.List).WithName("listFiles").WithTags("Files");
        v1.MapGet("/files/{id}", FileEndpoints.Find).WithName("retrieveFile").WithTags("Files");
        v1.MapGet("/files/{id}/content", FileEndpoints.Content).WithName("downloadFile").WithTags("Files").DescribeBytes();
        v1.MapDelete("/files/{id}", FileEndpoints.Delete).WithName("deleteFile").WithTags("Files");

        // Azure's form of the address: the deployment stands for the model.
        routes.MapPost(
            "/openai/deployments/{deployment}/images/edits",
            static (string deployment, HttpContext context, ImageEditEndpoint endpoint) => endpoint.HandleAsync(context, deployment))
            .AddEndpointFilter<KeyFilter>().ExcludeFromDescription();

        routes.MapGet(ResultLinks.Path + "/{name}", ResultEndpoint.GetAsync).ExcludeFromDescription();
        routes.MapGet("/v1/edit-plan.schema.json", PlanSchemaEndpoint.Get).ExcludeFromDescription();
        var page = routes.ServiceProvider.GetRequiredService<MetricsPage>(); // It counts from now on, not from the first time that someone looks.
        var metrics = routes.MapGet("/metrics", () => TypedResults.Text(page.ToString(), MetricsPage.ContentType)).ExcludeFromDescription();
        if (!routes.ServiceProvider.GetRequiredService<IOptions<TelemetryOptions>>().Value.OpenMetrics)
        {
            metrics.AddEndpointFilter<KeyFilter>();
        }

        routes.MapOpenApi();
    }
}
