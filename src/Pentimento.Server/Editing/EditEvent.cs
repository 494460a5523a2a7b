namespace Pentimento.Server.Editing;

/// <summary>What an engine reports while it edits: at most one <see cref="Planned"/>, any number of <see cref="Progress"/> and <see cref="PartialImage"/>, then one <see cref="Finished"/>.</summary>
public abstract record EditEvent
{
    private EditEvent()
    {
    }

    /// <param name="Operations">Names of the operations that the plan uses, each once; for metrics and logs, free of the client's words.</param>
    public sealed record Planned(IReadOnlyList<string> Operations) : EditEvent;

    /// <param name="Fraction">0 to 1.</param>
    /// <param name="Stage">What is being done, in a word.</param>
    public sealed record Progress(double Fraction, string Stage) : EditEvent;

    /// <param name="ImageIndex">Which of the results this becomes, from 0.</param>
    /// <param name="Image">A real intermediate state; the receiver disposes it.</param>
    public sealed record PartialImage(int ImageIndex, EditedImage Image) : EditEvent;

    /// <param name="Result">The receiver disposes it.</param>
    public sealed record Finished(EditResult Result) : EditEvent;
}

/// <summary>The results of one edit, in order; never empty.</summary>
public sealed class EditResult(IReadOnlyList<EditedImage> images) : IDisposable
{
    public IReadOnlyList<EditedImage> Images { get; } = images;

    public void Dispose()
    {
        foreach (var image in Images)
        {
            image.Dispose();
        }
    }
}

/// <summary>One encoded result and the owner of its bytes.</summary>
public sealed class EditedImage(ReadOnlyMemory<byte> bytes, IDisposable? owner = null) : IDisposable
{
    /// <summary>The file; valid until disposed.</summary>
    public ReadOnlyMemory<byte> Bytes { get; } = bytes;

    public required OutputFormat Format { get; init; }

    public required PixelSize Size { get; init; }

    /// <summary>Whether any pixel is not fully opaque.</summary>
    public required bool HasTransparency { get; init; }

    /// <summary>What was done, in words.</summary>
    public required string RevisedPrompt { get; init; }

    /// <summary>Pixels outside the mask or region that differ from the input; null when the edit had no region.</summary>
    public long? ChangedOutside { get; init; }

    public void Dispose() => owner?.Dispose();
}
