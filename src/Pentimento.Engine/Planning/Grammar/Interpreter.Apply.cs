using Pentimento.Engine.Planning.Values;
using Pentimento.Engine.Planning.Words;

namespace Pentimento.Engine.Planning.Grammar;

/// <summary>Verbs that are operations by themselves.</summary>
internal sealed partial class Interpreter
{
    private void Apply(Clause clause)
    {
        var effect = clause.Verb!.Effect!;
        var parts = PartsOf(clause);
        for (var k = 0; k < parts.Count; k++)
        {
            if (!GoesOn(clause, parts, k))
            {
                ApplyPart(clause, parts[k], effect, isFirst: k == 0);
            }
        }
    }

    private void ApplyPart(Clause clause, Part part, Effect effect, bool isFirst)
    {
        if (!isFirst && Find(clause, part, t => t.Word is not "filler") is null)
        {
            return;
        }

        if (Geometry(clause, part, effect, isFirst))
        {
            return;
        }

        var terms = clause.Terms;
        var attribute = IndexOf(clause, part, t => t.Noun is { Kind: "attribute" or "fault" });
        if (attribute >= 0 && (attribute + 1 >= part.End || terms[attribute + 1].Noun is null) && terms[attribute].Noun!.Effect!.Operation != effect.Operation
            && effect.Operation is "brightness" or "contrast" or "sharpen" or "saturation" or "temperature" or "shadows" or "blur" or "scale_object" or "auto_enhance" or "retouch"
            && !(isFirst && IsReason(clause, part, attribute)))
        {
            var property = terms[attribute].Noun!.Effect!;
            var down = effect.Direction < 0;
            var named = property.Direction == 0 || terms[attribute].Noun!.Kind is "fault" ? property : down ? ResultReader.Reverse(property) : property;
            if (effect.Operation is "brightness" && property.Operation is "saturation" && PropertyTarget(clause, part, attribute) is { Kind: "hair" or "eyes" or "skin" } or { IsThing: true })
            {
                // "Lighten the hair colour".
                named = effect;
            }

            if (effect.Operation is "grayscale" && property.Operation is "saturation" or "white_balance")
            {
                named = effect;
            }

            Do(clause, part, named, PropertyTarget(clause, part, attribute));
            return;
        }

        if (!isFirst)
        {
            var results = ResultReader.Read(terms, part, ResultMood.Wish);
            if (results.Count > 0)
            {
                foreach (var result in results.Where(r => r.Effect.Operation.Length > 0))
                {
                    Do(clause, part, result.Effect, ResultTarget(clause, part, results[0].At) ?? plan.LastTarget);
                }

                return;
            }
        }

        var target = TargetOf(clause, part);
        if (clause.Verb!.Lemma is "desaturate" or "de saturate" && !DegreeOf(clause, part).IsGiven)
        {
            // By itself it means little colour, "fully" none; a tenth less is asked for as "less saturation".
            var fully = clause.Terms.Exists(t => t.Text is "fully" or "completely" or "totally" or "entirely" or "all the way");
            plan.Add(fully ? new Effect("grayscale") : effect, target.Kind is null ? null : target, fully ? null : new Degree(2, null));
            return;
        }

        if (target.Kind is null && !isFirst)
        {
            return;
        }

        if (target.IsThing && target.Head >= 0 && terms[target.Head] is { IsUnknown: true } odd && !isFirst && odd.Text.EndsWith("ly", StringComparison.Ordinal))
        {
            return;
        }

        if (effect.Operation is "color_isolate")
        {
            plan.Add(effect, target);
            return;
        }

        Do(clause, part, effect, target.Kind is null ? null : target);
    }

    /// <summary>"… with more contrast", "to reduce the noise": not what the verb governs.</summary>
    private static bool IsReason(Clause clause, Part part, int at)
    {
        for (var i = part.Start; i < at; i++)
        {
            if (clause.Terms[i].Word is "because" or "to")
            {
                return true;
            }
        }

        return false;
    }
}
