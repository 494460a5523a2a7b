using Pentimento.Engine.Planning.Words;

namespace Pentimento.Engine.Planning.Grammar;

/// <summary>Keeping, cutting out, moving.</summary>
internal sealed partial class Interpreter
{
    private void Extract(Clause clause)
    {
        foreach (var part in PartsOf(clause).Take(1))
        {
            var target = TargetOf(clause, part);
            if (target.Kind is "background" || clause.Verb!.Lemma is "cut ~ out" or "cut out" && target.Kind is "text")
            {
                RemovePart(clause, part);
                continue;
            }

            var except = target.Kind is null or "image" or "subject" ? Kept(clause, part) : target.Words;
            var pronoun = target.Kind is "person" && clause.Terms[target.Head].Text is "me" or "him" or "her" or "them" or "us";
            plan.Add(new Effect("remove_background"), new Target { Kind = "background", Except = pronoun ? "person" : except });
        }
    }

    private void Keep(Clause clause)
    {
        var part = PartsOf(clause)[0];
        var target = TargetOf(clause, part);
        var rest = Find(clause, Whole(clause), t => t.Noun?.Effect?.Operation is "grayscale" || t.Adjective?.Effect?.Operation is "grayscale");
        var inColour = Find(clause, part, t => t.Text is "color" or "colour" or "colored" or "coloured");
        if (clause.Verb!.Lemma is "leave" && Find(clause, part, t => t.Text is "alone") is not null)
        {
            return;
        }

        kept = target.Words;
        if (target is { Kind: "image", Look: not null } && plan.Last?.Operation is "grayscale")
        {
            // "Black and white, but keep the red".
            rest = clause.Terms[part.Start];
        }

        if (target.Kind is null or "image" && rest is null)
        {
            return;
        }

        if (rest is not null || inColour is not null)
        {
            plan.Remove(s => s.Operation is "grayscale");
            plan.Add(new Effect("color_isolate"), target);
        }
        else if (plan.Last is { Operation: "remove_background", Target: "background" })
        {
            plan.Remove(s => s is { Operation: "remove_background", Target: "background" });
            plan.Add(new Effect("remove_background"), new Target { Kind = "background", Except = KeptWords(clause, target) });
        }
        else if (plan.Last is { Operation: "grayscale", Target: "image" } && !Names(clause, "else"))
        {
            plan.Remove(s => s.Operation is "grayscale");
            plan.Add(new Effect("color_isolate"), target);
        }
        else if (!plan.HasSteps && (Names(clause, "only") || clause.VerbAt > 0 && clause.Terms[clause.VerbAt - 1].Word is "only" || clause.Verb.Lemma.Contains("only", StringComparison.Ordinal) || clause.Verb.Lemma.Contains("just", StringComparison.Ordinal)))
        {
            plan.Add(new Effect("remove_background"), new Target { Kind = "background", Except = KeptWords(clause, target) });
        }
    }

    private static string KeptWords(Clause clause, Target target) =>
        target.Kind is "person" && clause.Terms[target.Head].Text is "me" or "him" or "her" or "them" or "us" ? "person"
        : clause.Parts.Count > 1 && TargetOf(clause, clause.Parts[1]) is { Words.Length: > 0 } second ? $"{target.Words} and {second.Words}"
        : target.Words;

    private void Move(Clause clause)
    {
        var part = PartsOf(clause)[0];
        var to = IndexOf(clause, part, t => t.Word is "to" or "left" or "right" or "top" or "bottom" or "center" || t.Text is "up" or "down" or "higher" or "lower" or "closer" or "over");
        var split = to < 0 ? part.End : to;
        var target = TargetOf(clause, new Part(part.Start, split));
        var where = split < part.End ? prompt[clause.Terms[split].Start..clause.Terms[part.End - 1].End] : null;
        plan.Add(new Effect("move"), target, null, where);
    }
}
