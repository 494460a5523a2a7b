using System.Text.Json.Serialization;
using Pentimento.Server.Editing;

namespace Pentimento.Server.Jobs.Accepted;

/// <summary>Where an accepted edit stands. The numbers are kept in the database.</summary>
internal enum AcceptedState
{
    Waiting = 0,
    Running = 1,
    Finished = 2,
    Failed = 3,
    Cancelled = 4,
}

/// <summary>An edit that was accepted to be fetched later.</summary>
/// <param name="Account">The key's id, for the usage.</param>
/// <param name="Owner">Whose it is; nobody else sees it.</param>
/// <param name="Concurrent">How many edits the key may run at once.</param>
/// <param name="Attempts">How often it was begun.</param>
/// <param name="Expires">From when its outcome is gone; null while it has none.</param>
internal sealed record AcceptedEdit(
    string Id, string Account, string Owner, int? Concurrent, string Fingerprint, AcceptedState State, int Attempts, DateTimeOffset Created,
    DateTimeOffset? Expires, Load Load, string Model, AnswerForm Form, AcceptedOutcome? Outcome);

/// <summary>What an answer needs besides the result.</summary>
/// <param name="AsUrl">With addresses instead of bytes.</param>
internal sealed record AnswerForm(bool AsUrl, EditQuality Quality);

/// <summary>How an accepted edit ended: with images, or with a failure.</summary>
internal sealed record AcceptedOutcome(IReadOnlyList<KeptImage> Images, KeptFailure? Failure);

/// <summary>A result in the result store.</summary>
/// <param name="Name">The store's.</param>
internal sealed record KeptImage(string Name, DateTimeOffset Expires, OutputFormat Format, PixelSize Size, bool HasTransparency, string RevisedPrompt, long? ChangedOutside);

internal sealed record KeptFailure(EditFailure Kind, string Message, string? Param)
{
    public EditException ToException() => new(Kind, Message, Param);
}

[JsonSerializable(typeof(AnswerForm))]
[JsonSerializable(typeof(AcceptedOutcome))]
internal sealed partial class AcceptedJson : JsonSerializerContext;
