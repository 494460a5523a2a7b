using System.Text;
using System.Text.Json;
using Pentimento.Engine.Operations;

namespace Pentimento.Engine.Planning;

/// <summary>Writes the JSON schema (draft 2020-12) of an edit plan from the catalogue.</summary>
internal static class EditPlanSchema
{
    public static string Write()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("$schema", "https://json-schema.org/draft/2020-12/schema");
            json.WriteString("title", "Edit plan");
            json.WriteString("type", "object");
            json.WriteStartObject("properties");
            WriteSteps(json);
            WriteUnsupported(json);
            json.WriteEndObject();
            WriteStrings(json, "required", "steps");
            json.WriteBoolean("additionalProperties", false);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void WriteSteps(Utf8JsonWriter json)
    {
        json.WriteStartObject("steps");
        json.WriteString("type", "array");
        json.WriteNumber("minItems", 1);
        json.WriteStartObject("items");
        json.WriteStartArray("oneOf");
        foreach (var operation in OperationCatalog.All)
        {
            WriteStep(json, operation);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteStep(Utf8JsonWriter json, Operation operation)
    {
        json.WriteStartObject();
        json.WriteString("type", "object");
        json.WriteString("description", operation.Summary);
        json.WriteStartObject("properties");
        json.WriteStartObject("operation");
        json.WriteString("const", operation.Name);
        json.WriteEndObject();
        json.WriteStartObject("target");
        json.WriteString("type", "string");
        json.WriteString("pattern", "^(image|mask|background|subject|face|eyes|teeth|skin|hair|sky|text|person|object:[^;]+)(;.+)*$");
        json.WriteEndObject();
        if (operation.Amount is { } range)
        {
            if (range.IsSigned)
            {
                json.WriteStartObject("direction");
                WriteStrings(json, "enum", "up", "down");
                json.WriteEndObject();
            }

            json.WriteStartObject("amount");
            json.WriteString("type", "number");
            json.WriteNumber("minimum", range.Min);
            json.WriteNumber("maximum", range.Max);
            json.WriteNumber("default", range.Default);
            json.WriteString("description", $"in {range.Unit}");
            json.WriteEndObject();
        }

        if (operation.ValueHelp is { } help)
        {
            json.WriteStartObject("value");
            json.WriteString("type", "string");
            json.WriteString("description", help);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        if (operation.NeedsValue)
        {
            WriteStrings(json, "required", "operation", "value");
        }
        else
        {
            WriteStrings(json, "required", "operation");
        }

        json.WriteBoolean("additionalProperties", false);
        json.WriteEndObject();
    }

    private static void WriteUnsupported(Utf8JsonWriter json)
    {
        json.WriteStartObject("unsupported");
        json.WriteString("type", "array");
        json.WriteStartObject("items");
        json.WriteString("type", "object");
        json.WriteStartObject("properties");
        foreach (var field in (string[])["text", "reason", "hint"])
        {
            json.WriteStartObject(field);
            json.WriteString("type", "string");
            json.WriteEndObject();
        }

        json.WriteEndObject();
        WriteStrings(json, "required", "text", "reason");
        json.WriteBoolean("additionalProperties", false);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteStrings(Utf8JsonWriter json, string name, params ReadOnlySpan<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }
}
