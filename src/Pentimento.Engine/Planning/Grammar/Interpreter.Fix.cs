using Pentimento.Engine.Planning.Words;

namespace Pentimento.Engine.Planning.Grammar;

/// <summary>Correcting, and requests that name nothing definite.</summary>
internal sealed partial class Interpreter
{
    private void Vague(Clause clause)
    {
        var part = PartsOf(clause)[0];
        var target = TargetOf(clause, part);
        var lemma = clause.Verb!.Lemma;
        var terms = clause.Terms;
        var casual = clause.Act is "casual";
        if (casual && IndexOf(clause, part, t => t.Noun?.Kind is "attribute") >= 0)
        {
            Fix(clause);
            return;
        }

        if (lemma is "edit" or "photoshop" && target.Kind is "teeth" && MakeColour(clause, part).Colour is null)
        {
            CannotDo(clause, "needs_generative_model", HintFor(clause));
            return;
        }

        if (casual && (MakeColour(clause, part).Colour is not null || ResultReader.Read(terms, part, ResultMood.Wish).Count > 0))
        {
            Make(clause);
            return;
        }

        if (clause.IsCut && target.Kind is "hair" or "eyes" or "skin" or "sky" || target.IsThing && clause.IsCut)
        {
            var reason = clause.Reason.IsEmpty ? new Part(clause.End, clause.Limit) : clause.Reason;
            if (IndexOf(clause, reason, t => t.Word is "be") is var be and >= 0 && Find(clause, reason with { Start = be }, t => t.Colour is not null && t.Noun is null) is { Colour: { } wished }
                && Find(clause, reason with { Start = be }, t => t.Word is "less" or "too" or "not") is null)
            {
                // "Edit my hair so it looks blonde".
                Recolour(clause, target, null, wished);
                return;
            }
        }

        var onto = Find(clause, part, t => t.Word is "front" or "behind" or "preposition" || t.Text is "into" or "onto" or "with" or "next to" or "so" or "on" or "in" or "to" or "beside");
        var named = target.Head >= 0 && terms[target.Head] is { Noun: not null } or { IsUnknown: true };
        if (lemma is "edit" or "photoshop" or "shop" or "ps" && named && target.Kind is not "image" && (onto is not null || target.IsThing || target.Kind is "teeth"))
        {
            CannotDo(clause, "needs_generative_model", HintFor(clause));
            return;
        }

        if (lemma is "touch up" or "touch ~ up" or "retouch" && target.Kind is "face" or "skin" or "teeth")
        {
            Do(clause, part, new Effect("retouch", 0, target.Kind is "teeth" ? "teeth" : "skin"), target);
            return;
        }

        var isWhole = target.Kind is null or "image" or "person" || target.IsThing && terms[target.Head].IsUnknown;
        plan.Add(new Effect("auto_enhance"), isWhole ? null : target, DegreeOf(clause, part), isVague: casual);
    }

    private void Fix(Clause clause)
    {
        var parts = PartsOf(clause);
        foreach (var part in parts.Where((_, k) => !GoesOn(clause, parts, k)))
        {
            var target = TargetOf(clause, part);
            if (FixColours(clause, part) || RemoveColour(clause, part) || ChangePart(clause, part, FixDirection(clause, part)))
            {
                continue;
            }

            var results = ResultReader.Read(clause.Terms, part, ResultMood.Complaint);
            if (results.Count > 0)
            {
                foreach (var result in results)
                {
                    Do(clause, part, result.Effect, target.IsWholeImage || target.Head == result.At ? null : target);
                }
            }
            else if (target.Kind is null or "image" && part.Start == parts[0].Start)
            {
                plan.Add(new Effect("auto_enhance"), target.Kind is null ? null : target, DegreeOf(clause, part), isVague: clause.Verb!.Lemma is "fix" or "sort" or "fix up" or "fix ~ up" or "correct" or "work on" or "handle");
            }
            else if (target.Kind is "skin" or "teeth")
            {
                Do(clause, part, new Effect("retouch", 0, target.Kind), target);
            }
            else if (target.Kind is "background" or "sky" or "subject")
            {
                plan.Add(new Effect("auto_enhance"), target, isVague: target.Kind is "background");
            }
            else if (target.IsThing && clause.Verb!.Lemma.StartsWith("clean", StringComparison.Ordinal) || clause.Verb!.Lemma.StartsWith("tidy", StringComparison.Ordinal) && target.IsThing)
            {
                // Stains are cleaned away, a sign is made better.
                var dirt = clause.Terms[target.Head].Noun?.Name is "dirt" || HasPrepositionAfter(clause, part, target.Head);
                plan.Add(new Effect(dirt ? "remove" : "auto_enhance"), target);
            }
            else if (target.IsThing && clause.Terms[target.Head].Noun?.Name is "dirt")
            {
                plan.Add(new Effect("remove"), target);
            }
            else if (target.Kind is not null && !target.IsWholeImage && target.Head >= 0)
            {
                CannotDo(clause, "needs_generative_model", HintFor(clause));
            }
        }
    }

    /// <summary>Correcting colours is balancing them, not more of them.</summary>
    private bool FixColours(Clause clause, Part part)
    {
        var balances = clause.Verb!.Lemma.StartsWith("balance", StringComparison.Ordinal);
        var at = IndexOf(clause, part, t => t.Noun is { Kind: "attribute", Effect.Operation: "saturation" } && t.Text.StartsWith("colo", StringComparison.Ordinal)
            || balances && t.Noun?.Effect?.Operation is "temperature");
        if (at < 0 || clause.Act is "casual")
        {
            return false;
        }

        plan.Add(new Effect("white_balance"), PropertyTarget(clause, part, at));
        return true;
    }

    /// <summary>A property is raised, a fault is lowered.</summary>
    private static int FixDirection(Clause clause, Part part) =>
        Find(clause, part, t => t.Noun?.Kind is "fault") is not null ? -1 : 1;
}
