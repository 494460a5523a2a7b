using System.Text.Json.Serialization;
using Pentimento.Server.Api.Errors;
using Pentimento.Server.Api.Responses;

namespace Pentimento.Server.Api;

/// <summary>Every JSON document that the API writes through a serializer; the answer to an edit has a writer of its own.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ErrorEnvelope))]
[JsonSerializable(typeof(ModelList))]
[JsonSerializable(typeof(ModelCard))]
internal sealed partial class ApiJson : JsonSerializerContext;
