using Pentimento.Engine.Operations;

namespace Pentimento.Engine.Execution;

/// <summary>
/// The order of work: geometry, repairs, light and colour and detail as they were said, then what is added at the end, so that a
/// crop is chosen on the untouched picture and a border keeps its colour.
/// </summary>
/// <remarks>
/// Only where the meaning stays: a change of geometry said after a border or text works on the picture with it (a size that was
/// asked for last is the size of all), and steps for a part of the picture stay where they were said.
/// </remarks>
internal static class StepOrder
{
    /// <summary>The steps in the order of work; the order of equal steps stays.</summary>
    public static IReadOnlyList<BoundStep> Arrange(IReadOnlyList<BoundStep> steps)
    {
        if (steps.Any(s => !s.Region.IsWhole))
        {
            return steps;
        }

        var ordered = new List<BoundStep>(steps.Count);
        var stretch = new List<BoundStep>();
        foreach (var step in steps)
        {
            if (Phase(step) == Geometry && stretch.Exists(s => Phase(s) == Finish))
            {
                ordered.AddRange(stretch.OrderBy(Phase));
                stretch.Clear();
            }

            stretch.Add(step);
        }

        ordered.AddRange(stretch.OrderBy(Phase));
        return ordered;
    }

    private const int Geometry = 0, Repair = 1, Change = 2, Finish = 3;

    private static int Phase(BoundStep step) => step.Operation.Group switch
    {
        OperationGroup.Geometry => Geometry,
        OperationGroup.Repair => Repair,
        OperationGroup.Finish => Finish,
        _ => Change,
    };
}
