using Pentimento.Engine.Operations;
using Pentimento.Engine.Planning;
using Pentimento.Engine.Selection;

namespace Pentimento.Engine.Execution;

/// <summary>A step that is known to be executable, with its arguments filled in.</summary>
internal sealed record BoundStep(Operation Operation, OperationArguments Arguments, RegionPhrase Region, bool IsFree)
{
    private static readonly double[] Factors = [1, 0.6, 1.4, 0.35, 1.8, 0.8, 1.2, 0.5, 1.6, 2.2];

    /// <summary>What was taken for the region, in words; null before it is known, and for the whole picture.</summary>
    public string? Found { get; init; }

    /// <summary>The step in words.</summary>
    public string Words => Operation.Describe(Arguments)
        + (Found is { } found ? $" ({found})" : Region.IsWhole ? "" : $" ({Region.ToString()})");

    /// <summary>Checks each step against the catalogue before a pixel is touched.</summary>
    /// <param name="partially">Takes what can be done and leaves the rest out, instead of refusing the whole.</param>
    /// <param name="hasMask">Whether the request's mask marks what is meant.</param>
    /// <param name="byName">Whether regions are found by name.</param>
    /// <returns>The steps in the order of work, and a sentence for each part that is left out.</returns>
    /// <exception cref="ImageEditException">The plan has words or steps that cannot be carried out; every one is named.</exception>
    public static (IReadOnlyList<BoundStep> Steps, IReadOnlyList<string> LeftOut) Bind(EditPlan plan, bool partially, bool hasMask, bool byName)
    {
        var problems = plan.Unsupported.Select(Sentence).ToList();
        var steps = new List<BoundStep>();
        foreach (var step in plan.Steps)
        {
            var problem = Check(step, hasMask, byName, out var bound);
            if (problem is null)
            {
                steps.Add(bound!);
            }
            else
            {
                problems.Add(problem);
            }
        }

        if (steps.Count > 0 && (problems.Count == 0 || partially))
        {
            return (StepOrder.Arrange(steps), problems);
        }

        var couldDo = steps.Count > 0 ? $" The rest could be done: {string.Join(", ", steps.Select(s => s.Words))}." : "";
        throw new ImageEditException(
            ImageEditFailure.UnsupportedInstruction,
            (problems.Count == 0 ? "The prompt asks for nothing that can be done." : string.Join(" ", problems)) + couldDo + " Nothing was changed.",
            "prompt");
    }

    /// <summary>The same step for another result of the request: a free strength differs, everything else stays.</summary>
    /// <param name="variation">0 changes nothing.</param>
    public BoundStep Vary(int variation)
    {
        if (!IsFree || Operation.Amount is not { } range)
        {
            return this;
        }

        var amount = Math.Clamp(Math.Round(Arguments.Amount * Factors[variation % Factors.Length], 1), range.Min, range.Max);
        return this with { Arguments = Arguments with { Amount = amount } };
    }

    private static string? Check(EditStep step, bool hasMask, bool byName, out BoundStep? bound)
    {
        bound = null;
        if (OperationCatalog.Find(step.Operation) is not { } operation)
        {
            return $"There is no operation \"{step.Operation}\".";
        }

        if (operation.Missing is { } missing)
        {
            return $"\"{step.Operation}\" {missing}.";
        }

        var region = RegionPhrase.Parse(operation.ReadsTarget ? step.Target : "image");
        if (RegionSelector.Refusal(region, byName) is { } refusal)
        {
            if (!hasMask)
            {
                return $"\"{step.Operation}\" of \"{step.Target}\": {refusal}";
            }

            // A thing that cannot be found by name is what the mask marks.
            region = RegionPhrase.Parse("mask");
        }

        if (!region.IsWhole && !operation.KeepsGeometry)
        {
            return $"\"{step.Operation}\" works on the whole image, not on a part of it.";
        }

        if (operation.CheckValue(step.Value) is { } wrong)
        {
            return $"\"{step.Operation}\" {wrong}.";
        }

        var range = operation.Amount;
        if (range is null && step.Amount is not null)
        {
            return $"\"{step.Operation}\" takes no amount.";
        }

        var amount = step.Amount ?? range?.Default ?? 0;
        if (range is not null && (!double.IsFinite(amount) || amount < range.Min || amount > range.Max))
        {
            return FormattableString.Invariant($"\"{step.Operation}\" takes an amount from {range.Min} to {range.Max} {range.Unit}, not {amount}.");
        }

        bound = new(operation, new(amount, step.Value), region, range is not null && !step.IsAmountExact && step.Value is null);
        return null;
    }

    private static string Sentence(UnsupportedText words)
    {
        var why = words.Reason switch
        {
            "needs_generative_model" => "would need a generative model, which this server does not have",
            "request_field" => "is no edit of the picture but set by a field of the request",
            "needs_second_image" => "needs a second image in the request",
            "ambiguous" => "can be read in more than one way",
            "no_instruction" => "has no instruction in it",
            _ => "was not understood",
        };
        return $"\"{words.Text}\" {why}.{(words.Hint is null ? "" : " " + words.Hint)}";
    }
}
