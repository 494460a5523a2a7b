using Pentimento.Engine.Images;
using Pentimento.Engine.Operations.Kernels;

namespace Pentimento.Engine.Operations;

/// <summary>
/// Undoes the converging verticals of a tilted camera: the clearest lines that run down the picture vote for one vanishing point (RANSAC,
/// Fischler and Bolles 1981); the homography of turning the camera level sends it to infinity (Hartley and Zisserman 2003, ch. 8), for
/// an ordinary lens (focal length = longer side). Cut to the largest full rectangle of the picture's own aspect.
/// </summary>
internal sealed class Perspective : Operation
{
    public override string Name => "perspective";

    public override OperationGroup Group => OperationGroup.Geometry;

    public override string Summary => "Makes converging verticals parallel, as if the camera had been held level; measured from the picture's own lines, cropped to what is full.";

    public override bool KeepsGeometry => false;

    public override IReadOnlyList<string> Examples => ["fix the perspective", "correct the perspective", "fix the converging lines"];

    public override string Describe(OperationArguments arguments) => Name;

    public override Image Apply(Image source, OperationArguments arguments, OperationContext context)
    {
        var edges = EdgePoints.Find(source, context.Cancellation);
        var lines = new LineVotes(edges, isDown: true).Clearest(30, Math.Max(16, 0.12 * edges.Height));
        var verticals = ConvergingLines.Fit(lines, edges.Width) ?? throw new ImageEditException(
            ImageEditFailure.UnsupportedInstruction,
            "The perspective cannot be measured: the image has too few long upright lines (at least three, on both sides) that agree with one another.",
            "prompt");
        var (roll, keystone) = verticals.Level(edges.Height);
        if (Math.Abs(keystone) < ConvergingLines.LeastKeystone)
        {
            throw new ImageEditException(
                ImageEditFailure.NothingToChange, "The image's upright lines are parallel already. If it is tilted, ask to straighten it.", "prompt");
        }

        if (Math.Abs(keystone) > ConvergingLines.MostKeystone)
        {
            throw new ImageEditException(
                ImageEditFailure.UnsupportedInstruction,
                "The image's upright lines converge so strongly that little of the picture would be left; such a view is not corrected.",
                "prompt");
        }

        return Rectification.Apply(source, Level(source, roll, keystone), context.Cancellation);
    }

    /// <summary>The turn of the camera that makes verticals parallel, on pixels of the source.</summary>
    /// <param name="roll">Radians by which the picture leans, positive clockwise.</param>
    /// <param name="keystone">Half the picture's height over the distance of the vanishing point below the middle.</param>
    private static Homography Level(Image source, double roll, double keystone)
    {
        var (middleX, middleY) = ((source.Width - 1) / 2.0, (source.Height - 1) / 2.0);
        var perPixel = -keystone / (source.Height / 2.0);

        // A level camera sees upright things taller than the tilted one did, by 1 / cos of the tilt.
        var tilt = Math.Atan(keystone * 2 * Math.Max(source.Width, source.Height) / source.Height);
        var stretch = 1 / Math.Cos(tilt);
        return new Homography(1, 0, 0, 0, stretch, 0, 0, perPixel, 1)
            .After(Homography.Turn(-roll)).After(Homography.Move(-middleX, -middleY));
    }
}
