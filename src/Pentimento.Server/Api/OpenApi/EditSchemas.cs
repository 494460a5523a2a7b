using Microsoft.OpenApi;
using static Pentimento.Server.Api.OpenApi.SchemaParts;

namespace Pentimento.Server.Api.OpenApi;

/// <summary>The two forms of the edit request and the upload of a file, as the OpenAPI document shows them.</summary>
internal static class EditSchemas
{
    /// <summary>The form multipart/form-data.</summary>
    public static OpenApiSchema Form() => Object(null, ["image", "prompt"], new(Fields())
    {
        ["image"] = File("The image to edit: PNG, JPEG or WebP. Several: repeat the field, or name it image[]; the first is edited."),
        ["mask"] = File("PNG of the image's size; fully transparent pixels (alpha 0) mark what may change."),
        ["markup"] = File("PNG of the image's size with strokes on transparent ground; what is drawn may change. Not with mask."),
    });

    /// <summary>The form application/json.</summary>
    /// <param name="image">The schema of one image.</param>
    public static OpenApiSchema Json(IOpenApiSchema image) => Object(null, ["images", "prompt"], new(Fields())
    {
        ["images"] = List(image, "The images; the first is edited.", 1, 16),
        ["mask"] = image,
        ["markup"] = image,
    });

    /// <summary>One image of the JSON form.</summary>
    public static OpenApiSchema Image() => Object("Exactly one of the two.", [], new()
    {
        ["image_url"] = Text("A data URL in base64: data:image/png;base64,… Or an http or https address, where the server is set to fetch (Api:Fetch:Enabled)."),
        ["file_id"] = Text("The id of a file uploaded with the same key."),
    });

    public static OpenApiSchema Upload() => Object(null, ["file", "purpose"], new()
    {
        ["file"] = File("The file; at most 50 MB."),
        ["purpose"] = Choice("What for; both are treated alike.", "vision", "user_data"),
        ["expires_after[anchor]"] = Choice("From when the time counts.", "created_at"),
        ["expires_after[seconds]"] = Integer("How long the file is kept; at most as long as the server keeps files.", 3600, 2_592_000),
    });

    private static Dictionary<string, IOpenApiSchema> Fields() => new()
    {
        ["prompt"] = Text("What to change, in words, or a plan in JSON.", 32_000),
        ["model"] = Text("A name of GET /v1/models."),
        ["n"] = Integer("How many results.", 1, 10),
        ["size"] = Text("auto keeps the image's size; WIDTHxHEIGHT gives exactly that."),
        ["response_format"] = Choice("Bytes or addresses in the answer; b64_json by default.", "b64_json", "url"),
        ["quality"] = Choice("Echoed; an engine may use it.", "auto", "low", "medium", "high", "standard", "hd", "xhigh", "max"),
        ["background"] = Choice("Whether the result must have transparency or none.", "auto", "transparent", "opaque"),
        ["output_format"] = Choice("File format of the result; png by default.", "png", "jpeg", "webp"),
        ["output_compression"] = Integer("Quality of JPEG and WebP; 100 by default.", 0, 100),
        ["stream"] = Flag("Answer with server-sent events. Not with response_format=url."),
        ["partial_images"] = Integer("Intermediate states in the stream.", 0, 3),
        ["input_fidelity"] = Choice("Accepted; the input is always kept exactly.", "high", "low"),
        ["moderation"] = Choice("Accepted; nothing is moderated.", "auto", "low"),
        ["complexity"] = Choice("Accepted, without effect.", "low", "medium", "high"),
        ["user"] = Text("Accepted."),
        ["safety_identifier"] = Text("Accepted.", 128),
    };
}
