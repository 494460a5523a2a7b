using Pentimento.Engine.Operations;
using Pentimento.Engine.Planning.Words;

namespace Pentimento.Engine.Planning.Grammar;

/// <summary>Collects the steps of a plan: joins repetitions, drops vague steps beside clear ones.</summary>
internal sealed class PlanBuilder(string prompt)
{
    private readonly List<(EditStep Step, bool IsVague)> steps = [];
    private readonly List<UnsupportedText> unsupported = [];
    private readonly List<UnsupportedText> asides = [];

    public bool IsEmpty => steps.Count == 0 && unsupported.Count == 0;

    public int Count => steps.Count;

    public bool HasSteps => steps.Count > 0;

    public EditStep? Last => steps.Count > 0 ? steps[^1].Step : null;

    /// <summary>The target of the last step, for "brighten the sky and make it bluer".</summary>
    public Target? LastTarget { get; private set; }

    public void Add(Effect effect, Target? target = null, Degree? degree = null, string? value = null, bool isVague = false)
    {
        var amount = degree ?? Degree.None;
        var where = target?.ToString() ?? "image";
        var given = OperationCatalog.Find(effect.Operation)?.ValueHelp is null ? null : value ?? effect.Value;
        var step = new EditStep(effect.Operation, where, amount.Amount(effect), given, amount.Exact is not null);
        var same = steps.FindIndex(s => s.Step.Operation == step.Operation && s.Step.Target == step.Target
            && (s.Step.Value == step.Value || step.Value is null) && Math.Sign(s.Step.Amount ?? step.Amount ?? 0) == Math.Sign(step.Amount ?? s.Step.Amount ?? 0));
        if (same >= 0)
        {
            if (steps[same].Step is { IsAmountExact: false } && (amount.IsGiven || !isVague))
            {
                steps[same] = (amount.IsGiven ? step with { Value = step.Value ?? steps[same].Step.Value } : steps[same].Step, steps[same].IsVague && isVague);
            }

            return;
        }

        var cutOut = step.Operation is "remove_background" ? steps.FindIndex(s => s.Step.Operation is "remove_background") : -1;
        if (cutOut >= 0)
        {
            steps[cutOut] = step.Target.Length > steps[cutOut].Step.Target.Length ? (step, false) : steps[cutOut];
            return;
        }

        steps.Add((step, isVague));
        LastTarget = target;
    }

    /// <summary>Whether a step of this kind is planned already, whatever its target.</summary>
    public bool Has(Effect effect) => steps.Exists(s => s.Step.Operation == effect.Operation
        && (effect.Direction == 0 || Math.Sign(s.Step.Amount ?? 0) == effect.Direction));

    public void Remove(Predicate<EditStep> which) => steps.RemoveAll(s => which(s.Step));

    /// <summary>Gives the last step a number that followed in a sentence of its own ("a lot brighter. 45%.").</summary>
    public void SetLastAmount(double number)
    {
        if (steps.Count > 0 && steps[^1].Step is { Amount: { } amount, IsAmountExact: false } last && OperationCatalog.Find(last.Operation)?.Amount is { } range)
        {
            var signed = amount < 0 ? -Math.Abs(number) : number;
            steps[^1] = (last with { Amount = Math.Clamp(signed, range.Min, range.Max), IsAmountExact = true }, steps[^1].IsVague);
        }
    }

    /// <param name="isAside">Counts only when nothing else is asked for.</param>
    public void CannotDo(int start, int end, string reason, string? hint, bool isAside = false)
    {
        var text = prompt[Math.Clamp(start, 0, prompt.Length)..Math.Clamp(Math.Max(start, end), 0, prompt.Length)].Trim();
        if (text.Length > 0 && !unsupported.Exists(u => u.Text == text))
        {
            (isAside ? asides : unsupported).Add(new UnsupportedText(text, reason, hint));
        }
    }

    public EditPlan Build(bool wantsImprovement = false)
    {
        if (steps.Count == 0 && unsupported.Count == 0)
        {
            unsupported.AddRange(asides);
        }

        if (steps.Exists(s => !s.IsVague) || unsupported.Count > 0)
        {
            steps.RemoveAll(s => s.IsVague);
        }

        if (steps.Exists(s => s.Step.Operation is "upscale"))
        {
            // "Bigger without losing quality" is one operation.
            steps.RemoveAll(s => s.Step is { Operation: "resize", Value: "200%" or "125%" });
        }

        if (steps.Exists(s => s.Step.Operation is "replace_background"))
        {
            steps.RemoveAll(s => s.Step.Operation is "remove_background" && !s.Step.Target.Contains("except", StringComparison.Ordinal));
            MergeExceptions();
        }

        if (steps.Count == 0 && unsupported.Count == 0 && wantsImprovement)
        {
            steps.Add((new EditStep("auto_enhance"), true));
        }

        if (steps.Count == 0 && unsupported.Count == 0)
        {
            unsupported.Add(new UnsupportedText(prompt.Trim(), "no_instruction", Hints.NoInstruction));
        }

        return new EditPlan([.. steps.Select(s => s.Step)], unsupported);
    }

    private void MergeExceptions()
    {
        var kept = steps.FindIndex(s => s.Step.Operation is "remove_background");
        var replaced = steps.FindIndex(s => s.Step.Operation is "replace_background");
        if (kept >= 0 && replaced >= 0)
        {
            steps[replaced] = (steps[replaced].Step with { Target = steps[kept].Step.Target }, false);
            steps.RemoveAt(kept);
        }
    }
}
