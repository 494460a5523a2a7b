using Pentimento.Engine.Operations;
using Pentimento.Engine.Planning.Values;
using Pentimento.Engine.Planning.Words;

namespace Pentimento.Engine.Planning.Grammar;

/// <summary>Plans an effect on a target.</summary>
internal sealed partial class Interpreter
{
    private void CannotDo(Clause clause, string reason, string? hint) => CannotDo(clause, new Part(clause.Start, clause.End), reason, hint);

    private void CannotDo(Clause clause, Part part, string reason, string? hint)
    {
        if (part.Start == clause.VerbAt + 1 && clause.VerbAt >= 0)
        {
            part = part with { Start = clause.VerbAt };
        }

        if (part.IsEmpty)
        {
            part = new Part(clause.Start, Math.Max(clause.Start + 1, clause.End));
        }

        plan.CannotDo(clause.Terms[part.Start].Start, clause.Terms[Math.Min(part.End, clause.Terms.Count) - 1].End, reason, hint, clause.IsAside);
    }

    private static string HintFor(Clause clause) =>
        Find(clause, Whole(clause), t => t.Noun is { Name: "background" }) is not null ? Hints.Background
        : Find(clause, Whole(clause), t => t.Noun is { Name: "person" or "face" or "eyes" or "hair" }) is not null ? Hints.Person
        : clause.Verb?.Lemma.StartsWith("colo", StringComparison.Ordinal) == true ? Hints.Colourise
        : Hints.Object;

    /// <summary>Plans an effect, with the operation that fits its target: blurring the background is an operation of its own.</summary>
    private void Do(Clause clause, Part part, Effect effect, Target? target, bool isVague = false)
    {
        var degree = DegreeOf(clause, part);
        if (target is { Head: >= 0 } && clause.Terms[target.Head].Text is "it" or "that" or "them" && plan.Last?.Operation == effect.Operation && (plan.Last.Target != "image" || clause.Terms[target.Head].Text is "them"))
        {
            // "The face is blurry, can you sharpen it", "the colours are dull, make them vivid": asked for already.
            return;
        }

        if (target is { Head: >= 0 } && clause.Terms[target.Head].Text is "it" or "them" && plan.LastTarget is { Kind: "background" or "sky" or "face" or "skin" or "hair" or "eyes" or "text" } last
            && ReferenceEquals(lastSentence, clause.Terms) && plan.Last?.Operation is not ("remove" or "remove_background" or "replace_background" or "crop") && OperationCatalog.Find(effect.Operation) is { KeepsGeometry: true })
        {
            target = last;
        }

        if (effect.Operation is "painting" or "sketch" or "cartoon" && IsNamedStyle(clause))
        {
            CannotDo(clause, "needs_generative_model", Hints.Style);
            return;
        }

        if (effect.Operation is "sharpen" && plan.Last is { Operation: "dehaze" } && target is null or { IsWholeImage: true })
        {
            // "It is foggy, make it clear": one wish.
            return;
        }

        if (effect.Operation is "grayscale" && IndexOf(clause, Whole(clause), t => t.Word is "only") is var only and >= 0
            && Find(clause, Whole(clause) with { Start = only }, t => t.Noun is { Kind: "attribute", Effect.Operation: "saturation" } || t.Colour is not null && t.Noun is null && t.Adjective is null) is not null)
        {
            // "Black and white with only the balloon in colour".
            plan.Add(new Effect("color_isolate"), TargetReader.Read(clause.Terms, new Part(only + 1, Math.Max(only + 1, clause.End))));
            return;
        }

        if (effect.Operation is "grayscale" && IndexOf(clause, Whole(clause), t => t.Word is "except") is var except and >= 0)
        {
            plan.Add(new Effect("color_isolate"), TargetReader.Read(clause.Terms, new Part(except + 1, Math.Max(except + 1, clause.End))));
            return;
        }

        if (scope is { } said && ReferenceEquals(said.Sentence, clause.Terms) && target is null or { IsWholeImage: true })
        {
            target = said.Target;
        }

        switch (effect.Operation, target?.Kind)
        {
            case ("vintage", "person" or "face" or "skin" or "hair"):
            case ("straighten", "teeth" or "hair" or "eyes"):
            case ("straighten", not null) when target!.Head >= 0 && clause.Terms[target.Head].Noun is { Kind: "clothing" or "pair" } or { Name: "body" }:
                CannotDo(clause, part, "needs_generative_model", Hints.Person);
                return;
            case ("retouch", "image") when effect.Value is "skin" && target!.Head >= 0 && clause.Verb?.Lemma.StartsWith("smooth", StringComparison.Ordinal) == true:
                plan.Add(new Effect("denoise"), target, degree);
                return;
            case ("sharpen" or "blur", "skin"):
                plan.Add(new Effect("retouch", 0, "skin"), target, degree);
                return;
            case ("straighten" or "perspective", _):
                plan.Add(effect);
                return;
            case ("crop", _):
                var keeps = CropReader.Read(clause.Terms, part);
                plan.Add(keeps?.Contains('x', StringComparison.Ordinal) == true ? new Effect("resize") : effect, null, null, keeps ?? "80%");
                return;
            case ("add_text" or "watermark", _):
                plan.Add(effect, null, null, WrittenTextReader.Read(prompt, clause.Terms, part));
                return;
            case ("border", _):
                plan.Add(effect, null, null, FrameReader.Border(clause.Terms, part));
                return;
            case ("rotate", _):
                plan.Add(effect, null, null, effect.Value ?? RotationReader.Read(clause.Terms, part));
                return;
            case ("flip", _):
                plan.Add(effect, target is { Kind: "text" } ? target : null, null, effect.Value ?? FlipReader.Read(clause.Terms, part));
                return;
            case ("blur", "background"):
                plan.Add(new Effect("blur_background"), target, degree);
                return;
            case ("scale_object", null or "image"):
                plan.Add(new Effect("resize"), null, null, SizeReader.Read(clause.Terms, part) ?? SizeReader.Default(effect.Direction, degree));
                return;
            case ("tint", "face" or "skin" or "person") when effect.Value is "#ffffff":
                plan.Add(new Effect("brightness", 1), target, degree);
                return;
            case ("white_balance", "teeth"):
                plan.Add(new Effect("retouch", 0, "teeth"), target, degree);
                return;
            case ("tint", "teeth") when effect.Value is "#ffffff":
                plan.Add(new Effect("retouch", 0, "teeth"), target, degree);
                return;
            case ("tint", not null and not "image" and not "background") when effect.Value is not null && target!.Kind is not "sky" && !(effect.Value is "#ffffff" && IsBody(clause, target)):
                plan.Add(new Effect("recolor"), target, degree, effect.Value);
                return;
            case ("retouch", _) when effect.Value is "wrinkles" or "blemish" or "skin" && IsBody(clause, target):
                plan.Add(effect, Target.Of("skin"), degree);
                return;
            case ("tint", _) when effect.Value is "#ffffff" && IsBody(clause, target):
                plan.Add(new Effect("brightness", 1), target, degree);
                return;
            case ("retouch", not (null or "image" or "face" or "skin" or "person" or "subject" or "eyes" or "hair" or "teeth")) when effect.Value is "wrinkles" or "blemish":
                plan.Add(new Effect("restore"), target, degree);
                return;
            case ("retouch", not (null or "image" or "face" or "skin" or "person" or "subject")) when effect.Value is "skin":
                plan.Add(new Effect("denoise"), target, degree);
                return;
            case ("retouch", _):
                plan.Add(effect, RetouchTarget(effect, target), degree);
                return;
            case ("remove_background" or "replace_background" or "blur_background", _):
                plan.Add(effect, target is { Kind: "background" } ? target : new Target { Kind = "background" }, degree);
                return;
            case ("upscale", _):
                plan.Add(effect, target, degree, SizeReader.Factor(clause.Terms, part));
                return;
            case ("sharpen" or "contrast", "image") when target!.Places.Count == 0:
                plan.Add(effect, target, degree);
                return;
            default:
                plan.Add(effect, target, degree, isVague: isVague);
                return;
        }
    }

    private static bool IsBody(Clause clause, Target? target) => target is { IsThing: true, Head: >= 0 } && clause.Terms[target.Head].Noun?.Name is "body";

    /// <summary>"A painting by Monet", "in the style of Disney".</summary>
    private static bool IsNamedStyle(Clause clause)
    {
        for (var i = clause.VerbAt + 1; i + 1 < clause.Limit; i++)
        {
            if ((clause.Terms[i].Text is "by" && clause.Terms[i + 1].IsUnknown) || (clause.Terms[i] is { Noun.Kind: "style" } && clause.Terms[i + 1].Text is "of"))
            {
                return true;
            }
        }

        return false;
    }

    private static Target RetouchTarget(Effect effect, Target? target) => effect.Value switch
    {
        "teeth" => new Target { Kind = "teeth" },
        "red_eye" or "under_eyes" => new Target { Kind = "eyes" },
        "flyaway" => new Target { Kind = "hair" },
        _ => target is { Kind: "face" or "person" } ? target : new Target { Kind = "skin" },
    };
}
