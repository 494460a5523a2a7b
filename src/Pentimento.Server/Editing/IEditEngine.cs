namespace Pentimento.Server.Editing;

/// <summary>Something that edits images: the built-in engine, a relay to another server …</summary>
public interface IEditEngine
{
    /// <summary>Stable name, for logs, metrics and the model registry.</summary>
    string Name { get; }

    /// <summary>The engine and the libraries it works with, each with its version; for the start banner.</summary>
    IReadOnlyList<string> Versions { get; }

    /// <summary>The JSON schema of plans that may be sent instead of a prompt; null when the engine takes none.</summary>
    string? PlanSchema => null;

    /// <summary>Whether the engine can work now; makes a real small edit.</summary>
    /// <exception cref="EditException">It cannot, and why.</exception>
    Task CheckAsync(CancellationToken cancellation);

    /// <summary>Reads the headers of the files, decodes nothing, and tells how many pixels the edit has to do with; admission counts them.</summary>
    /// <exception cref="EditException">A file is no image, or over a limit.</exception>
    long CountPixels(EditRequest request);

    /// <summary>Whether the edit runs a neural model; admission limits how many of those run at a time. Decodes nothing.</summary>
    bool NeedsInference(EditRequest request) => false;

    /// <summary>Unmanaged bytes that the engine holds now, as far as it knows; 0 when it holds none or cannot tell.</summary>
    long NativeBytes => 0;

    /// <summary>
    /// Edits. The stream ends with <see cref="EditEvent.Finished"/>, or throws. When it has ended, however it ended, the engine has let
    /// go of the request's bytes.
    /// </summary>
    /// <exception cref="EditException">The request cannot be carried out.</exception>
    IAsyncEnumerable<EditEvent> EditAsync(EditRequest request, CancellationToken cancellation);
}
