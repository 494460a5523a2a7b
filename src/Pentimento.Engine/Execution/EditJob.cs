using Pentimento.Engine.Images;
using Pentimento.Engine.Planning;
using Pentimento.Engine.Selection;

namespace Pentimento.Engine.Execution;

/// <summary>What to execute. The images stay the caller's.</summary>
public sealed record EditJob
{
    public required EditPlan Plan { get; init; }

    /// <summary>At least one; the first is the one to edit.</summary>
    public required IReadOnlyList<Image> Images { get; init; }

    /// <summary>How many images the request had, when those that the plan does not use were left undecoded; 0 counts <see cref="Images"/>.</summary>
    public int SentImages { get; init; }

    /// <summary>What was found in the first image so far, shared by several executions on it; null begins anew.</summary>
    public RegionSession? Session { get; init; }

    /// <summary>The region that may change; null for the whole picture.</summary>
    public Mask? Mask { get; init; }

    /// <summary>Exact size of the result in pixels; null keeps what the plan makes.</summary>
    public (int Width, int Height)? Size { get; init; }

    /// <summary>Which variation: 0 is the plan as read, the others vary the strengths that the prompt left free.</summary>
    public int Variation { get; init; }

    /// <summary>Who wants to see the picture on its way; null for nobody.</summary>
    public Previews? Previews { get; init; }
}

/// <summary>An executed plan.</summary>
/// <param name="Image">The edited picture; the caller owns it.</param>
/// <param name="Words">What was done, as a sentence for the client.</param>
/// <param name="ChangedOutside">Counted pixels outside the mask that differ from the input (0 unless there is a defect); null without a mask.</param>
public sealed record EditOutcome(Image Image, string Words, long? ChangedOutside) : IDisposable
{
    public void Dispose() => Image.Dispose();
}
