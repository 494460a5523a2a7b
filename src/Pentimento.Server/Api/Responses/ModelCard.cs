using System.Text.Json.Serialization;

namespace Pentimento.Server.Api.Responses;

/// <summary>One model as clients list it.</summary>
internal sealed record ModelCard(string Id)
{
    // A release's date; clients want a whole number of unix seconds and sort by it.
    private static readonly long Released = new DateTimeOffset(2026, 11, 22, 0, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds();

    public string Object { get; } = "model";

    public long Created { get; } = Released;

    public string OwnedBy { get; } = "pentimento";
}

internal sealed record ModelList(IReadOnlyList<ModelCard> Data)
{
    [JsonPropertyOrder(-1)]
    public string Object { get; } = "list";
}
