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
            plan.Add(new Effect("replace_background"), Target.Of("background"), null, Find(terms, part, t => t.Colour is not null)?.Colour);
        }
    }

    private void AddOn(List<Term> terms, Part part, int at, Degree degree)
    {
        if (Find(terms, part, t => t.Kind is TokenKind.Quoted) is not null)
        {
            Write(terms, part, at);
            return;
        }

        var after = part with { Start = Math.Max(part.Start, at + 1) };
        var look = Find(terms, after, t => t.Noun is { Effect: not null }) ?? Find(terms, part, t => t.Noun is { Effect: not null });
        var colour = Find(terms, after, t => t.Colour is not null)?.Colour;
        if (look is null)
        {
            if (Find(terms, after, t => t.Noun is { Name: "background" }) is not null && colour is not null)
            {
                plan.Add(new Effect("replace_background"), Target.Of("background"), null, colour);
            }
            else if (Find(terms, part, t => t.Word is "image2") is not null)
            {
                plan.Add(new Effect("overlay"), null, null, PlaceReader.Read(terms, part));
            }
            else if (Results(terms, part) is { Count: > 0 } results)
            {
                Do(results[0].Effect, null, degree);
            }
            else
            {
                CannotDo(terms, part, Hints.Object);
            }

            return;
        }

        var effect = look.Noun!.Kind is "fault" ? look.Noun.Add ?? look.Noun.Effect! : look.Noun.Effect!;
        var target = ChineseTarget.Read(terms, part, at);
        switch (effect.Operation)
        {
            case "border":
                var implied = look.Text is "白边" ? "#ffffff" : look.Text is "黑边" ? "#000000" : null;
                var border = FrameReader.Border(terms, part);
                plan.Add(effect, null, null, border is null ? implied : implied is null || border.Contains('#', StringComparison.Ordinal) ? border : $"{border} {implied}");
                break;
            case "add_text" or "watermark":
                Write(terms, part, at);
                break;
            case "white_balance" when colour is not null:
                Do(new Effect("tint", 0, colour), target.Kind is null ? null : target, degree);
                break;
            case "white_balance" when look.Noun.Kind is "fault":
                plan.Add(new Effect("auto_enhance"));
                break;
            default:
                Do(effect, target.Kind is null or "image" ? null : target, degree);
                break;
        }
    }

    private void Fix(List<Term> terms, Part part, Degree degree)
    {
        var results = Results(terms, part);
        if (Find(terms, part, t => t.Noun is { Kind: "attribute" or "fault" }) is { } property)
        {
            var effect = property.Noun!.Effect!;
            var target = ChineseTarget.Read(terms, part, part.End);
            Do(effect.Operation is "saturation" && property.Text is "颜色" or "色彩" ? new Effect("white_balance") : effect, target.Kind is null or "image" ? null : target, degree);
        }
        else if (results.Count > 0)
        {
            Bare(terms, part);
        }
        else if (SizeReader.Read(terms, part) is { } size)
        {
            plan.Add(new Effect("resize"), null, null, size);
        }
        else
        {
            plan.Add(new Effect("auto_enhance"), null, degree, isVague: true);
        }
    }

    private void Keep(List<Term> terms, Part part)
    {
        var target = ChineseTarget.Read(terms, part, part.End);
        if (Find(terms, part, t => t.Noun is { Effect.Operation: "saturation" or "grayscale" } || t.Colour is not null) is not null || plan.Last?.Operation is "grayscale")
        {
            plan.Remove(s => s.Operation is "grayscale");
            plan.Add(new Effect("color_isolate"), target);
        }
        else if (target.Kind is not (null or "image"))
        {
            plan.Remove(s => s is { Operation: "remove_background", Target: "background" });
            plan.Add(new Effect("remove_background"), new Target { Kind = "background", Except = target.Words });
        }
    }

    private void Move(List<Term> terms, Part part, int at)
    {
        var target = ChineseTarget.Read(terms, part, at);
        var where = PlaceReader.Read(terms, part with { Start = Math.Max(part.Start, at + 1) });
        plan.Add(new Effect("move"), target, null, where ?? PlaceReader.Read(terms, part));
    }

    private void Write(List<Term> terms, Part part, int at)
    {
        var operation = Find(terms, part, t => t.Noun is { Effect.Operation: "watermark" }) is null ? "add_text" : "watermark";
        var quoted = Find(terms, part, t => t.Kind is TokenKind.Quoted)?.Text;
        var start = Math.Max(part.Start, at + 1);
        while (start < part.End && (terms[start].Noun?.Effect is not null || terms[start].Kind is TokenKind.Mark || terms[start].Word is "filler" or "value"))
        {
            start++;
        }

        var text = quoted ?? (start < part.End ? prompt[terms[start].Start..terms[part.End - 1].End] : null);
        var place = PlaceReader.Read(terms, quoted is null ? part with { End = Math.Max(part.Start, at) } : part);
        plan.Add(new Effect(operation), null, null, text is null ? place : place is null ? $"\"{text}\"" : $"\"{text}\" {place}");
    }

    private void Apply(List<Term> terms, Part part, int at, Effect effect, Degree degree)
    {
        var target = ChineseTarget.Read(terms, part, part.End);
        var where = target.Kind is null ? null : target;
        var property = Find(terms, part, t => t.Noun is { Kind: "attribute" });
        var tooMuch = at > part.Start && terms[at - 1].Word is "too";
        if (tooMuch && effect.Direction != 0)
        {
            Do(ResultReader.Reverse(effect), where, degree);
            return;
        }

        switch (effect.Operation)
        {
            case "blur" when tooMuch:
                Do(new Effect("sharpen"), where, degree);
                break;
            case "crop":
                if (where is { Kind: "person" or "text" } or { IsThing: true } && at >= 0 && terms[at].Text is "裁掉")
                {
                    plan.Add(new Effect("remove"), where);
                    break;
                }

                plan.Add(effect, null, null, CropReader.Read(terms, part));
                break;
            case "rotate":
                plan.Add(effect, null, null, RotationReader.Read(terms, part));
                break;
            case "flip":
                plan.Add(effect, null, null, FlipReader.Read(terms, part));
                break;
            case "resize" when where is { IsThing: true } or { Kind: "person" or "face" or "eyes" }:
                plan.Add(new Effect("scale_object", -1), where, degree);
                break;
            case "upscale" when where is { IsThing: true } or { Kind: "person" or "face" or "eyes" }:
                plan.Add(new Effect("scale_object", 1), where, degree);
                break;
            case "resize":
                plan.Add(effect, null, null, SizeReader.Read(terms, part));
                break;
            case "upscale":
                plan.Add(effect, null, null, SizeReader.Factor(terms, part));
                break;
            case "pad":
                plan.Add(effect, null, null, FrameReader.Pad(terms, part));
                break;
            case "collage":
                plan.Add(effect, null, null, Find(terms, part, t => t.Text is "九宫格") is not null ? "grid" : FrameReader.Collage(terms, part, ""));
                break;
            case "overlay":
                plan.Add(effect, null, null, PlaceReader.Read(terms, part));
                break;
            case "extend":
                plan.Add(effect, where, null, SizeReader.Extension(terms, part));
                break;
            case "brightness" when property is { Noun.Effect: { Operation: "shadows" or "highlights" } } part2:
                Do(part2.Noun!.Effect! with { Direction = effect.Direction }, where, degree);
                break;
            default:
                Do(effect, where, degree);
                break;
        }
    }
}
