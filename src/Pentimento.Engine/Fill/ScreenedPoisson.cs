using System.Runtime.Intrinsics;

namespace Pentimento.Engine.Fill;

/// <summary>
/// Closes the seams of a filled hole: finds the colours whose differences between neighbours are those of the copied sources and that
/// meet the known pixels at the edge (Perez et al. 2003), held to the copied colours by a small screening term (Bhat et al. 2008),
/// so that an edge's difference fades over some twenty pixels instead of tinting the whole hole.
/// </summary>
internal sealed class ScreenedPoisson
{
    private const float Screening = 0.003f;

    // Of a difference across the hole's edge, against one inside: what cannot be met is then left inside, spread over many
    // differences, and not in the one line along the edge where an eye looks for it.
    private const float EdgeWeight = 2;

    private const float Relaxation = 1.6f;
    private const int Sweeps = 100;
    private const int Piece = 2048;

    private readonly PyramidLevel _level;
    private readonly Tiles _tiles;
    private readonly int[] _origins;
    private readonly int[] _ordinals;
    private readonly Vector128<float>[] _right;
    private readonly Vector128<float>[] _colours;

    private ScreenedPoisson(PyramidLevel level, int[] origins, Tiles tiles)
    {
        (_level, _origins, _tiles) = (level, origins, tiles);
        _ordinals = new int[level.Kinds.Length];
        Array.Fill(_ordinals, -1);
        for (var i = 0; i < level.Holes.Length; i++)
        {
            _ordinals[level.Holes[i]] = i;
        }

        _right = new Vector128<float>[origins.Length];
        _colours = new Vector128<float>[origins.Length];
    }

    /// <summary>The seamless colours.</summary>
    /// <param name="level">With the copied colours in the hole.</param>
    /// <param name="origins">For each hole pixel the pixel it was copied from.</param>
    /// <returns>Red, green and blue for each hole pixel.</returns>
    public static Vector128<float>[] Solve(PyramidLevel level, int[] origins, Tiles tiles)
    {
        var solver = new ScreenedPoisson(level, origins, tiles);
        solver.Pieces(solver.Prepare);
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            // Red and black pixels of a chessboard in turn: no pixel reads one that changes at the same time.
            solver.Pieces(i => solver.Relax(i, 0));
            solver.Pieces(i => solver.Relax(i, 1));
        }

        return solver._colours;
    }

    private void Pieces(Action<int> work) => _tiles.Run((_origins.Length + Piece - 1) / Piece, piece =>
    {
        for (var i = piece * Piece; i < Math.Min(_origins.Length, (piece + 1) * Piece); i++)
        {
            work(i);
        }
    });

    private void Prepare(int i)
    {
        var pixel = _level.Holes[i];
        var (x, y) = (pixel % _level.Width, pixel / _level.Width);
        var copied = Colour(pixel);
        var right = copied * Screening;
        right += Towards(pixel, i, x > 0, -1, 0) + Towards(pixel, i, x < _level.Width - 1, 1, 0);
        right += Towards(pixel, i, y > 0, 0, -1) + Towards(pixel, i, y < _level.Height - 1, 0, 1);
        (_right[i], _colours[i]) = (right, copied);
    }

    /// <summary>The wanted difference to one neighbour, and the neighbour itself where it is known, weighted.</summary>
    private Vector128<float> Towards(int pixel, int i, bool exists, int dx, int dy)
    {
        if (!exists)
        {
            return Vector128<float>.Zero;
        }

        var step = (dy * _level.Width) + dx;
        var neighbour = _ordinals[pixel + step];
        var sum = Vector128<float>.Zero;
        var count = 0;
        if (IsKnown(_origins[i], dx, dy))
        {
            sum += Colour(_origins[i]) - Colour(_origins[i] + step);
            count++;
        }

        if (neighbour >= 0 && IsKnown(_origins[neighbour], -dx, -dy))
        {
            sum += Colour(_origins[neighbour] - step) - Colour(_origins[neighbour]);
            count++;
        }

        return neighbour >= 0 ? (count == 2 ? sum * 0.5f : sum) : (sum + Colour(pixel + step)) * EdgeWeight;
    }

    private bool IsKnown(int from, int dx, int dy)
    {
        var (x, y) = ((from % _level.Width) + dx, (from / _level.Width) + dy);
        return x >= 0 && y >= 0 && x < _level.Width && y < _level.Height && !_level.IsHole((y * _level.Width) + x);
    }

    private void Relax(int i, int parity)
    {
        var pixel = _level.Holes[i];
        var (x, y) = (pixel % _level.Width, pixel / _level.Width);
        if (((x + y) & 1) != parity)
        {
            return;
        }

        var sum = _right[i];
        var weight = Screening;
        Add(x > 0, -1);
        Add(x < _level.Width - 1, 1);
        Add(y > 0, -_level.Width);
        Add(y < _level.Height - 1, _level.Width);
        _colours[i] += ((sum / Vector128.Create(weight)) - _colours[i]) * Relaxation;

        void Add(bool exists, int step)
        {
            if (exists)
            {
                var neighbour = _ordinals[pixel + step];
                weight += neighbour >= 0 ? 1 : EdgeWeight;
                sum += neighbour >= 0 ? _colours[neighbour] : Vector128<float>.Zero;
            }
        }
    }

    private Vector128<float> Colour(int index) => PackedPixel.Unpack(_level.Pixels[index]);
}
