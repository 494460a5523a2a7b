using Pentimento.Engine.Planning.Grammar;
using Pentimento.Engine.Planning.Values;
using Pentimento.Engine.Planning.Words;

namespace Pentimento.Engine.Planning.Chinese;

/// <summary>Gives each Chinese clause its steps.</summary>
internal sealed partial class ChineseInterpreter(string prompt, PlanBuilder plan)
{
    private Term? lastVerb;
    private string? exception;

    public void Read(List<Term> terms, Part part)
    {
        var at = VerbAt(terms, part);
        var verb = at >= 0 ? terms[at] : null;
        if (verb is null && terms[part.Start].Word is "except")
        {
            // 除了新娘，把其他人都去掉
            exception = ChineseTarget.Read(terms, part, part.End).Head is var kept and >= 0 ? prompt[terms[kept].Start..terms[kept].End] : null;
            return;
        }

        if (verb is null && (Number(terms, part) || Bare(terms, part)))
        {
            return;
        }

        verb ??= lastVerb is not null && Names(terms, part) ? lastVerb : null;
        if (verb is null)
        {
            return;
        }

        if (Find(terms, part, t => t.Word is "except") is null && verb.Verb!.Kind is "remove" && exception is not null && ChineseTarget.Read(terms, part, part.End) is { Kind: "person" } others)
        {
            others.Except = exception;
            others.All = true;
            (lastVerb, exception) = (verb, null);
            plan.Add(new Effect("remove"), others);
            return;
        }

        lastVerb = verb;
        if (at > part.Start && terms[at - 1].Word is "not")
        {
            return;
        }

        Act(terms, part, at, verb.Verb!);
    }

    private void Act(List<Term> terms, Part part, int at, Sense verb)
    {
        var degree = Degree.Read(terms, part);
        switch (verb.Kind)
        {
            case "remove":
                Remove(terms, part, at);
                break;
            case "extract":
                var cut = ChineseTarget.Read(terms, part, part.End);
                plan.Add(new Effect("remove_background"), new Target { Kind = "background", Except = cut.Kind is null or "image" or "background" or "subject" ? null : cut.Words });
                break;
            case "up" or "down":
                Change(terms, part, verb.Kind is "up" ? 1 : -1, degree);
                break;
            case "set":
                Make(terms, part, at, degree);
                break;
            case "add":
                AddOn(terms, part, at, degree);
                break;
            case "fix":
                Fix(terms, part, degree);
                break;
            case "keep":
                Keep(terms, part);
                break;
            case "move":
                Move(terms, part, at);
                break;
            case "say":
                Write(terms, part, at);
                break;
            case "generate":
                CannotDo(terms, part, Hints.Object);
                break;
            case "vague":
                plan.Add(verb.Effect!, null, degree, isVague: false);
                break;
            case "apply":
                Apply(terms, part, at, verb.Effect!, degree);
                break;
            default:
                break;
        }
    }

    /// <summary>The verb that carries the clause: one that is an operation before a mere "make".</summary>
    private static int VerbAt(List<Term> terms, Part part)
    {
        var best = -1;
        for (var i = part.Start; i < part.End; i++)
        {
            if (terms[i].Verb is not { } verb)
            {
                continue;
            }

            if (best < 0 || (terms[best].Verb!.Kind is "set" or "fix" or "ignore" && (verb.Kind is not ("set" or "ignore") || terms[best].Text.Length == 1)))
            {
                best = i;
            }
        }

        return best;
    }

    /// <summary>亮度+20, 对比度 -10</summary>
    private bool Number(List<Term> terms, Part part)
    {
        var property = terms[part.Start];
        var last = terms[part.End - 1];
        var number = last.IsNumber ? last : part.End - 2 > part.Start && last.Word is "unit" ? terms[part.End - 2] : null;
        if (property.Noun is not { Kind: "attribute", Effect: { } effect } || number is not { IsNumber: true } || part.End - part.Start > 4)
        {
            return false;
        }

        var down = number.Number < 0 || Find(terms, part, t => t.Text is "-") is not null;
        Do(down && effect.Direction != 0 ? ResultReader.Reverse(effect) : effect, null, new Degree(1, Math.Abs(number.Number)));
        return true;
    }

    /// <summary>Words without a verb: 亮一点, 太暗了, 不够清晰, 黑白.</summary>
    private bool Bare(List<Term> terms, Part part)
    {
        var results = Results(terms, part);
        foreach (var (effect, i) in results)
        {
            if (effect.Operation is "grayscale" && plan.Last?.Operation is "color_isolate")
            {
                continue;
            }

            var target = ChineseTarget.Read(terms, part, i);
            Do(effect, target.Kind is null ? null : target, Degree.Read(terms, part));
        }

        if (results.Count == 0 && Find(terms, part, t => t.Adjective is { Kind: "generative" }) is not null)
        {
            CannotDo(terms, part, Hints.Style);
            return true;
        }

        return results.Count > 0;
    }

    private static List<(Effect Effect, int At)> Results(List<Term> terms, Part part)
    {
        var results = new List<(Effect, int)>();
        var (not, too, less, more) = (false, false, false, false);
        var tooMuch = Find(terms, part, t => t.Word is "too") is not null;
        var tooLow = Find(terms, part, t => t.Word is "low" or "not") is not null;
        for (var i = part.Start; i < part.End; i++)
        {
            var term = terms[i];
            not |= term.Word is "not";
            too |= term.Word is "too";
            less |= term.Word is "less";
            more |= term.Word is "more";
            var complains = too || not;
            var sense = term.Adjective ?? (term.Verb is { Kind: "apply" } && term.Text.Length == 1 ? term.Verb : null);
            if (sense?.Effect is { } effect)
            {
                var named = sense.Kind is "fault" ? less || complains || !more ? effect : sense.Add ?? effect
                    : effect.Direction != 0 ? too || less ? ResultReader.Reverse(effect) : effect
                    : too || less ? null : effect;
                if (named is not null)
                {
                    results.Add((named, i));
                }
            }
            else if (term.Noun is { Kind: "look", Effect: { } look } && look.Operation is not ("add_text" or "border" or "watermark" or "crop"))
            {
                results.Add((look, i));
            }
            else if (term.Noun is { Kind: "fault", Effect: { } fault } && !more)
            {
                results.Add((fault, i));
            }
            else if (term.Noun is { Kind: "attribute", Effect: { } attribute } && (more || less || tooMuch || tooLow || Find(terms, part, t => t.Word is "more" or "less") is not null) && Find(terms, part, t => t.Adjective is not null || t.Verb is { Kind: "apply" }) is null)
            {
                var down = less || (tooMuch && !tooLow) || Find(terms, part, t => t.Word is "less") is not null;
                results.Add((down ? ResultReader.Reverse(attribute) : attribute, i));
            }
            else if (term.Entry.Colour is { } colour && (too || more))
            {
                results.Add((too ? new Effect("white_balance") : new Effect("tint", 0, colour.Name), i));
            }
        }

        return results;
    }

    private static bool Names(List<Term> terms, Part part) => ChineseTarget.Read(terms, part, part.End).Kind is not null || Find(terms, part, t => t.Noun is not null) is not null;

    private static Term? Find(List<Term> terms, Part part, Func<Term, bool> wanted)
    {
        for (var i = part.Start; i < part.End; i++)
        {
            if (wanted(terms[i]))
            {
                return terms[i];
            }
        }

        return null;
    }

    private void CannotDo(List<Term> terms, Part part, string hint, string reason = "needs_generative_model") =>
        plan.CannotDo(terms[part.Start].Start, terms[part.End - 1].End, reason, hint);

    private void Do(Effect effect, Target? target, Degree degree, string? value = null)
    {
        var (operation, kind) = (effect.Operation, target?.Kind);
        if (operation is "tint" && target?.Colour == effect.Value && target is not null)
        {
            // 草更绿: the colour is wanted, it is not what marks the grass off.
            target.Look = null;
        }

        if (operation is "blur" && kind is "background")
        {
            plan.Add(new Effect("blur_background"), target, degree);
        }
        else if (operation is "tint" && effect.Value is "#ffffff" && kind is "teeth")
        {
            plan.Add(new Effect("retouch", 0, "teeth"), target, degree);
        }
        else if (operation is "tint" && effect.Value is "#ffffff" && kind is "skin" or "face" or "person")
        {
            plan.Add(new Effect("brightness", 1), target, degree);
        }
        else if (operation is "tint" && kind is not (null or "image" or "background" or "sky"))
        {
            plan.Add(new Effect("recolor"), target, degree, effect.Value);
        }
        else if (operation is "retouch")
        {
            var region = effect.Value switch { "teeth" => "teeth", "red_eye" or "under_eyes" => "eyes", "flyaway" => "hair", _ => kind is "face" or "person" ? kind : "skin" };
            plan.Add(effect, region == kind ? target : Target.Of(region), degree);
        }
        else if (operation is "remove_background" or "blur_background" or "replace_background")
        {
            plan.Add(effect, Target.Of("background"), degree, value);
        }
        else if (operation is "scale_object" && kind is null or "image")
        {
            plan.Add(new Effect(effect.Direction < 0 ? "resize" : "upscale"), null, degree, value);
        }
        else
        {
            plan.Add(effect, target, degree, value);
        }
    }
}
