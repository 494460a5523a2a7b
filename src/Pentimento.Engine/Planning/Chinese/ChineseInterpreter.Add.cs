using Pentimento.Engine.Planning.Grammar;
using Pentimento.Engine.Planning.Values;
using Pentimento.Engine.Planning.Words;

namespace Pentimento.Engine.Planning.Chinese;

/// <summary>Adding, writing, correcting, and verbs that are operations.</summary>
internal sealed partial class ChineseInterpreter
{
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
            case "shadows" when degree is { IsGiven: false }:
                plan.Add(new Effect("drop_shadow"), target.Kind is null or "image" ? null : target);
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

        var complains = tooMuch || at == part.End - 1 && at > part.Start && terms[at - 1].Noun is { Kind: "image" or "region" } && Find(terms, part, t => t.Text is "把" or "将" or "让" or "使" or "给") is null && where is { Kind: "image" or "face" or "text" };
        switch (effect.Operation)
        {
            case "blur" when complains:
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
            case "posterize":
                plan.Add(effect, null, null, Find(terms, part, t => t.IsNumber)?.Text);
                break;
            case "straighten" or "perspective":
                plan.Add(effect);
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
