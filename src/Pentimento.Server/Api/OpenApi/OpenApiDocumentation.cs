using Microsoft.OpenApi;

namespace Pentimento.Server.Api.OpenApi;

/// <summary>The document at <c>/openapi/v1.json</c>. The edit request is read by hand, so its shape is told by hand; a test holds it to the contract.</summary>
internal static class OpenApiDocumentation
{
    private const string Bearer = "BearerAuth";
    private const string Answer = "ImageResponse";
    private const string Failure = "Error";

    public static IServiceCollection AddOpenApiDocument(this IServiceCollection services) => services.AddOpenApi("v1", static options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_0;
        options.AddDocumentTransformer(static (document, _, _) =>
        {
            document.Info.Title = "Pentimento";
            document.Info.Description = "Edits an existing image based on a prompt.";
            document.Servers?.Clear();
            document.AddComponent(Answer, EditSchemas.Answer());
            document.AddComponent(Failure, EditSchemas.Error());
            document.AddComponent<IOpenApiSecurityScheme>(Bearer, new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "Authorization: Bearer sk-…",
            });
            document.Security = [new() { [new OpenApiSecuritySchemeReference(Bearer, document)] = [] }];
            return Task.CompletedTask;
        });
    });

    /// <summary>Describes the edit endpoint.</summary>
    public static RouteHandlerBuilder DescribeEdit(this RouteHandlerBuilder endpoint) => endpoint
        .WithName("createImageEdit")
        .WithSummary("Edit Image")
        .WithDescription("Edit an existing image based on a prompt.")
        .WithTags("Images")
        .AddOpenApiOperationTransformer(static (operation, context, _) =>
        {
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = new Dictionary<string, OpenApiMediaType> { ["multipart/form-data"] = new OpenApiMediaType { Schema = EditSchemas.Request() } },
            };
            operation.Responses = new OpenApiResponses
            {
                ["200"] = Json("Image edited successfully", Answer, context.Document),
                ["default"] = Json("Refused or failed", Failure, context.Document),
            };
            return Task.CompletedTask;
        });

    /// <summary>Describes the upload of a file.</summary>
    public static RouteHandlerBuilder DescribeUpload(this RouteHandlerBuilder endpoint) => endpoint.WithName("createFile").WithTags("Files");

    private static OpenApiResponse Json(string description, string schema, OpenApiDocument? document) => new()
    {
        Description = description,
        Content = new Dictionary<string, OpenApiMediaType>
        {
            ["application/json"] = new OpenApiMediaType { Schema = new OpenApiSchemaReference(schema, document) },
        },
    };
}
