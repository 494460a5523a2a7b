using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Pentimento.Server.Api.Errors;
using Pentimento.Server.Api.Responses;

namespace Pentimento.Server.Api;

/// <summary>Every JSON document that the API writes through a serializer; the answer to an edit has a writer of its own.</summary>
[JsonSerializable(typeof(ErrorEnvelope))]
[JsonSerializable(typeof(StreamedError))]
[JsonSerializable(typeof(FileObject))]
[JsonSerializable(typeof(FileList))]
[JsonSerializable(typeof(FileDeleted))]
[JsonSerializable(typeof(PendingEdit))]
[JsonSerializable(typeof(UsageReport))]
[JsonSerializable(typeof(ModelList))]
[JsonSerializable(typeof(ModelCard))]
internal sealed partial class ApiJson : JsonSerializerContext
{
    /// <summary>Quotes and letters stay readable: no answer is ever read as HTML (application/json, nosniff).</summary>
    public static JavaScriptEncoder Encoder => JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    public static ApiJson Wire { get; } = new(new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, Encoder = Encoder });
}
