namespace Pentimento.Engine.Operations.Kernels;

/// <summary>
/// Upright lines that meet in one point: the lean dx/dy of each is a linear function of where it crosses the picture's middle height,
/// lean = slant + convergence x crossing (coordinates from the middle, y down).
/// </summary>
internal sealed record ConvergingLines(double Slant, double Convergence)
{
    /// <summary>Below this, verticals count as parallel: the side lines of a 3:2 picture lean by about half a degree.</summary>
    public const double LeastKeystone = 0.006;

    /// <summary>Above this, more than half of the picture would be lost.</summary>
    public const double MostKeystone = 0.42;

    private const double Tolerance = 0.7;
    private const double LeastShare = 0.5;
    private const double LeastSpread = 0.35;
    private const int LeastLines = 3;

    /// <summary>The convergence that most of the lines agree with; null when too few do, or all stand on one side.</summary>
    /// <param name="lines">Lines that run down.</param>
    /// <param name="width">Pixels of a row of the picture they were measured in.</param>
    public static ConvergingLines? Fit(IReadOnlyList<Line> lines, int width)
    {
        var upright = lines.Select(Upright).Where(l => Math.Abs(l.Crossing) < 0.6 * width).ToArray();
        var all = upright.Sum(l => l.Weight);
        ConvergingLines? best = null;
        var most = 0.0;
        for (var i = 0; i < upright.Length; i++)
        {
            for (var j = i + 1; j < upright.Length; j++)
            {
                var apart = upright[j].Crossing - upright[i].Crossing;
                if (Math.Abs(apart) < 0.15 * width)
                {
                    continue;
                }

                var convergence = (upright[j].Lean - upright[i].Lean) / apart;
                var model = new ConvergingLines(upright[i].Lean - (convergence * upright[i].Crossing), convergence);
                var support = upright.Where(model.Explains).Sum(l => l.Weight);
                if (support > most)
                {
                    (best, most) = (model, support);
                }
            }
        }

        var inliers = best is null ? [] : upright.Where(best.Explains).ToArray();
        return inliers.Length < LeastLines || most < LeastShare * all || inliers.Max(l => l.Crossing) - inliers.Min(l => l.Crossing) < LeastSpread * width
            ? null
            : LeastSquares(inliers);
    }

    /// <summary>
    /// The roll that brings the vanishing point under or above the middle (radians, positive clockwise) and the keystone that is left:
    /// half the height over the distance of the point, positive when it lies below.
    /// </summary>
    public (double Roll, double Keystone) Level(int height)
    {
        // In homogeneous coordinates the point is (slant, 1, -convergence): it may be at infinity.
        var length = Math.Sqrt(1 + (Slant * Slant));
        return (-Math.Atan(Slant), -Convergence / length * height / 2);
    }

    private static (double Crossing, double Lean, double Weight) Upright(Line line)
    {
        // Tilted clockwise by t, a line runs along (-sin t, cos t), at its offset from the middle.
        var tilt = double.DegreesToRadians(line.Tilt);
        return (line.Offset / Math.Cos(tilt), -Math.Tan(tilt), line.Votes);
    }

    private bool Explains((double Crossing, double Lean, double Weight) line) =>
        Math.Abs(Math.Atan(line.Lean) - Math.Atan(Slant + (Convergence * line.Crossing))) < double.DegreesToRadians(Tolerance);

    private static ConvergingLines LeastSquares((double Crossing, double Lean, double Weight)[] lines)
    {
        var weight = lines.Sum(l => l.Weight);
        var crossing = lines.Sum(l => l.Weight * l.Crossing) / weight;
        var lean = lines.Sum(l => l.Weight * l.Lean) / weight;
        var convergence = lines.Sum(l => l.Weight * (l.Crossing - crossing) * (l.Lean - lean))
            / lines.Sum(l => l.Weight * (l.Crossing - crossing) * (l.Crossing - crossing));
        return new(lean - (convergence * crossing), convergence);
    }
}
