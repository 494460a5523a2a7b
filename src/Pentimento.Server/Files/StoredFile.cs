using System.Text.Json.Serialization;

namespace Pentimento.Server.Files;

/// <summary>What is known of an uploaded file.</summary>
/// <param name="Id"><c>file-</c> and 32 hexadecimal digits; cannot be guessed.</param>
/// <param name="Name">What its owner calls it; never a path.</param>
/// <param name="Bytes">Its length.</param>
internal sealed record StoredFile(string Id, string Name, string Purpose, long Bytes, DateTimeOffset Created, DateTimeOffset Expires);

[JsonSerializable(typeof(StoredFile))]
internal sealed partial class StoredFileJson : JsonSerializerContext;
