using Pentimento.Engine.Planning.Grammar;
using Pentimento.Engine.Planning.Values;
using Pentimento.Engine.Planning.Words;

namespace Pentimento.Engine.Planning.Chinese;

/// <summary>One method an act.</summary>
internal sealed partial class ChineseInterpreter
{
    private void Remove(List<Term> terms, Part part, int at)
    {
        foreach (var piece in Pieces(terms, part, at))
        {
            var target = ChineseTarget.Read(terms, piece, piece.End);
            var fault = Find(terms, piece, t => t.Noun is { Kind: "fault" } or { Effect.Operation: "saturation" or "border" or "vignette" });
            if (Find(terms, piece, t => t.Word is "except" or "else") is not null && target.Kind is not (null or "person"))
            {
                plan.Add(new Effect("remove_background"), new Target { Kind = "background", Except = target.Words });
            }
            else if (target.Head >= 0 && terms[target.Head].Noun is { Name: "background" })
            {
                plan.Add(new Effect("remove_background"), Target.Of("background"));
            }
            else if (fault is not null)
            {
                var effect = fault.Noun!.Effect!;
                Do(effect.Operation switch { "saturation" => new Effect("grayscale"), "border" => new Effect("crop", 0, "border"), _ => effect }, target.Kind is null ? null : target, Degree.None,
                    effect.Operation is "border" ? "border" : null);
            }
            else if (Find(terms, piece, t => t.Noun is { Effect.Operation: "shadows" }) is not null)
            {
                plan.Add(new Effect("shadows", 1));
            }
            else if (target.Kind is not (null or "image") || target.Places.Count > 0)
            {
                target.Kind = target.Kind is "object:logo" ? "text" : target.Kind;
                plan.Add(new Effect("remove"), target);
            }
            else
            {
                CannotDo(terms, part, Hints.Ambiguous, "ambiguous");
            }
        }
    }

    /// <summary>The things of a clause, parted at "and", without its verb.</summary>
    private static List<Part> Pieces(List<Term> terms, Part part, int at)
    {
        var (start, end) = at < 0 ? (part.Start, part.End) : at - part.Start > part.End - 1 - at ? (part.Start, at) : (at + 1, part.End);
        if (at >= 0 && ChineseTarget.Read(terms, new Part(start, end), end).Kind is null && Find(terms, new Part(start, end), t => t.Noun is not null) is null)
        {
            (start, end) = start == part.Start ? (at + 1, part.End) : (part.Start, at);
        }

        var pieces = new List<Part>();
        for (var i = start; i <= end; i++)
        {
            if (i == end || terms[i].Word is "and" || terms[i].Text is "、")
            {
                pieces.Add(new Part(start, i));
                start = i + 1;
            }
        }

        return [.. pieces.Where(p => !p.IsEmpty)];
    }

    private void Change(List<Term> terms, Part part, int direction, Degree degree)
    {
        var found = false;
        for (var i = part.Start; i < part.End; i++)
        {
            if (terms[i].Noun is not { Effect: { } effect } noun || noun.Kind is "look" && effect.Operation is "add_text")
            {
                continue;
            }

            var target = ChineseTarget.Read(terms, part, i);
            var named = noun.Kind is "fault" ? direction < 0 ? effect : noun.Add ?? effect : direction > 0 || effect.Direction == 0 ? effect : ResultReader.Reverse(effect);
            Do(named, target.Kind is null ? null : target, degree);
            found = true;
        }

        var colour = Find(terms, part, t => t.Colour is not null);
        if (!found && colour is not null)
        {
            plan.Add(direction > 0 ? new Effect("tint", 0, colour.Colour) : new Effect("white_balance"), null, degree);
        }
        else if (!found)
        {
            CannotDo(terms, part, Hints.Ambiguous, "ambiguous");
        }
    }

    private void Make(List<Term> terms, Part part, int at, Degree degree)
    {
        // A verb that is understood from the clause before stands nowhere.
        var verb = at >= 0 ? terms[at].Text : lastVerb!.Text;
        var after = part with { Start = Math.Max(part.Start, at + 1) };
        var target = ChineseTarget.Read(terms, part, at);
        if (target.Kind is null)
        {
            // 换白色背景: what is changed stands behind the verb.
            target = ChineseTarget.Read(terms, after, part.End);
        }

        var colour = Find(terms, after, t => t.Colour is not null)?.Colour;
        var results = Results(terms, after);
        var quoted = Find(terms, part, t => t.Kind is TokenKind.Quoted);
        if (quoted is not null)
        {
            var quotes = terms.FindAll(t => t.Kind is TokenKind.Quoted);
            plan.Add(new Effect("edit_text"), Target.Of("text"), null, quotes[^1].Text);
        }
        else if (colour is null && (SizeReader.Has(terms, part, "wide", "tall") || SizeReader.Pair(terms, IndexOfNumber(terms, after), part.End) is not null) && SizeReader.Read(terms, part) is { } size)
        {
            plan.Add(new Effect("resize"), null, null, size);
        }
        else if (target.Kind is "background")
        {
            Background(terms, part, after, colour, results);
        }
        else if (results.Count > 0 && plan.Last?.Operation is "color_isolate" && Find(terms, part, t => t.Word is "else") is not null)
        {
            // 只保留红花，其他变成黑白: said already.
            return;
        }
        else if (results.Count > 0 && results.TrueForAll(r => r.Effect.Operation is not "auto_enhance" || colour is null))
        {
            foreach (var (effect, _) in results)
            {
                Do(effect, target.Kind is null ? null : target, degree);
            }
        }
        else if (colour is not null && verb.Length > 0)
        {
            Do(new Effect("tint", 0, colour), target.Kind is "image" ? null : target, degree);
        }
        else if (Find(terms, part, t => t.Noun is { Kind: "attribute" }) is { } property)
        {
            Do(property.Noun!.Effect!.Operation is "saturation" ? new Effect("hue_shift") : property.Noun.Effect, target.Kind is null ? null : target, degree);
        }
        else if (verb.Length > 1 || target.Kind is not (null or "image") || Find(terms, after, t => t.Adjective is { Kind: "generative" }) is not null)
        {
            CannotDo(terms, part, Hints.Object);
        }
    }

    private static int IndexOfNumber(List<Term> terms, Part part)
    {
        var at = part.Start;
        while (at < part.End && !terms[at].IsNumber)
        {
            at++;
        }

        return at;
    }

    private void Background(List<Term> terms, Part part, Part after, string? colour, List<(Effect Effect, int At)> results)
    {
        if (results.Exists(r => r.Effect.Operation is "remove_background"))
        {
            plan.Add(new Effect("remove_background"), Target.Of("background"));
        }
        else if (Find(terms, part, t => t.Word is "image2") is not null)
        {
            plan.Add(new Effect("replace_background"), Target.Of("background"), null, "image 2");
        }
        else if (results.Count > 0 && colour is null)
        {
            foreach (var (effect, _) in results)
            {
                Do(effect, Target.Of("background"), Degree.Read(terms, part));
            }
        }
        else if (colour is not null || Find(terms, part, t => t.Text is "plain") is not null)
        {
            plan.Add(new Effect("replace_background"), Target.Of("background"), null, colour ?? Find(terms, part, t => t.Colour is not null)?.Colour ?? "plain");
        }
        else if (Find(terms, after, t => t.IsUnknown || t.Noun is { Kind: not "region" }) is not null)
        {
            CannotDo(terms, part, Hints.Background);
        }
        else
        {
            plan.Add(new Effect("replace_background"), Target.Of("background"), null, Find(terms, part, t => t.Colour is not null)?.Colour ?? "plain");
        }
    }
}
