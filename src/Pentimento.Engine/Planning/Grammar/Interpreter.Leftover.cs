using Pentimento.Engine.Planning.Values;
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
        if ((to < 0 && (subject.IsWholeImage || subject.Kind is "object:landscape") && part.End - part.Start <= 9 || Find(clause, part, t => t.Text is "ratio" or "aspect" or "aspect ratio") is not null) && (CropReader.Aspect(terms, part) ?? CropReader.Orientation(terms, part)) is { } shape)
        {
            // "Make it square", "make it 4x6", "make it 1920x1080".
            plan.Add(new Effect(shape.Contains('x', StringComparison.Ordinal) ? "resize" : "crop"), null, null, shape);
        }
        else if (text && to >= 0)
        {
            plan.Add(new Effect("edit_text"), Target.Of("text"), null, prompt[terms[rest.Start].Start..terms[rest.End - 1].End].Trim());
        }
        else if (to > part.Start && terms[to - 1].IsNumber && to + 1 < part.End && terms[to + 1].IsNumber)
        {
            plan.Add(new Effect("edit_text"), new Target { Kind = "text", Quote = prompt[terms[to - 1].Start..terms[to - 1].End] }, null, prompt[terms[to + 1].Start..terms[to + 1].End]);
        }
        else if (to >= 0 && subject.IsThing && to + 1 < part.End && terms[to + 1].IsNumber && terms[part.End - 1].IsNumber)
        {
            // "The year to 2020", "the clock to 3:00".
            plan.Add(new Effect("edit_text"), Target.Of("text"), null, prompt[terms[to + 1].Start..terms[part.End - 1].End]);
        }
        else if (to >= 0 && (Letters(clause, part, to) || Shouted(clause, part, to)))
        {
            var old = to > part.Start ? Plain(prompt[terms[to - 1].Start..terms[to - 1].End]) : null;
            plan.Add(new Effect("edit_text"), new Target { Kind = "text", Quote = old }, null, prompt[terms[rest.End - 1].Start..terms[rest.End - 1].End]);
        }
        else if (clause.Act is "want")
        {
            WantThing(clause, part, subject);
        }
        else if (clause.Verb!.Lemma is "recolor" or "recolour" or "color" or "colour" or "paint" or "dye" && subject.Kind is not (null or "image"))
        {
            plan.Add(new Effect("recolor"), subject);
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
        else if (to < 0 && clause.Verb.Lemma is "make" or "get" or "make ~ look" && IsPraise(clause, part))
        {
            plan.Add(new Effect("auto_enhance"), isVague: clause.IsAside);
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

        var more = Find(clause, part, t => t.IsMore) is not null;
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

    /// <summary>"Make it memorable": a quality of the whole picture that no lexicon knows.</summary>
    private static bool IsPraise(Clause clause, Part part)
    {
        var image = IndexOf(clause, part, t => t.IsImage || t.Text is "this" or "it");
        image = image >= 0 && image + 1 < part.End && clause.Terms[image + 1].IsImage ? image + 1 : image;
        if (image < 0)
        {
            return false;
        }

        var words = 0;
        for (var i = image + 1; i < part.End; i++)
        {
            var term = clause.Terms[i];
            if (term.Word is "with" or "preposition" or "because")
            {
                break;
            }

            if (term.Word is "determiner" or "pronoun" or "not" or "less" || term.Noun is not null || term.Verb is not null || term.Colour is not null || term.IsNumber || term.Adjective is { Kind: "generative" } || term.Kind is not TokenKind.Word)
            {
                return false;
            }

            words += term.IsUnknown ? 1 : 0;
        }

        return words is 1 or 2;
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
        if (IndexOf(clause, part, t => t.Text is "style") is var style and >= 0 && style + 1 < part.End && clause.Terms[style + 1].Text is "of")
        {
            CannotDo(clause, part, "needs_generative_model", Hints.Style);
        }
        else if (clause.Verb!.Lemma is "create" or "produce" && HasContent(clause, part))
        {
            CannotDo(clause, part, "needs_generative_model", HintFor(clause));
        }
    }
}
