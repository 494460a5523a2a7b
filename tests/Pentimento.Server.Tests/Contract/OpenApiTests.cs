using System.Text.Json;
using Pentimento.Server.Tests.Api;

namespace Pentimento.Server.Tests.Contract;

public sealed class OpenApiTests(TestServer server) : IClassFixture<TestServer>
{
    /// <summary>The essential part of the specification that the product was asked for, as JSON.</summary>
    private const string Essential = """
        {
          "paths": { "/v1/images/edits": { "post": {
            "summary": "Edit Image",
            "description": "Edit an existing image based on a prompt.",
            "operationId": "createImageEdit",
            "requestBody": { "content": { "multipart/form-data": { "schema": {
              "type": "object",
              "properties": {
                "image": { "type": "string", "format": "binary" },
                "mask": { "type": "string", "format": "binary" },
                "prompt": { "type": "string" },
                "model": { "type": "string" },
                "n": { "type": "integer" },
                "size": { "type": "string" },
                "response_format": { "type": "string" }
              },
              "required": ["image", "prompt"]
            } } } },
            "responses": { "200": {
              "description": "Image edited successfully",
              "content": { "application/json": { "schema": { "$ref": "#/components/schemas/ImageResponse" } } }
            } }
          } } },
          "components": {
            "schemas": { "ImageResponse": {
              "type": "object",
              "properties": {
                "created": { "type": "integer" },
                "data": { "type": "array", "items": { "type": "object", "properties": {
                  "url": { "type": "string" },
                  "b64_json": { "type": "string" },
                  "revised_prompt": { "type": "string" }
                } } }
              }
            } },
            "securitySchemes": { "BearerAuth": { "scheme": "bearer" } }
          },
          "security": [ { "BearerAuth": [] } ]
        }
        """;

    [Fact]
    public async Task The_document_agrees_with_the_specification_in_everything_it_names()
    {
        var document = (await server.SendAsync(HttpMethod.Get, "/openapi/v1.json")).Json;
        ShouldContain(document, JsonDocument.Parse(Essential).RootElement, "$");
    }

    private static void ShouldContain(JsonElement actual, JsonElement expected, string path)
    {
        Assert.True(actual.ValueKind == expected.ValueKind, $"{path} is {actual.ValueKind}");
        switch (expected.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in expected.EnumerateObject())
                {
                    Assert.True(actual.TryGetProperty(property.Name, out var value), $"{path}.{property.Name} is missing");
                    ShouldContain(value, property.Value, $"{path}.{property.Name}");
                }

                break;
            case JsonValueKind.Array:
                Assert.Equal(expected.GetArrayLength(), actual.GetArrayLength());
                foreach (var (index, item) in expected.EnumerateArray().Index())
                {
                    ShouldContain(actual[index], item, $"{path}[{index}]");
                }

                break;
            default:
                Assert.True(expected.GetRawText() == actual.GetRawText(), $"{path} is {actual.GetRawText()}, not {expected.GetRawText()}");
                break;
        }
    }
}
