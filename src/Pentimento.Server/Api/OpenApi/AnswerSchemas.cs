using Microsoft.OpenApi;
using static Pentimento.Server.Api.OpenApi.SchemaParts;

namespace Pentimento.Server.Api.OpenApi;

/// <summary>What comes back: the answer to an edit, the events of a stream, the envelope of every error.</summary>
internal static class AnswerSchemas
{
    public static OpenApiSchema Images() => Object(null, ["created", "data"], new()
    {
        ["created"] = Integer("Unix seconds."),
        ["background"] = Background(),
        ["data"] = List(Object(null, [], new()
        {
            ["url"] = Text("Where the image can be fetched for a while; with response_format=url."),
            ["b64_json"] = Text("The image in base64; otherwise."),
            ["revised_prompt"] = Text("What was done, in words."),
        })),
        ["output_format"] = Format(),
        ["quality"] = Quality(),
        ["size"] = Text("The real size, WIDTHxHEIGHT."),
        ["usage"] = Usage(),
    });

    public static OpenApiSchema Pending() => Object("An accepted edit without an outcome yet.", ["id", "object", "status", "created_at"], new()
    {
        ["id"] = Text("Ask for it at /v1/images/edits/{id}."),
        ["object"] = Choice("What this is.", "image.edit"),
        ["status"] = Choice("How far it is.", "queued", "in_progress", "completed"),
        ["created_at"] = Integer("Unix seconds."),
    });

    public static OpenApiSchema Partial()
    {
        var properties = Common("image_edit.partial_image");
        properties["partial_image_index"] = Integer("Which one, from 0.");
        return Object("A real intermediate state of the first result.", properties.Keys, properties);
    }

    public static OpenApiSchema Completed()
    {
        var properties = Common("image_edit.completed");
        properties["usage"] = Usage();
        string[] required = [.. properties.Keys];
        properties["revised_prompt"] = Text("What was done, in words.");
        properties["changed_outside"] = Integer("With a mask or region: pixels outside it that differ from the input.");
        return Object("One result; comes once for each of the n.", required, properties);
    }

    public static OpenApiSchema StreamedError(IOpenApiSchema body) => Object(
        "What went wrong after the stream had begun; the last event.", ["type", "error"], new() { ["type"] = Choice("The event's name.", "error"), ["error"] = body });

    public static OpenApiSchema Error(IOpenApiSchema body) => Object(null, ["error"], new() { ["error"] = body });

    public static OpenApiSchema ErrorBody() => Object(null, ["message", "type", "param", "code"], new()
    {
        ["message"] = Text("For a person."),
        ["type"] = Text("The family of errors."),
        ["param"] = Maybe("The field at fault, as sent."),
        ["code"] = Maybe("For a program."),
    });

    private static Dictionary<string, IOpenApiSchema> Common(string type) => new()
    {
        ["type"] = Choice("The event's name.", type),
        ["b64_json"] = Text("The image in base64."),
        ["created_at"] = Integer("Unix seconds."),
        ["size"] = Text("The real size, WIDTHxHEIGHT."),
        ["quality"] = Quality(),
        ["background"] = Background(),
        ["output_format"] = Format(),
    };

    private static OpenApiSchema Background() => Choice("Whether there is transparency.", "transparent", "opaque");

    private static OpenApiSchema Format() => Choice("The file format.", "png", "jpeg", "webp");

    private static OpenApiSchema Quality() => Choice("The effective quality.", "low", "medium", "high");

    private static OpenApiSchema Usage()
    {
        var details = Object(null, [], new() { ["image_tokens"] = Integer("0"), ["text_tokens"] = Integer("0") });
        return Object("No tokens are counted: all zero.", [], new()
        {
            ["input_tokens"] = Integer("0"),
            ["input_tokens_details"] = details,
            ["output_tokens"] = Integer("0"),
            ["output_tokens_details"] = details,
            ["total_tokens"] = Integer("0"),
        });
    }
}
