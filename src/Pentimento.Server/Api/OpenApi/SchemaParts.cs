using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Pentimento.Server.Api.OpenApi;

/// <summary>Pieces that schemas are made of.</summary>
internal static class SchemaParts
{
    public static OpenApiSchema Object(string? description, IEnumerable<string> required, Dictionary<string, IOpenApiSchema> properties) => new()
    {
        Type = JsonSchemaType.Object,
        Description = description,
        Required = required.ToHashSet(StringComparer.Ordinal),
        Properties = properties,
    };

    public static OpenApiSchema List(IOpenApiSchema items, string? description = null, int? min = null, int? max = null) =>
        new() { Type = JsonSchemaType.Array, Items = items, Description = description, MinItems = min, MaxItems = max };

    public static OpenApiSchema File(string description) => new() { Type = JsonSchemaType.String, Format = "binary", Description = description };

    public static OpenApiSchema Text(string description, int? max = null) => new() { Type = JsonSchemaType.String, Description = description, MaxLength = max };

    public static OpenApiSchema Maybe(string description) => new() { Type = JsonSchemaType.String | JsonSchemaType.Null, Description = description };

    public static OpenApiSchema Flag(string description) => new() { Type = JsonSchemaType.Boolean, Description = description };

    public static OpenApiSchema Integer(string description, int? min = null, int? max = null) => new()
    {
        Type = JsonSchemaType.Integer,
        Description = description,
        Minimum = min?.ToString(CultureInfo.InvariantCulture),
        Maximum = max?.ToString(CultureInfo.InvariantCulture),
    };

    public static OpenApiSchema Choice(string description, params IEnumerable<string> words) => new()
    {
        Type = JsonSchemaType.String,
        Description = description,
        Enum = [.. words.Select(static word => (JsonNode)JsonValue.Create(word)!)],
    };
}
