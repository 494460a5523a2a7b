namespace Pentimento.Server.Editing;

/// <summary>Something that edits images: the built-in engine, a relay to another server …</summary>
public interface IEditEngine
{
    /// <summary>Stable name, for logs, metrics and the model registry.</summary>
    string Name { get; }

    /// <summary>Whether the engine can work now; makes a real small edit.</summary>
    /// <exception cref="EditException">It cannot, and why.</exception>
    Task CheckAsync(CancellationToken cancellation);

    /// <summary>Edits. The stream ends with <see cref="EditEvent.Finished"/>, or throws.</summary>
    /// <exception cref="EditException">The request cannot be carried out.</exception>
    IAsyncEnumerable<EditEvent> EditAsync(EditRequest request, CancellationToken cancellation);
}
