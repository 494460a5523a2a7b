using Pentimento.Engine.Images;
using Pentimento.Engine.Operations;
using Pentimento.Engine.Planning;
using Pentimento.Engine.Selection;

namespace Pentimento.Engine.Execution;

/// <summary>Where the steps of one execution work: the request's mask, the regions that the plan names, and what both have in common.</summary>
/// <param name="session">Finds regions by name; null where there are only places, colours and masks.</param>
/// <param name="mask">Of the request; null when there is none.</param>
internal sealed class StepRegions(RegionSession? session, Mask? mask, CancellationToken cancellation)
{
    private readonly List<string> _beside = [];

    /// <summary>The region of a step in the picture as the steps so far have made it.</summary>
    /// <returns>The region, null for the whole picture; and what was taken, in words, null when the plan's own words say it.</returns>
    /// <exception cref="ImageEditException">Nothing is found, or several things where one is meant.</exception>
    public (Mask? Region, string? Words) Of(Image current, BoundStep step)
    {
        _beside.Clear();
        var hard = !step.Operation.BlendsAtEdge;

        // Half of what is taken away must not stay as a halo: all of the mask, and of a region the half that is more in than out.
        var marked = hard ? Harden(mask, 1) : mask;
        if (step.Region.IsWhole)
        {
            return (marked, null);
        }

        using var stage = ExecutionStages.Select();
        var selected = Select(current, step.Region);
        if (selected is null)
        {
            return (marked, "what the mask marks");
        }

        var region = hard ? Harden(selected.Mask, 128)! : selected.Mask;
        if (marked is null)
        {
            return (region, selected.Words);
        }

        var both = region.Intersect(marked);
        return both.Values.ContainsAnyExcept((byte)0)
            ? (both, selected.Words)
            : throw new ImageEditException(
                ImageEditFailure.TargetNotFound,
                $"The mask marks nothing of what the prompt names: {selected.Words}. Mark it too, or leave the mask out.", "prompt");
    }

    /// <summary>What an operation needs beside its step's own target.</summary>
    /// <exception cref="ImageEditException">Nothing is found.</exception>
    public Mask Beside(Image current, string target)
    {
        if (session is null || (mask is not null && target is "subject" or "background"))
        {
            return OperationContext.SelectByMask(target, mask);
        }

        using var stage = ExecutionStages.Select();
        var selected = session.Select(current, RegionPhrase.Parse(target), cancellation);
        _beside.Add(selected.Words);
        return selected.Mask;
    }

    /// <summary>What was found beside the step's own region since <see cref="Of"/>, in words; null when nothing.</summary>
    public string? BesideWords => _beside.Count == 0 ? null : string.Join(", ", _beside.Distinct());

    /// <summary>Told after each step what it did to the places of things.</summary>
    public void After(BoundStep step, Image edited, Mask? region, Mask? touched)
    {
        if (!step.Operation.KeepsGeometry || !ReferenceEquals(region, touched))
        {
            session?.Moved(edited);
        }
        else if (step.Operation is Remove && region is not null)
        {
            session?.Removed(region);
        }
    }

    /// <summary>Finds a region; null when it cannot be told by name and the request's mask marks it.</summary>
    private SelectedRegion? Select(Image current, RegionPhrase phrase)
    {
        if (session is null)
        {
            var part = PlacesAndColours.Select(current, phrase);
            return part is null ? null : new(part, PlacesAndColours.Words(phrase));
        }

        try
        {
            return session.Select(current, phrase, cancellation);
        }
        catch (ImageEditException missed) when (mask is not null && missed.Failure is ImageEditFailure.TargetNotFound or ImageEditFailure.AmbiguousTarget)
        {
            return null;
        }
    }

    private static Mask? Harden(Mask? soft, byte least) => soft is null
        ? null
        : Mask.FromWeights(Array.ConvertAll(soft.Weights, w => w >= least ? (byte)255 : (byte)0), soft.Width, soft.Height);
}
