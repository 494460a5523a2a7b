namespace Pentimento.Engine.Operations.Kernels;

/// <summary>A straight line of a picture, near one of its axes.</summary>
/// <param name="Tilt">Degrees against the axis, positive clockwise on a screen.</param>
/// <param name="Offset">Distance from the middle along the other axis, where the line is nearest to it; in pixels.</param>
/// <param name="Votes">Edge points on it, about its length in pixels.</param>
internal readonly record struct Line(double Tilt, double Offset, float Votes);

/// <summary>
/// A Hough transform (Duda and Hart 1972) around one axis, in which each edge point votes only for tilts near its own gradient's
/// (O'Gorman and Clowes 1976): texture, whose gradients disagree with the line through its points, stays quiet.
/// </summary>
internal sealed class LineVotes
{
    /// <summary>Tilts that are looked at, in degrees to both sides.</summary>
    public const double Range = 22;

    /// <summary>Degrees between tilts.</summary>
    public const double Step = 0.1;

    // Horizons are wavy and lenses bend lines: a line is this many pixels wide.
    private const double Width = 2.5;
    private const double Agreement = 2.5;
    private const double NearTilt = 2.5;
    private const double NearOffset = 4;

    private readonly float[] _votes;
    private readonly int _offsets;

    /// <param name="isDown">The points are of edges that run down; else across.</param>
    public LineVotes(EdgePoints edges, bool isDown)
    {
        var diagonal = Math.Sqrt(((double)edges.Width * edges.Width) + ((double)edges.Height * edges.Height));
        _offsets = (int)(diagonal / Width) + 3;
        _votes = new float[Tilts * _offsets];
        var directions = Enumerable.Range(0, Tilts).Select(i => Math.SinCos(double.DegreesToRadians(TiltOf(i)))).ToArray();
        foreach (var point in isDown ? edges.Down : edges.Across)
        {
            var first = Math.Max(0, (int)Math.Ceiling((point.Tilt - Agreement + Range) / Step));
            var last = Math.Min(Tilts - 1, (int)Math.Floor((point.Tilt + Agreement + Range) / Step));
            for (var i = first; i <= last; i++)
            {
                var (sin, cos) = directions[i];
                var offset = isDown ? (point.X * cos) + (point.Y * sin) : (point.Y * cos) - (point.X * sin);
                var at = (offset / Width) + (_offsets / 2.0);
                var cell = (int)at;
                var share = (float)(at - cell);
                _votes[(i * _offsets) + cell] += 1 - share;
                _votes[(i * _offsets) + cell + 1] += share;
            }
        }
    }

    /// <summary>Number of tilts, the middle one being 0.</summary>
    public static int Tilts => (int)Math.Round(2 * Range / Step) + 1;

    /// <summary>Degrees of tilt number <paramref name="index"/>.</summary>
    public static double TiltOf(int index) => (index * Step) - Range;

    /// <summary>How much speaks for each tilt: squares of votes, so that long lines count and scattered points do not.</summary>
    /// <param name="shortest">Votes below this do not count.</param>
    public void AddScores(Span<double> scores, double shortest)
    {
        for (var i = 0; i < Tilts; i++)
        {
            foreach (var votes in _votes.AsSpan(i * _offsets, _offsets))
            {
                var over = Math.Max(0, votes - shortest);
                scores[i] += over * over;
            }
        }
    }

    /// <summary>The clearest lines, clearest first; each takes its neighbourhood's votes with it.</summary>
    /// <param name="shortest">Fewest votes of a line.</param>
    public List<Line> Clearest(int count, double shortest)
    {
        var left = (float[])_votes.Clone();
        var lines = new List<Line>();
        while (lines.Count < count)
        {
            var best = System.Numerics.Tensors.TensorPrimitives.IndexOfMax<float>(left);
            if (left[best] < shortest)
            {
                break;
            }

            var (tilt, offset) = (best / _offsets, best % _offsets);
            lines.Add(new(TiltOf(tilt), Width * (offset - (_offsets / 2.0)), left[best]));
            for (var i = Math.Max(0, tilt - (int)(NearTilt / Step)); i <= Math.Min(Tilts - 1, tilt + (int)(NearTilt / Step)); i++)
            {
                var from = Math.Max(0, offset - (int)NearOffset);
                left.AsSpan((i * _offsets) + from, Math.Min(_offsets - from, (2 * (int)NearOffset) + 1)).Clear();
            }
        }

        return lines;
    }
}
