using System.Globalization;
using Pentimento.Engine.Planning;
using Pentimento.Engine.Selection.Matting;
using Pentimento.Engine.Selection.Things;
using Pentimento.Engine.Vision;

namespace Pentimento.Engine.Selection.Regions;

/// <summary>People and things: found by the detector, chosen by the words, cut out by the segmentation model, matted.</summary>
internal static class ThingRegion
{
    // How far beyond a doubtful edge alpha is looked for, as a share of the longer side: fur and hair reach further than metal.
    private const float HairBand = 0.008f;
    private const float HardBand = 0.004f;

    // Two boxes that share this much are one thing seen as two classes.
    private const float SameThing = 0.6f;

    // Of a look's best share, what counts as having it too; and the least that is more than chance.
    private const double AlsoLooks = 0.65;
    private const double LeastLook = 0.12;

    // A thing of this share of the picture may be its subject; the subject's outline is taken when it holds nearly all of the thing
    // and not much else.
    private const double LeastSubject = 0.1;
    private const double NearlyAll = 0.93;
    private const double MostGrowth = 1.4;

    // A nearly found thing is worth a word when its score is at least this share of the floor.
    private const double NearlyFound = 0.5;

    private static readonly HashSet<string> Hairy = new(StringComparer.Ordinal)
    {
        "person", "bird", "cat", "dog", "horse", "sheep", "cow", "bear", "zebra", "giraffe", "elephant", "teddy bear", "potted plant",
    };

    public static SelectedRegion Select(RegionSession session, RegionPhrase phrase, CancellationToken cancellation)
    {
        var kind = ThingKind.Of(phrase) ?? throw new ImageEditException(ImageEditFailure.UnsupportedInstruction, ThingKind.Refusal(phrase)!, "prompt");
        var found = Find(session, kind, cancellation);
        var chosen = Choose(session, kind, found, phrase, cancellation);
        var maps = chosen.Select(i => CutOut(session, found[i], cancellation)).ToArray();
        var band = chosen.Any(i => Hairy.Contains(found[i].Name)) ? HairBand : HardBand;
        var mask = AlphaMatte.Refine(session.Picture, Maps.Union(maps), band, session.Options.MattingSide, cancellation);
        var words = ThingWords.Chosen(kind.Noun, phrase, chosen, found.Count);
        var region = new SelectedRegion(mask, words + Taken(kind, found, chosen));
        return phrase.Except is not { } except ? region
            : IsAmong(kind, except) ? region with { Words = $"{region.Words} (except {Spoken(except)})" }
            : session.Without(region, except, cancellation);
    }

    /// <summary>The things of a kind in the picture that the detector is sure enough of, none twice, the surest first.</summary>
    public static IReadOnlyList<DetectedObject> Find(RegionSession session, ThingKind kind, CancellationToken cancellation)
    {
        var kept = new List<DetectedObject>();
        foreach (var thing in session.Findings.Objects(cancellation).OrderByDescending(o => o.Score))
        {
            if (kind.Classes.Contains(thing.Name) && thing.Score >= session.Options.MinimumScore && !session.Findings.IsGone(thing.Box)
                && !kept.Exists(k => k.Box.IoU(thing.Box) > SameThing))
            {
                kept.Add(thing);
            }
        }

        return kept.Count > 0 ? kept : throw SelectionFailure.NotFound(Nothing(session, kind, cancellation));
    }

    /// <summary>The thing inside a detector's box, as a coarse map.</summary>
    private static Heatmap CutOut(RegionSession session, DetectedObject thing, CancellationToken cancellation)
    {
        var map = session.Findings.Segment(thing.Box, cancellation).Map;

        // The detector's box may cut off a wheel. When the thing is the subject, the subject's outline has it.
        return thing.Name == "person" || thing.Box.Area < LeastSubject * session.Picture.Width * session.Picture.Height
            ? map
            : SubjectRegion.Outlines(session, cancellation).FirstOrDefault(whole =>
                Maps.ShareInside(map, whole) > NearlyAll && Maps.Area(whole) < MostGrowth * Maps.Area(map)) ?? map;
    }

    private static IReadOnlyList<int> Choose(
        RegionSession session, ThingKind kind, IReadOnlyList<DetectedObject> found, RegionPhrase phrase, CancellationToken cancellation)
    {
        var boxes = found.Select(o => o.Box).ToArray();
        var (width, height) = (session.Picture.Width, session.Picture.Height);
        var choice = new ThingChoice(boxes, width, height);
        var among = Looking(session, kind, found, phrase, cancellation);
        if (phrase.Except is { } except && IsAmong(kind, except))
        {
            foreach (var kept in Exceptions.Read(except))
            {
                var stays = choice.ChooseWhoStays(kept, [.. Looking(session, kind, found, kept, cancellation)])
                    ?? throw SelectionFailure.Ambiguous($"Several {kind.Noun.Many} could be the one that stays. {Advice(kind.Noun, boxes, width, height)}");
                if (stays.Count == 0)
                {
                    throw SelectionFailure.NotFound($"Nobody fits \"except {Spoken(except)}\". {Advice(kind.Noun, boxes, width, height)}");
                }

                among = [.. among.Except(stays)];
            }

            if (among.Count == 0)
            {
                throw SelectionFailure.NotFound($"Nothing is left beside \"except {Spoken(except)}\": there {(boxes.Length == 1 ? "is" : "are")} {ThingWords.Found(kind.Noun, boxes, width, height)}.");
            }
        }

        var isAll = phrase.IsAll || kind.IsPlural || phrase.Except is not null;
        var chosen = choice.Choose(phrase, among, isAll)
            ?? throw SelectionFailure.Ambiguous($"Which {kind.Noun.One} is meant is not clear. {Advice(kind.Noun, boxes, width, height)}");
        return chosen.Count > 0 ? chosen : throw SelectionFailure.NotFound(
            $"No {kind.Noun.One} is where the prompt says ({string.Join(' ', Said(phrase))}). {Advice(kind.Noun, boxes, width, height)}");
    }

    /// <summary>Those that have the look that was said; all when none was.</summary>
    private static List<int> Looking(
        RegionSession session, ThingKind kind, IReadOnlyList<DetectedObject> found, RegionPhrase phrase, CancellationToken cancellation)
    {
        var boxes = found.Select(o => o.Box).ToArray();
        var all = Enumerable.Range(0, boxes.Length).ToList();
        if (phrase.Look is not { } look)
        {
            return all;
        }

        var (width, height) = (session.Picture.Width, session.Picture.Height);
        if (LookMeasure.Read(look, kind.Noun.IsPerson) is not { } measure)
        {
            // What cannot be measured does no harm where there is only one.
            return boxes.Length == 1 ? all : throw SelectionFailure.Ambiguous(
                $"\"{look}\" cannot be told from a picture here, only colours and places. {Advice(kind.Noun, boxes, width, height)}");
        }

        var shares = found.Select(o => measure.Share(session.Picture, o.Box, CutOut(session, o, cancellation))).ToArray();
        var least = Math.Max(LeastLook, AlsoLooks * shares.Max());
        var fitting = all.Where(i => shares[i] >= least).ToList();
        return fitting.Count > 0 ? fitting : throw SelectionFailure.NotFound(
            $"No {kind.Noun.One} {(kind.Noun.IsPerson ? "in" : "that is")} {look} is found. {Advice(kind.Noun, boxes, width, height)}");
    }

    /// <summary>Whether what stays is of the same kind as what goes.</summary>
    private static bool IsAmong(ThingKind kind, string except) => Exceptions.Read(except).All(kept =>
        (kept.Kind == "subject" && kind.Noun.IsPerson) || (ThingKind.Of(kept) is { } other && other.Classes.Intersect(kind.Classes).Any()));

    private static string Nothing(RegionSession session, ThingKind kind, CancellationToken cancellation)
    {
        var objects = session.Findings.Objects(cancellation);
        var floor = session.Options.MinimumScore;
        var nearly = objects.Where(o => kind.Classes.Contains(o.Name) && o.Score >= NearlyFound * floor && o.Score < floor).MaxBy(o => o.Score);
        var others = objects.Where(o => o.Score >= floor).GroupBy(o => o.Name).OrderByDescending(g => g.Count())
            .Select(g => string.Create(CultureInfo.InvariantCulture, $"{g.Count()} {Noun.Named(g.Key).Of(g.Count())}")).Take(6).ToArray();
        var unsure = nearly is null ? "" : string.Create(
            CultureInfo.InvariantCulture,
            $" Something {ThingWords.Places([nearly.Box], session.Picture.Width, session.Picture.Height)[0]} may be one, but too unsurely ({nearly.Score:0.00}, Selection:MinimumScore is {floor:0.00}).");
        return $"No {kind.Noun.One} is found in the image.{unsure} {(others.Length == 0 ? "Nothing else is found by name either." : $"Found are {string.Join(", ", others)}.")} A mask that marks it makes the edit possible.";
    }

    private static string Advice(Noun noun, Box[] boxes, int width, int height)
    {
        var places = ThingWords.Places(boxes, width, height);
        var example = places[0].Contains("from the", StringComparison.Ordinal) ? $"the {places[0].Replace(" from", $" {noun.One} from", StringComparison.Ordinal)}"
            : places[0] == "middle" ? $"the {noun.One} in the middle" : $"the {noun.One} on the {places[0]}";
        return $"Found: {ThingWords.Found(noun, boxes, width, height)}." + (boxes.Length == 1 ? "" : $" Say which, for example \"{example}\" or \"all {noun.Many}\".");
    }

    private static IEnumerable<string> Said(RegionPhrase phrase)
    {
        var rank = phrase.Ordinal is { } n ? [n < 0 ? "last" : ThingWords.Ordinal(n)] : phrase.Rank is { } r ? new[] { r } : [];
        var count = phrase.Count is { } c ? new[] { c.ToString(CultureInfo.InvariantCulture) } : [];
        return [.. count, .. rank, .. phrase.Places, .. phrase.Look is { } look ? new[] { look } : []];
    }

    /// <summary>What was taken for it, when the prompt's noun is not what the detector saw.</summary>
    private static string Taken(ThingKind kind, IReadOnlyList<DetectedObject> found, IReadOnlyList<int> chosen)
    {
        var names = chosen.Select(i => found[i].Name).Distinct().ToArray();
        return kind.Noun.IsPerson || names.Contains(kind.Noun.One) ? "" : $", seen as {string.Join(" and ", names)}";
    }

    private static string Spoken(string except) => except.Replace(';', ' ');
}
