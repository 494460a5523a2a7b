using Pentimento.Engine.Selection.Matting;
using Pentimento.Engine.Vision;

namespace Pentimento.Engine.Selection.Regions;

/// <summary>
/// What the picture is about: the parts that draw the eye (saliency), each cut out by the segmentation model where the two agree, and
/// matted.
/// </summary>
internal static class SubjectRegion
{
    private const float Band = 0.008f;

    // Smaller parts beside the largest are noise of the saliency map.
    private const double LeastPart = 0.08;
    private const int MostParts = 4;

    // Less of the picture than this is no subject.
    private const double LeastArea = 0.003;

    // How far both models must agree for the sharper one's outline.
    private const double Agreement = 0.7;
    private const double FairAgreement = 0.5;
    private const float Steepness = 4;
    private const double NameShare = 0.5;

    public static SelectedRegion Select(RegionSession session, CancellationToken cancellation)
    {
        var maps = Outlines(session, cancellation);
        if (maps.Count == 0)
        {
            throw SelectionFailure.NotFound("Nothing in the image stands out as its subject. Name what is meant, or send a mask that marks it.");
        }

        var coarse = Maps.Union(maps);
        var mask = AlphaMatte.Refine(session.Picture, coarse, Band, session.Options.MattingSide, cancellation);
        return new(mask, "the subject" + Name(session, Maps.BoxOf(coarse, session.Picture.Width, session.Picture.Height), cancellation));
    }

    /// <summary>The salient parts as coarse maps, the largest first; none when nothing stands out.</summary>
    public static IReadOnlyList<Heatmap> Outlines(RegionSession session, CancellationToken cancellation)
    {
        var saliency = session.Findings.Saliency(cancellation);
        return Maps.Area(saliency) < LeastArea
            ? []
            : [.. Maps.Parts(saliency, LeastPart).Take(MostParts).Select(part => Sharpen(session, part, cancellation))];
    }

    /// <summary>
    /// A salient part with the segmentation model's outline: of all in its box, or of the things that the detector sees in it (a rider
    /// and a horse), whichever fits the part best; the part itself where neither does.
    /// </summary>
    private static Heatmap Sharpen(RegionSession session, Heatmap part, CancellationToken cancellation)
    {
        var box = Maps.BoxOf(part, session.Picture.Width, session.Picture.Height);
        var outline = session.Findings.Segment(box, cancellation).Map;
        var fit = Maps.IntersectionOverUnion(part, outline);
        if (fit >= Agreement)
        {
            return outline;
        }

        var things = session.Findings.Objects(cancellation)
            .Where(o => o.Score >= session.Options.MinimumScore && o.Box.Overlap(box) > NameShare * o.Box.Area)
            .OrderByDescending(o => o.Box.Area).Take(MostParts).Select(o => session.Findings.Segment(o.Box, cancellation).Map)
            .Where(map => Maps.ShareInside(map, part) >= FairAgreement).ToArray();
        var best = things.Length == 0 ? outline : Best(part, [outline, Maps.Union(things), Maps.Union([outline, .. things])]);
        return Maps.IntersectionOverUnion(part, best) >= FairAgreement ? best : Steepened(part);
    }

    private static Heatmap Best(Heatmap part, Heatmap[] candidates) => candidates.MaxBy(c => Maps.IntersectionOverUnion(part, c))!;

    /// <summary>The part with less doubt: what is neither in nor out for a coarse map would stay half transparent.</summary>
    private static Heatmap Steepened(Heatmap part) => part with { Values = Array.ConvertAll(part.Values, v => Math.Clamp(((v - 0.5f) * Steepness) + 0.5f, 0, 1)) };

    /// <summary>What the detector sees there, if it sees anything, so that the client knows what was taken.</summary>
    private static string Name(RegionSession session, Box box, CancellationToken cancellation)
    {
        var seen = new List<DetectedObject>();
        foreach (var thing in session.Findings.Objects(cancellation).Where(o => o.Score >= session.Options.MinimumScore).OrderByDescending(o => o.Score))
        {
            if (thing.Box.Overlap(box) > NameShare * thing.Box.Area && !seen.Exists(s => s.Box.IoU(thing.Box) > NameShare))
            {
                seen.Add(thing);
            }
        }

        var names = seen.OrderByDescending(o => o.Box.Area).Select(o => o.Name).Distinct().Take(2).ToArray();
        return names.Length == 0 ? "" : $", seen as {string.Join(" and ", names)}";
    }
}
