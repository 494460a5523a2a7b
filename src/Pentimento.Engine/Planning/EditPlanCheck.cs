using Pentimento.Engine.Operations;

namespace Pentimento.Engine.Planning;

/// <summary>Checks the steps of a plan that came as JSON.</summary>
internal static class EditPlanCheck
{
    private const int LongestText = 2000;

    /// <exception cref="ImageEditException">The step does not fit the catalogue.</exception>
    public static EditStep Step(StepDocument? step, int index)
    {
        var name = step?.Operation ?? throw Wrong(index, "operation", "is missing");
        var operation = OperationCatalog.Find(name) ?? throw Wrong(index, "operation", $"\"{Short(name)}\" is not in the catalogue of operations");
        var target = step.Target ?? "image";
        var kind = target.Split(';')[0].Trim();
        if (target.Length > LongestText || (!RegionPhrase.Kinds.Contains(kind) && !(kind.StartsWith("object:", StringComparison.Ordinal) && kind.Length > 7)))
        {
            throw Wrong(index, "target", $"\"{Short(target)}\" is none of {string.Join(", ", RegionPhrase.Kinds)} or object:<noun>");
        }

        var amount = Amount(step, operation, index);
        if (step.Value is { Length: > LongestText })
        {
            throw Wrong(index, "value", $"is longer than {LongestText} characters");
        }

        if (operation.CheckValue(step.Value) is { } fault)
        {
            throw Wrong(index, "value", fault.TrimEnd('.'));
        }

        return new EditStep(name, target, amount, step.Value, step.Amount is not null);
    }

    /// <exception cref="ImageEditException">A field is missing.</exception>
    public static UnsupportedText Unsupported(UnsupportedDocument? unsupported, int index) =>
        new(
            unsupported?.Text ?? throw EditPlanJson.Invalid($"unsupported[{index}].text is missing."),
            unsupported.Reason ?? throw EditPlanJson.Invalid($"unsupported[{index}].reason is missing."),
            unsupported.Hint);

    private static double? Amount(StepDocument step, Operation operation, int index)
    {
        var range = operation.Amount;
        if (step.Direction is not (null or "up" or "down"))
        {
            throw Wrong(index, "direction", $"\"{Short(step.Direction)}\" is neither up nor down");
        }

        if (range is null or { IsSigned: false } && step.Direction is not null)
        {
            throw Wrong(index, "direction", $"does not belong to {operation.Name}, which has one direction only");
        }

        if (step.Amount is not { } amount)
        {
            return range is { IsSigned: true } ? step.Direction is "down" ? -range.Default : range.Default : null;
        }

        if (range is null)
        {
            throw Wrong(index, "amount", $"does not belong to {operation.Name}, which takes none");
        }

        if (!(amount >= range.Min && amount <= range.Max))
        {
            throw Wrong(index, "amount", $"must lie between {range.Min} and {range.Max}{range.Unit}");
        }

        return step.Direction switch
        {
            "down" when amount > 0 => throw Wrong(index, "direction", "is down but the amount is above 0"),
            "up" when amount < 0 => throw Wrong(index, "direction", "is up but the amount is below 0"),
            _ => amount,
        };
    }

    private static string Short(string text) => text.Length <= 60 ? text : text[..60] + "…";

    private static ImageEditException Wrong(int index, string field, string what) => EditPlanJson.Invalid($"steps[{index}].{field} {what}.");
}
