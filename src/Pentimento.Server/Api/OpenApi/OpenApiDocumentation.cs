using Microsoft.OpenApi;
using Pentimento.Server.Api.Errors;
using Pentimento.Server.Editing;

namespace Pentimento.Server.Api.OpenApi;

/// <summary>The document at <c>/openapi/v1.json</c> and its page at <c>/docs</c>. Bodies that are read by hand have their shapes told by hand; tests hold them to the contract.</summary>
internal static class OpenApiDocumentation
{
    private const string Bearer = "BearerAuth";
    private const string Failure = "Error";

    public static IServiceCollection AddOpenApiDocument(this IServiceCollection services) => services.AddOpenApi("v1", static options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_0;
        options.AddDocumentTransformer(static (document, _, _) =>
        {
            document.Info.Title = "Pentimento";
            document.Info.Description = "Edits an existing image based on a prompt.";
            document.Servers?.Clear();
            document.AddComponent("ImageResponse", AnswerSchemas.Images());
            document.AddComponent("ImageReference", EditSchemas.Image());
            document.AddComponent("ImageEditPartialImageEvent", AnswerSchemas.Partial());
            document.AddComponent("ImageEditCompletedEvent", AnswerSchemas.Completed());
            document.AddComponent("PendingEdit", AnswerSchemas.Pending());
            document.AddComponent("ErrorBody", AnswerSchemas.ErrorBody());
            document.AddComponent("ErrorEvent", AnswerSchemas.StreamedError(Reference("ErrorBody", document)));
            document.AddComponent(Failure, AnswerSchemas.Error(Reference("ErrorBody", document)));
            document.AddComponent<IOpenApiSecurityScheme>(Bearer, new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "Authorization: Bearer sk-…",
            });
            document.Security = [new() { [new OpenApiSecuritySchemeReference(Bearer, document)] = [] }];
            return Task.CompletedTask;
        });
        options.AddOperationTransformer(static (operation, context, _) =>
        {
            operation.Responses ??= [];
            operation.Responses.TryAdd("default", Content("Refused or failed", "application/json", Reference(Failure, context.Document)));
            return Task.CompletedTask;
        });
    });

    /// <summary>The page that shows the document; everything on it comes from this server.</summary>
    public static IApplicationBuilder UseApiPage(this IApplicationBuilder app) => app.UseSwaggerUI(static page =>
    {
        page.RoutePrefix = "docs";
        page.DocumentTitle = "Pentimento API";
        page.SwaggerEndpoint("../openapi/v1.json", "Pentimento");
    });

    /// <summary>Describes the edit endpoint.</summary>
    public static RouteHandlerBuilder DescribeEdit(this RouteHandlerBuilder endpoint) => endpoint
        .WithName("createImageEdit")
        .WithSummary("Edit Image")
        .WithDescription("Edit an existing image based on a prompt.")
        .WithTags("Images")
        .AddOpenApiOperationTransformer(static (operation, context, _) =>
        {
            var document = context.Document;
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    ["multipart/form-data"] = new OpenApiMediaType { Schema = EditSchemas.Form() },
                    ["application/json"] = new OpenApiMediaType { Schema = EditSchemas.Json(Reference("ImageReference", document)) },
                },
            };
            var success = Content("Image edited successfully", "application/json", Reference("ImageResponse", document));
            success.Content!["text/event-stream"] = new OpenApiMediaType
            {
                Schema = new OpenApiSchema
                {
                    Description = "With stream=true: the data of each event.",
                    OneOf =
                    [
                        Reference("ImageEditPartialImageEvent", document), Reference("ImageEditCompletedEvent", document), Reference("ErrorEvent", document),
                    ],
                },
            };
            operation.Parameters =
            [
                new OpenApiParameter { Name = "Prefer", In = ParameterLocation.Header, Description = "respond-async accepts the edit with 202, to be asked for later.", Schema = SchemaParts.Text("A preference.") },
                new OpenApiParameter { Name = "Idempotency-Key", In = ParameterLocation.Header, Description = "Stands for the request when it is sent again.", Schema = SchemaParts.Text("At most 255 characters.", 255) },
            ];
            operation.Responses = new OpenApiResponses { ["200"] = success, ["202"] = Content("Accepted, with Prefer: respond-async", "application/json", Reference("PendingEdit", document)) };
            foreach (var rows in Enum.GetValues<EditFailure>().Select(ErrorTable.For).GroupBy(static row => row.Status).OrderBy(static rows => rows.Key))
            {
                var codes = string.Join(", ", rows.Select(static row => row.Code).Distinct());
                operation.Responses[$"{rows.Key}"] = Content(codes, "application/json", Reference(Failure, document));
            }

            return Task.CompletedTask;
        });

    /// <summary>Describes the address of an accepted edit.</summary>
    public static RouteHandlerBuilder DescribeAccepted(this RouteHandlerBuilder endpoint) => endpoint
        .WithName("retrieveImageEdit")
        .WithTags("Images")
        .AddOpenApiOperationTransformer(static (operation, context, _) =>
        {
            operation.Responses!["200"] = Content("Image edited successfully", "application/json", Reference("ImageResponse", context.Document));
            operation.Responses["202"] = Content("Not done yet", "application/json", Reference("PendingEdit", context.Document));
            return Task.CompletedTask;
        });

    /// <summary>Describes the upload of a file.</summary>
    public static RouteHandlerBuilder DescribeUpload(this RouteHandlerBuilder endpoint) => endpoint
        .WithName("createFile")
        .WithTags("Files")
        .AddOpenApiOperationTransformer(static (operation, _, _) =>
        {
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = new Dictionary<string, OpenApiMediaType> { ["multipart/form-data"] = new OpenApiMediaType { Schema = EditSchemas.Upload() } },
            };
            return Task.CompletedTask;
        });

    /// <summary>Describes an answer that is a file's bytes.</summary>
    public static RouteHandlerBuilder DescribeBytes(this RouteHandlerBuilder endpoint) => endpoint
        .AddOpenApiOperationTransformer(static (operation, _, _) =>
        {
            operation.Responses!["200"] = Content("The bytes as they were uploaded", "application/octet-stream", SchemaParts.File("The file."));
            return Task.CompletedTask;
        });

    private static OpenApiSchemaReference Reference(string name, OpenApiDocument? document) => new(name, document);

    private static OpenApiResponse Content(string description, string type, IOpenApiSchema schema) => new()
    {
        Description = description,
        Content = new Dictionary<string, OpenApiMediaType> { [type] = new OpenApiMediaType { Schema = schema } },
    };
}
