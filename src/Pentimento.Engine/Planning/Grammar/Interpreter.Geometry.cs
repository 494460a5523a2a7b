using Pentimento.Engine.Planning.Values;
using Pentimento.Engine.Planning.Words;

namespace Pentimento.Engine.Planning.Grammar;

/// <summary>Verbs whose operation takes a value: crop, rotate, flip, resize …</summary>
internal sealed partial class Interpreter
{
    /// <summary>Plans a step with a value; false when the verb's operation takes none.</summary>
    private bool Geometry(Clause clause, Part part, Effect effect, bool isFirst)
    {
        var terms = clause.Terms;
        if (!isFirst && effect.Operation is "crop" or "rotate" or "flip" or "resize" or "pad" or "border" or "extend" or "collage")
        {
            // Further parts ("… to 16:9, centred") were read with the first, which spans the clause.
            return IsContinuation(clause, part);
        }

        var whole = isFirst ? Rest(clause) : part;
        switch (effect.Operation)
        {
            case "crop":
                Crop(clause, part, whole);
                return true;
            case "rotate" when clause.IsCut && Find(clause, whole, t => t.IsNumber || t.Word is "left" or "right" || t.Text.Contains("clockwise", StringComparison.Ordinal)) is null
                && Find(clause, whole with { Start = Math.Min(clause.End, whole.End) }, t => t.Adjective?.Effect is { Operation: "straighten" }) is not null:
                // "Rotate it so that the horizon is straight".
                plan.Add(new Effect("straighten"));
                return true;
            case "rotate":
                var verb = clause.Verb!.Lemma;
                plan.Add(effect, WholeOrThing(clause, part), null, verb.Contains("upside", StringComparison.Ordinal) ? "180" : RotationReader.Read(terms, whole));
                return true;
            case "flip":
                plan.Add(effect, WholeOrThing(clause, part), null, FlipReader.Read(terms, whole));
                return true;
            case "resize":
                Resize(clause, part, whole);
                return true;
            case "scale_object":
                var thing = TargetOf(clause, part);
                if (thing.IsWholeImage)
                {
                    plan.Add(new Effect("resize"), null, null, SizeReader.Read(terms, whole) ?? SizeReader.Default(effect.Direction, DegreeOf(clause, part)));
                    return true;
                }

                return false;
            case "pad":
                plan.Add(effect, null, null, FrameReader.Pad(terms, whole));
                return true;
            case "border":
                plan.Add(effect, null, null, FrameReader.Border(terms, whole));
                return true;
            case "extend":
                plan.Add(effect, TargetOf(clause, part), null, SizeReader.Extension(terms, whole));
                return true;
            case "collage" when clause.IsCut && clause.Verb!.Lemma.StartsWith("combine", StringComparison.Ordinal):
                // "Combine the two so that everyone looks at the camera".
                CannotDo(clause, "needs_generative_model", Hints.Object);
                return true;
            case "collage":
                plan.Add(effect, null, null, FrameReader.Collage(terms, whole, clause.Verb!.Lemma));
                return true;
            case "hue_shift":
                plan.Add(effect, TargetOf(clause, part), DegreeOf(clause, part));
                return true;
            case "watermark":
                plan.Add(effect, null, null, WrittenTextReader.Read(prompt, terms, whole));
                return true;
            case "blur" when Find(clause, part, t => t.Noun is { Kind: "fault", Effect.Operation: "retouch" }) is not null:
                return false;
            case "blur" when clause.Verb!.Lemma is "soften" && Find(clause, part, t => t.Noun is { Kind: "fault", Effect.Operation: "shadows" or "highlights" or "contrast" }) is { } harsh:
                // "Soften the harsh shadows".
                Do(clause, part, harsh.Noun!.Effect!, PropertyTarget(clause, part, IndexOf(clause, part, t => ReferenceEquals(t, harsh))));
                return true;
            case "blur" when clause.Verb!.Lemma is "soften" && Find(clause, part, t => t.Noun is { Kind: "attribute", Effect.Operation: "contrast" or "brightness" or "saturation" or "highlights" or "shadows" }) is not null:
                // "Soften the contrast".
                return ChangePart(clause, part, -1);
            case "blur":
                var target = TargetOf(clause, part);
                Do(clause, part, effect with { Value = effect.Value ?? FrameReader.Blur(terms, whole) }, target.Kind is null ? null : target);
                return true;
            default:
                return false;
        }
    }

    private static bool IsContinuation(Clause clause, Part part) =>
        Find(clause, part, t => t.Noun?.Kind is "attribute" or "look" or "fault" || t.Adjective is not null) is null;

    private static Target? WholeOrThing(Clause clause, Part part)
    {
        var target = TargetOf(clause, part);
        return target.Kind is null || !(target.IsThing && clause.Terms[target.Head] is { Noun: not null }) && target.Kind is not ("person" or "text") ? null : target;
    }

    private void Crop(Clause clause, Part part, Part whole)
    {
        var target = TargetOf(clause, part);
        var cutsOff = clause.Verb!.Lemma is "crop out" or "crop ~ out" or "chop" or "chop off" or "trim" or "cut";
        if (target.Kind is "background" && !Names(clause, "to"))
        {
            plan.Add(new Effect("remove_background"), new Target { Kind = "background", Except = Kept(clause, part) });
            return;
        }

        if (target.Kind is "image" && Find(clause, part, t => t.Text is "from the background" or "from background" || t.Text is "from" && IndexOf(clause, part, b => b.Noun is { Name: "background" }) >= 0) is not null)
        {
            plan.Add(new Effect("remove_background"), new Target { Kind = "background" });
            return;
        }

        if (Find(clause, whole, t => t.Noun?.Effect?.Operation is "remove_background") is not null)
        {
            var except = target.Kind is null or "image" ? null : target.Words;
            plan.Add(new Effect("remove_background"), new Target { Kind = "background", Except = target.Kind is "person" ? "person" : except });
            return;
        }

        if (target.Head >= 0 && clause.Terms[target.Head].Noun?.Effect?.Operation is "border" or "pad" && (cutsOff || clause.Terms[target.Head].Noun!.Effect!.Operation is "border")
            || Find(clause, part, t => t.Text is "black bar" or "black bars" or "white bar" or "white bars") is not null
            || cutsOff && target.Colour is not null && Find(clause, part, t => t.Word is "edge") is not null)
        {
            plan.Add(new Effect("crop"), null, null, "border");
            return;
        }

        if (cutsOff && target.Head >= 0 && clause.Terms[target.Head].Noun?.Effect?.Operation is "border" or "pad")
        {
            RemovePart(clause, part);
            return;
        }

        var value = CropReader.Read(clause.Terms, whole);
        if (target is { IsThing: true } or { Kind: "hair" } && clause.Verb.Lemma is "cut" or "trim" or "chop" && (target.Kind is "hair" || IsBody(clause, target)))
        {
            // "Cut his hair".
            CannotDo(clause, "needs_generative_model", Hints.Person);
            return;
        }

        if (cutsOff && (value is null || !char.IsAsciiDigit(value[0])) && (target.Kind is "person" || target.IsThing))
        {
            RemovePart(clause, part);
            return;
        }

        // Nothing said of how much: a fifth of each side's length goes, around the middle.
        plan.Add(new Effect("crop"), null, null, cutsOff && target.Kind is "sky" ? null : value ?? "80%");
    }

    private void Resize(Clause clause, Part part, Part whole)
    {
        var target = TargetOf(clause, part);
        var value = SizeReader.Read(clause.Terms, whole);
        if (value is null && (target.IsThing && clause.Terms[target.Head].Noun is not null || target.Kind is "person" or "face" or "eyes"))
        {
            var grows = Find(clause, whole, t => t.Adjective?.Effect is { Operation: "scale_object", Direction: > 0 }) is not null;
            plan.Add(new Effect("scale_object", grows ? 1 : -1), target, DegreeOf(clause, part));
            return;
        }

        plan.Add(new Effect("resize"), null, null, value ?? (clause.Verb!.Lemma is "shrink" or "shrink down" or "scale down" or "downsize" or "downscale" or "downsample" or "compress" ? SizeReader.Default(-1, DegreeOf(clause, part)) : null));
    }
}
