using System.Globalization;
using Pentimento.Engine.Operations;
using Pentimento.Engine.Planning;

namespace Pentimento.Engine.Tests.Planning;

/// <summary>A plan as one short line, the way the lexicon's examples write it: <c>brightness [sky] +15; crop =16:9; !no_instruction</c>.</summary>
internal static class PlanText
{
    public static string Write(EditPlan plan) => string.Join("; ", [.. plan.Steps.Select(Write), .. plan.Unsupported.Select(u => "!" + u.Reason)]);

    private static string Write(EditStep step)
    {
        var text = step.Operation;
        if (step.Target != "image")
        {
            text += $" [{step.Target}]";
        }

        if (step.Amount is { } amount)
        {
            var sign = OperationCatalog.Find(step.Operation)!.Amount!.IsSigned && amount >= 0 ? "+" : "";
            text += $" {sign}{amount.ToString("0.##", CultureInfo.InvariantCulture)}";
        }

        return step.Value is null ? text : $"{text} ={step.Value}";
    }
}
