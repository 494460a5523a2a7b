using Pentimento.Server.Editing;

namespace Pentimento.Server.Results;

/// <summary>Keeps finished images for a while, so that an answer can carry an address instead of the bytes.</summary>
internal interface IResultStore
{
    /// <summary>Keeps a file under a new name that cannot be guessed. Once this returns, it is whole and on the disk.</summary>
    /// <param name="bytes">The encoded image; the caller's again when the task ends.</param>
    /// <exception cref="EditException"><see cref="EditFailure.Unavailable"/>: it could not be stored (disk full, no permission).</exception>
    Task<StoredResult> SaveAsync(ReadOnlyMemory<byte> bytes, OutputFormat format, CancellationToken cancellation);

    /// <summary>Opens a kept file; null when the name is none of ours, unknown, or past its time. The caller disposes it.</summary>
    /// <param name="name">As a client sent it: anything.</param>
    Task<OpenedResult?> OpenAsync(string name, CancellationToken cancellation);

    /// <summary>Removes a kept file before its time; nothing happens when there is none.</summary>
    /// <param name="name">As <see cref="SaveAsync"/> gave it.</param>
    Task DeleteAsync(string name, CancellationToken cancellation);
}

/// <param name="Name">One path segment of lower-case letters, digits, <c>-</c> and <c>.</c>; needs no escaping in an address.</param>
/// <param name="Expires">From when it is gone; whole seconds.</param>
internal sealed record StoredResult(string Name, DateTimeOffset Expires);

/// <summary>A kept file, open for reading.</summary>
/// <param name="content">Starts at the file's first byte; seekable.</param>
internal sealed class OpenedResult(Stream content, OutputFormat format, DateTimeOffset expires) : IAsyncDisposable
{
    public Stream Content { get; } = content;

    /// <summary>Bytes of the file.</summary>
    public long Length => Content.Length;

    public OutputFormat Format { get; } = format;

    public DateTimeOffset Expires { get; } = expires;

    public ValueTask DisposeAsync() => Content.DisposeAsync();
}
