using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Pentimento.Server.Api.OpenApi;

/// <summary>The shapes of the edit request and its answer, as the OpenAPI document shows them.</summary>
internal static class EditSchemas
{
    public static OpenApiSchema Request() => new()
    {
        Type = JsonSchemaType.Object,
        Required = new HashSet<string> { "image", "prompt" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["image"] = File("The image to edit: PNG, JPEG or WebP. Several: repeat the field, or name it image[]; the first is edited."),
            ["mask"] = File("PNG of the image's size; fully transparent pixels (alpha 0) mark what may change."),
            ["markup"] = File("PNG of the image's size with strokes on transparent ground; what is drawn may change. Not with mask."),
            ["prompt"] = Text("What to change, in words. At most 32000 characters."),
            ["model"] = Text("A name of GET /v1/models."),
            ["n"] = Integer("How many results.", 1, 10),
            ["size"] = Text("auto keeps the image's size; WIDTHxHEIGHT gives exactly that."),
            ["response_format"] = Choice("Bytes or addresses in the answer; b64_json by default.", "b64_json", "url"),
            ["quality"] = Choice("Echoed; an engine may use it.", "auto", "low", "medium", "high", "standard", "hd", "xhigh", "max"),
            ["background"] = Choice("Whether the result must have transparency or none.", "auto", "transparent", "opaque"),
            ["output_format"] = Choice("File format of the result; png by default.", "png", "jpeg", "webp"),
            ["output_compression"] = Integer("Quality of JPEG and WebP; 100 by default.", 0, 100),
            ["input_fidelity"] = Choice("Accepted; the input is always kept exactly.", "high", "low"),
            ["moderation"] = Choice("Accepted; nothing is moderated.", "auto", "low"),
            ["user"] = Text("Accepted."),
            ["safety_identifier"] = Text("Accepted. At most 128 characters."),
            ["stream"] = new OpenApiSchema { Type = JsonSchemaType.Boolean, Description = "Answer with server-sent events." },
            ["partial_images"] = Integer("Intermediate states in the stream.", 0, 3),
        },
    };

    public static OpenApiSchema Answer() => new()
    {
        Type = JsonSchemaType.Object,
        Required = new HashSet<string> { "created", "data" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["created"] = Integer("Unix seconds."),
            ["background"] = Choice("Whether any result has transparency.", "transparent", "opaque"),
            ["data"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Array,
                Items = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Properties = new Dictionary<string, IOpenApiSchema>
                    {
                        ["url"] = Text("Where the image can be fetched for a while; with response_format=url."),
                        ["b64_json"] = Text("The image in base64; otherwise."),
                        ["revised_prompt"] = Text("What was done, in words."),
                    },
                },
            },
            ["output_format"] = Choice("The format of the results.", "png", "jpeg", "webp"),
            ["quality"] = Choice("The effective quality.", "low", "medium", "high"),
            ["size"] = Text("The real size, WIDTHxHEIGHT."),
            ["usage"] = Usage(),
        },
    };

    public static OpenApiSchema Error() => new()
    {
        Type = JsonSchemaType.Object,
        Required = new HashSet<string> { "error" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["error"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Required = new HashSet<string> { "message", "type", "param", "code" },
                Properties = new Dictionary<string, IOpenApiSchema>
                {
                    ["message"] = Text("For a person."),
                    ["type"] = Text("The family of errors."),
                    ["param"] = new OpenApiSchema { Type = JsonSchemaType.String | JsonSchemaType.Null, Description = "The field at fault, as sent." },
                    ["code"] = new OpenApiSchema { Type = JsonSchemaType.String | JsonSchemaType.Null, Description = "For a program." },
                },
            },
        },
    };

    private static OpenApiSchema Usage()
    {
        var details = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Properties = new Dictionary<string, IOpenApiSchema> { ["image_tokens"] = Integer("0"), ["text_tokens"] = Integer("0") },
        };
        return new()
        {
            Type = JsonSchemaType.Object,
            Description = "No tokens are counted: all zero.",
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["input_tokens"] = Integer("0"),
                ["input_tokens_details"] = details,
                ["output_tokens"] = Integer("0"),
                ["output_tokens_details"] = details,
                ["total_tokens"] = Integer("0"),
            },
        };
    }

    private static OpenApiSchema File(string description) => new() { Type = JsonSchemaType.String, Format = "binary", Description = description };

    private static OpenApiSchema Text(string description) => new() { Type = JsonSchemaType.String, Description = description };

    private static OpenApiSchema Integer(string description, int? min = null, int? max = null) => new()
    {
        Type = JsonSchemaType.Integer,
        Description = description,
        Minimum = min?.ToString(System.Globalization.CultureInfo.InvariantCulture),
        Maximum = max?.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };

    private static OpenApiSchema Choice(string description, params IEnumerable<string> words) => new()
    {
        Type = JsonSchemaType.String,
        Description = description,
        Enum = [.. words.Select(static word => (JsonNode)JsonValue.Create(word)!)],
    };
}
