using Pentimento.Engine.Planning.Values;
using Pentimento.Engine.Planning.Words;

namespace Pentimento.Engine.Planning.Grammar;

/// <summary>Words without a verb: "more contrast", "black and white please".</summary>
internal sealed partial class Interpreter
{
    private const int LongestTitle = 9;

    private void Alone(Clause clause)
    {
        var complained = false;
        foreach (var part in clause.Parts)
        {
            var goesOn = complained && GoesOnComplaining(clause, part);
            var before = plan.Count;
            complained = false;
            var terms = clause.Terms;
            var be = IndexOf(clause, part, t => t.Word is "be" or "have");
            var story = Find(clause, part, t => t.Word is "pronoun") is not null;
            if (terms[part.Start].Word is "preposition" && TargetOf(clause, part) is { Kind: "mask" or "background" or "sky" or "face" or "subject" } region)
            {
                // "In the background, make it darker".
                scope = (terms, region);
                continue;
            }

            Mention(clause, part, be);
            if (WishedAway(clause, part) || Imagined(clause, part, be))
            {
                continue;
            }

            if (part.End - part.Start <= 3 && EnglishNumbers.Read(terms, part.Start, part.End) is var (number, _) && plan.HasSteps)
            {
                plan.SetLastAmount(number);
            }
            else if (be >= 0 || Find(clause, part, t => t.Word is "too" or "not" && t.Text is not "no") is not null)
            {
                Complain(clause, part, be, story);
                complained = plan.Count > before && (be < 0 || terms[be].Text.Split(' ')[0] is not ("should" or "would" or "must" or "ought" or "could" or "can" or "might" or "has" or "have" or "needs" or "need"));
            }
            else if (goesOn)
            {
                Complain(clause, part, -1, story, startsToo: true);
                complained = true;
            }
            else if (!story && (clause.IsFramed || !hasRequest || part.End - part.Start <= 5) && part.End - part.Start <= LongestTitle)
            {
                Title(clause, part);
            }
        }
    }

    /// <summary>"Too dark | and gritty", "a bit crooked | and dark".</summary>
    private static bool GoesOnComplaining(Clause clause, Part part)
    {
        var at = part.Start;
        while (at + 1 < part.End && clause.Terms[at].Word is "degree" or "so" or "filler")
        {
            at++;
        }

        return clause.Terms[at] is { Adjective: { Kind: "quality" or "fault", Effect.Operation: not "auto_enhance" }, Entry.Compared: false } && clause.Terms[part.Start - 1].Word is "and" or "" && part.Start > 0;
    }

    /// <summary>Keeps what is talked about, for a following "remove it".</summary>
    private void Mention(Clause clause, Part part, int be)
    {
        var subject = TargetOf(clause, be > part.Start ? part with { End = be } : part);
        var named = be >= part.Start && subject.Head < 0 ? TargetOf(clause, part with { Start = be + 1 }) : subject;
        if (IndexOf(clause, part, t => t.Noun is { Kind: "fault" } or { Kind: "attribute", Effect.Operation: "shadows" }) >= 0)
        {
            mentionedFault = (clause, be >= part.Start ? part with { Start = be + 1 } : part);
        }

        if (named.Head >= 0 && (named.IsThing || named.Kind is "person" or "text") && clause.Terms[named.Head].Text is not ("me" or "us" or "him" or "her" or "them"))
        {
            mentioned = named;
        }
    }

    /// <summary>"Repeat it by another 45 degrees": degrees are said of turning only.</summary>
    private void Repeat(Clause clause)
    {
        if (clause.Verb!.Lemma is "look" && Imagined(clause, Whole(clause) with { Start = clause.VerbAt }, clause.VerbAt))
        {
            return;
        }

        var likes = clause.Verb.Lemma is "love" or "like" or "hate" or "dislike" or "enjoy";
        var except = likes ? IndexOf(clause, Whole(clause), t => t.Word is "except") : -1;
        if (likes && except < 0 && clause.Parts.Count > 0)
        {
            Mention(clause, clause.Parts[0], -1);
        }
        else if (except >= 0 && !hasRequest && TargetOf(clause, new Part(except + 1, Math.Max(except + 1, clause.End))) is { IsThing: true } or { Kind: "person" or "text" })
        {
            // "I love it except for the bin".
            RemovePart(clause, new Part(except + 1, clause.End));
            return;
        }

        if (Find(clause, Whole(clause), t => t.Word is "image2") is not null)
        {
            var background = Find(clause, Rest(clause), t => t.Noun is { Name: "background" }) is not null;
            plan.Add(background ? new Effect("replace_background") : new Effect("overlay"), background ? Target.Of("background") : null, null, background ? "image 2" : PlaceReader.ReadCorner(clause.Terms, Whole(clause)));
        }
        else if (Find(clause, Whole(clause), t => t.Text is "degree" or "degrees" or "°") is not null)
        {
            plan.Add(new Effect("rotate"), null, null, RotationReader.Read(clause.Terms, Whole(clause)));
        }
    }

    private void Title(Clause clause, Part part)
    {
        var terms = clause.Terms;
        if (IndexOf(clause, part, t => t.Word is "removal") is var removal and > 0)
        {
            RemovePart(clause, new Part(part.Start, removal));
            return;
        }

        var background = IndexOf(clause, part, t => t.Noun is { Name: "background" });
        if (background > part.Start && Find(clause, part with { End = background }, t => t.Colour is not null || t.Text is "plain" or "solid") is { } look)
        {
            plan.Add(new Effect("replace_background"), Target.Of("background"), null, look.Colour ?? "plain");
            return;
        }

        if (background >= 0 && background + 2 == part.End && terms[background + 1].Colour is { } behind)
        {
            // "Background burgundy".
            plan.Add(new Effect("replace_background"), Target.Of("background"), null, behind);
            return;
        }

        var short_ = part.End - part.Start <= 4;
        var titles = short_ && clause.Start == 0 && !clause.IsFramed;
        var results = ResultReader.Read(terms, part, ResultMood.Wish, bareNouns: short_ || clause.IsFramed);
        if (results.Count == 0 && (Find(clause, part, t => t.IsImage) is not null || short_ && !hasRequest) && CropReader.Aspect(terms, part) is { } shape)
        {
            // "A 1920x1080 version".
            plan.Add(new Effect(shape.Contains('x', StringComparison.Ordinal) ? "resize" : "crop"), null, null, shape);
        }

        foreach (var result in results)
        {
            var term = terms[result.At];
            if (result.Effect is { Operation: "auto_enhance" } && term.Adjective is not null && (hasRequest || !(term.Entry.Compared || term.Text is "better")))
            {
                continue;
            }

            if (result.Effect.Operation.Length == 0 || (term.Noun?.Effect?.Operation is "add_text" or "auto_enhance" && hasRequest && !(titles && term.Noun.Effect.Operation is "auto_enhance" && term.Text.EndsWith("ment", StringComparison.Ordinal))))
            {
                continue;
            }

            // "Blurry" complains, "softer" wishes.
            var isFault = term.Adjective is { Kind: "fault" } && !term.Entry.Compared;
            var effect = isFault ? term.Adjective!.Effect! : result.Effect;
            var compared = term.Entry.Compared || term.Noun is not null || isFault || part.End - part.Start == 1
                || Find(clause, part, t => t.IsMore || t.Word is "less" or "degree") is not null;
            if (result.Effect.Operation is "tint" && term.Colour is { } tone && result.At + 1 < part.End && TargetOf(clause, part with { Start = result.At + 1 }) is { IsThing: true } thing)
            {
                // "Greener grass".
                Recolour(clause, thing, null, tone);
                continue;
            }

            if (compared || term.Colour is not null || !term.Adjective!.Effect!.Operation.Contains("bright", StringComparison.Ordinal) && short_ && clause.IsFramed)
            {
                var named = term.Noun is null && result.At + 1 < part.End && terms[result.At + 1].Noun is { Kind: "attribute" } property ? OfProperty(effect, property, term) : effect;
                Do(clause, part, named, TitleTarget(clause, part, result.At));
            }
        }

        if (results.Count == 0 && short_ && Find(clause, part, t => t.Noun is { Kind: "fault", Add: not null }) is { } added
            && (Degree.Read(terms, part).Exact is not null || added.Noun!.Lemma.EndsWith("grain", StringComparison.Ordinal) && titles && !hasRequest))
        {
            // "Grain at 20%", "film grain".
            Do(clause, part, added.Noun!.Add!, null);
            return;
        }

        if (results.Count == 0 && titles && !hasRequest && Find(clause, part, t => t.Noun is { Kind: "fault", Effect.Operation: "white_balance" } or { Effect.Operation: "tint" }) is not null
            && Find(clause, part, t => t.Colour is not null) is { } shade)
        {
            // "Blue tint", "tint blue".
            Do(clause, part, new Effect("tint", 0, shade.Colour), null);
            return;
        }

        var down = Find(clause, part, t => t.Text is "down" or "decrease" or "decreased" or "reduction" or "reduced") is not null ? -1 : 1;
        if (results.Count == 0 && short_ && (!hasRequest || Degree.Read(terms, part).IsGiven || clause.IsFramed || titles) && IndexOf(clause, part, t => t.Noun is { Kind: "attribute" }) is var at and >= 0 && !ChangePart(clause, part, down))
        {
            Do(clause, part, terms[at].Noun!.Effect!, null);
        }

    }

    private static Target? TitleTarget(Clause clause, Part part, int at)
    {
        var before = at > part.Start ? TargetOf(clause, part with { End = at }) : null;
        var target = before is { Kind: not (null or "image"), Head: >= 0 } ? before : ResultTarget(clause, part, at);
        return target is { Kind: "background" or "sky" or "face" or "skin" or "eyes" or "teeth" or "hair" } || IsBody(clause, target) ? target : null;
    }
}
