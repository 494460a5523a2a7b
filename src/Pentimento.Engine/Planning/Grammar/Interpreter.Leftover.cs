using Pentimento.Engine.Planning.Words;

namespace Pentimento.Engine.Planning.Grammar;

/// <summary>"Make" and "change" whose wish is no word of quality: a property, a thing's colour, or something new.</summary>
internal sealed partial class Interpreter
{
    private void Leftover(Clause clause, Part part, Target subject, Sense? property, int to)
    {
        var terms = clause.Terms;
        var fault = Find(clause, part, t => t.Noun?.Kind is "fault");
        if (to < 0 && Find(clause, part, t => t.Noun?.Kind is "look") is { } look && clause.Act is "want")
        {
            Do(clause, part, look.Noun!.Effect!, subject);
            return;
        }

        if (property is { Kind: "attribute", Effect: { } effect })
        {
            ChangeProperty(clause, part, subject, property, effect, to);
            return;
        }

        if (fault is not null && clause.Act is "want")
        {
            return;
        }

        var rest = to >= 0 ? new Part(to + 1, part.End) : part;
        var text = Find(clause, part, t => t.Noun?.Name is "text" || t.Noun?.Effect?.Operation is "add_text") is not null;
        if (text && to >= 0)
        {
            plan.Add(new Effect("edit_text"), Target.Of("text"), null, prompt[terms[rest.Start].Start..terms[rest.End - 1].End].Trim());
        }
        else if (to > part.Start && terms[to - 1].IsNumber && to + 1 < part.End && terms[to + 1].IsNumber)
        {
            plan.Add(new Effect("edit_text"), Target.Of("text"), null, prompt[terms[to + 1].Start..terms[to + 1].End]);
        }
        else if (to >= 0 && (Letters(clause, part, to) || Shouted(clause, part, to)))
        {
            plan.Add(new Effect("edit_text"), Target.Of("text"), null, prompt[terms[rest.End - 1].Start..terms[rest.End - 1].End]);
        }
        else if (clause.Act is "want")
        {
            WantThing(clause, part, subject);
        }
        else if (clause.Verb!.Lemma is "fill" or "fill with" or "fill ~ in with" && subject.Kind is not null)
        {
            plan.Add(new Effect("remove"), subject);
        }
        else if (clause.Verb.Lemma is "photoshop" && part.IsEmpty)
        {
            plan.Add(new Effect("auto_enhance"), isVague: true);
        }
        else if (clause.Verb.Lemma is "photoshop" && subject.IsWholeImage && !subject.IsThing && to < 0 && !Names(clause, "with"))
        {
            plan.Add(new Effect("auto_enhance"), isVague: true);
        }
        else if (!part.IsEmpty && HasContent(clause, part))
        {
            CannotDo(clause, part with { Start = Math.Min(clause.VerbAt < 0 ? part.Start : clause.VerbAt, part.Start) }, "needs_generative_model", HintFor(clause));
        }
    }

    private void ChangeProperty(Clause clause, Part part, Target subject, Sense property, Effect effect, int to)
    {
        var where = subject.Kind is null ? null : subject;
        var word = property.Lemma;
        var isColour = effect.Operation is "saturation" or "white_balance" or "hue_shift" && (word.StartsWith("colo", StringComparison.Ordinal) || word.StartsWith("tone", StringComparison.Ordinal) || word.StartsWith("skin", StringComparison.Ordinal));
        if (clause.Act is "want" && to < 0)
        {
            if (DegreeOf(clause, part).Exact is not null || clause.Verb!.Lemma is "need" or "require" or "could use")
            {
                Do(clause, part, effect, where);
            }

            return;
        }

        var more = Find(clause, part, t => t.Word is "more") is not null;
        var less = Find(clause, part, t => t.Word is "less") is not null;
        if (more || less)
        {
            // "make the contrast higher", "change the colour to be stronger".
            Do(clause, part, less && effect.Direction != 0 ? ResultReader.Reverse(effect) : effect, where);
            return;
        }

        if (isColour && (to >= 0 || clause.IsCut || Find(clause, part, t => t.Text is "of" or "with" or "same" || t.Word is "because") is not null && clause.IsCut))
        {
            var source = to >= 0 ? TargetOf(clause, new Part(to + 1, part.End)) : Target.Of("image");
            var sampled = source.Kind is null or "image" ? null : source.ToString();
            plan.Add(new Effect(subject.IsWholeImage ? "tint" : "recolor"), where, null, sampled);
        }
        else if (isColour && word.StartsWith("skin", StringComparison.Ordinal))
        {
            plan.Add(new Effect("recolor"), Target.Of("skin"));
        }
        else if (isColour)
        {
            plan.Add(new Effect(subject.IsWholeImage ? "hue_shift" : "recolor"), where);
        }
        else
        {
            Do(clause, part, effect, where);
        }
    }

    /// <summary>"the a to an e": single letters are text.</summary>
    private static bool Letters(Clause clause, Part part, int to) =>
        part.End - 1 > to && clause.Terms[part.End - 1].Text.Length == 1 && char.IsAsciiLetter(clause.Terms[part.End - 1].Text[0]);

    /// <summary>"SALE to SOLD": capitals on both sides, in a prompt that is not written in capitals.</summary>
    private bool Shouted(Clause clause, Part part, int to) =>
        to > part.Start && to + 1 < part.End && IsCapitals(clause.Terms[to - 1]) && IsCapitals(clause.Terms[to + 1]) && !IsCapitals(clause.Terms[clause.VerbAt]);

    private bool IsCapitals(Term term) => term.End - term.Start > 1 && prompt.AsSpan(term.Start, term.End - term.Start).IndexOfAnyExceptInRange('A', 'Z') < 0;

    private static bool HasContent(Clause clause, Part part) =>
        Find(clause, part, t => t.IsUnknown || t.Noun is { Kind: not "image" } || t.Colour is not null || t.Adjective is { Kind: "generative" }) is not null;

    /// <summary>"I want a hat on him": only wishes for a background or a thing that is clearly new.</summary>
    private void WantThing(Clause clause, Part part, Target subject)
    {
        if (clause.Verb!.Lemma is "create" or "produce" && HasContent(clause, part))
        {
            CannotDo(clause, part, "needs_generative_model", HintFor(clause));
        }
        else if (Find(clause, part, t => t.Text is "gone" or "away" or "disappeared" or "out") is not null && subject.Kind is not null and not "image")
        {
            plan.Add(new Effect("remove"), subject);
        }
    }

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

        if (lemma is "edit" or "photoshop" && target.Kind is "teeth")
        {
            CannotDo(clause, "needs_generative_model", HintFor(clause));
            return;
        }

        if (casual && (MakeColour(clause, part).Colour is not null || ResultReader.Read(terms, part, ResultMood.Wish).Count > 0))
        {
            Make(clause);
            return;
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
            if (FixColours(clause, part) || ChangePart(clause, part, FixDirection(clause, part)))
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
                plan.Add(new Effect("auto_enhance"), target.Kind is null ? null : target, DegreeOf(clause, part), isVague: clause.Verb!.Lemma is "fix" or "fix up" or "fix ~ up" or "correct" or "work on" or "handle");
            }
            else if (target.Kind is "skin" or "teeth")
            {
                Do(clause, part, new Effect("retouch", 0, target.Kind), target);
            }
            else if (target.Kind is "background" or "sky" or "subject")
            {
                plan.Add(new Effect("auto_enhance"), target, isVague: target.Kind is "background");
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
