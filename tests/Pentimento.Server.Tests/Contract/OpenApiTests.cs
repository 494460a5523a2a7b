using System.Text.Json;
using Pentimento.Server.Api.Errors;
using Pentimento.Server.Editing;
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

    /// <summary>The whole document as clients were promised it. A change on purpose: copy the file that the failure names over the snapshot.</summary>
    [Fact]
    public async Task The_document_is_the_one_that_was_agreed_on()
    {
        var snapshot = Path.Combine(Repository.Root, "tests", "Pentimento.Server.Tests", "Contract", "openapi.json");
        var actual = (await server.SendAsync(HttpMethod.Get, "/openapi/v1.json")).Text.ReplaceLineEndings("\n").TrimEnd() + "\n";
        if (actual != (await File.ReadAllTextAsync(snapshot, TestContext.Current.CancellationToken)).ReplaceLineEndings("\n"))
        {
            var written = Path.Combine(AppContext.BaseDirectory, "openapi.actual.json");
            await File.WriteAllTextAsync(written, actual, TestContext.Current.CancellationToken);
            Assert.Fail($"The OpenAPI document has changed: compare {written} with {snapshot}.");
        }
    }

    [Fact]
    public async Task Both_forms_of_the_request_name_every_field_and_the_answers_name_every_error()
    {
        var edit = (await server.SendAsync(HttpMethod.Get, "/openapi/v1.json")).Json.GetProperty("paths").GetProperty("/v1/images/edits").GetProperty("post");
        var content = edit.GetProperty("requestBody").GetProperty("content");
        string[] refused = ["frame_count", "frame_duration_ms"];
        Assert.Equal(Fields().Where(static name => name != "images").Order(), Names(content.GetProperty("multipart/form-data")));
        Assert.Equal(Fields().Where(static name => name != "image").Order(), Names(content.GetProperty("application/json")));
        foreach (var row in Enum.GetValues<EditFailure>().Select(ErrorTable.For))
        {
            Assert.Contains(row.Code!, edit.GetProperty("responses").GetProperty($"{row.Status}").GetProperty("description").GetString(), StringComparison.Ordinal);
        }

        IEnumerable<string> Fields() => Server.Api.Requests.EditFields.All.Except(refused);

        static IEnumerable<string> Names(JsonElement form) => form.GetProperty("schema").GetProperty("properties").EnumerateObject().Select(static property => property.Name).Order();
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
