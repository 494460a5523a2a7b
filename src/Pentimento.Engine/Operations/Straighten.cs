using System.Globalization;
using Pentimento.Engine.Images;
using Pentimento.Engine.Operations.Kernels;

namespace Pentimento.Engine.Operations;

/// <summary>
/// Levels the picture by its own lines: long straight edges near the two axes vote for a tilt (<see cref="LineVotes"/>); the picture is
/// turned back by it (<see cref="Warp"/>) and cut to the largest rectangle of its own aspect that has no empty corner.
/// </summary>
internal sealed class Straighten : Operation
{
    private const double LeastTilt = 0.1;
    private const double ShortestShare = 0.06;

    // Of all that speaks for any tilt, the share within one degree of the best; even scatter gives 0.05.
    private const double LeastShare = 0.2;
    private const double LeastLength = 0.33;

    // Small tilts happen more often than large ones.
    private const double UsualTilt = 14;

    public override string Name => "straighten";

    public override OperationGroup Group => OperationGroup.Geometry;

    public override string Summary => "Levels the picture: measures the tilt of its long lines, turns it back and crops the empty corners, keeping the aspect.";

    public override bool KeepsGeometry => false;

    public override IReadOnlyList<string> Examples => ["straighten the photo", "level the horizon", "the picture is crooked"];

    public override string Describe(OperationArguments arguments) => Name;

    public override Image Apply(Image source, OperationArguments arguments, OperationContext context)
    {
        var tilt = Measure(source, context.Cancellation) ?? throw new ImageEditException(
            ImageEditFailure.UnsupportedInstruction,
            "The image has no dominant straight line near level or upright, so its tilt cannot be measured. Say the angle: \"rotate by 2 degrees\".",
            "prompt");
        if (Math.Abs(tilt) < LeastTilt)
        {
            throw new ImageEditException(
                ImageEditFailure.NothingToChange,
                string.Create(CultureInfo.InvariantCulture, $"The image is level already: its lines are within {LeastTilt}° of the axes."),
                "prompt");
        }

        var (middleX, middleY) = ((source.Width - 1) / 2.0, (source.Height - 1) / 2.0);
        var turn = Homography.Turn(-double.DegreesToRadians(tilt)).After(Homography.Move(-middleX, -middleY));
        return Rectification.Apply(source, turn, context.Cancellation);
    }

    /// <summary>The tilt in degrees, positive clockwise; null when no line dominates.</summary>
    internal static double? Measure(Image source, CancellationToken cancellation)
    {
        var edges = EdgePoints.Find(source, cancellation);
        var shorter = Math.Min(edges.Width, edges.Height);
        if (shorter < 32)
        {
            return null;
        }

        Span<double> scores = new double[LineVotes.Tilts];
        var (across, down) = (new LineVotes(edges, isDown: false), new LineVotes(edges, isDown: true));
        across.AddScores(scores, ShortestShare * shorter);
        down.AddScores(scores, ShortestShare * shorter);
        var best = 1;
        for (var i = 1; i < scores.Length - 1; i++)
        {
            if (Wide(scores, i) > Wide(scores, best))
            {
                best = i;
            }
        }

        var (near, all) = (0.0, 0.0);
        for (var i = 0; i < scores.Length; i++)
        {
            all += scores[i];
            near += Math.Abs(i - best) * LineVotes.Step <= 1 ? scores[i] : 0;
        }

        var tilt = LineVotes.TiltOf(best);
        var length = across.Clearest(6, 1).Concat(down.Clearest(6, 1)).Where(l => Math.Abs(l.Tilt - tilt) < 1).Sum(l => l.Votes);
        if (near < LeastShare * all || length < LeastLength * shorter || Math.Abs(tilt) > LineVotes.Range - 1)
        {
            return null;
        }

        // The centre of what speaks for it: lines are a few tenths of a degree wide.
        var (sum, weight) = (0.0, 0.0);
        for (var i = Math.Max(0, best - 4); i <= Math.Min(scores.Length - 1, best + 4); i++)
        {
            sum += scores[i] * LineVotes.TiltOf(i);
            weight += scores[i];
        }

        return sum / weight;
    }

    private static double Wide(ReadOnlySpan<double> scores, int i)
    {
        var tilt = LineVotes.TiltOf(i) / UsualTilt;
        return (scores[i - 1] + (2 * scores[i]) + scores[i + 1]) * Math.Exp(-tilt * tilt);
    }
}
