using Pentimento.Server.Editing;

namespace Pentimento.Server.Jobs;

/// <summary>An edit that someone asks for.</summary>
/// <param name="Engine">Who is to make it.</param>
/// <param name="Account">On whose account.</param>
/// <param name="Memory">Owns the bytes of the request's files. Whoever takes the order disposes it, when the edit has ended.</param>
internal sealed record JobOrder(IEditEngine Engine, EditRequest Request, Account Account, IDisposable Memory)
{
    /// <summary>The client's own name for the request; null when it gave none.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>For the log.</summary>
    public required string RequestId { get; init; }
}
