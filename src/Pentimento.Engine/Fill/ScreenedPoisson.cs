using System.Runtime.Intrinsics;

namespace Pentimento.Engine.Fill;

/// <summary>
/// Closes the seams of a filled hole: finds the colours whose differences between neighbours are those of the copied sources and that
/// meet the known pixels at the edge (Perez et al. 2003), held to the copied colours by a small screening term (Bhat et al. 2008),
/// so that an edge's difference fades over some twenty pixels instead of tinting the whole hole. What is solved for is the correction
/// to the copied colours, on a <see cref="CorrectionGrid"/>.
/// </summary>
internal sealed class ScreenedPoisson
{
    private const float Screening = 0.003f;
    private const int Piece = 2048;

    private readonly PyramidLevel _level;
    private readonly int[] _origins;
    private readonly CorrectionGrid _grid;

    private ScreenedPoisson(PyramidLevel level, int[] origins, Tiles tiles)
    {
        (_level, _origins) = (level, origins);
        _grid = new(level.Width, level.Height, level.Holes, Screening, tiles);
    }

    /// <summary>The seamless colours.</summary>
    /// <param name="level">With the copied colours in the hole.</param>
    /// <param name="origins">For each hole pixel the pixel it was copied from.</param>
    /// <returns>Red, green and blue for each hole pixel.</returns>
    public static Vector128<float>[] Solve(PyramidLevel level, int[] origins, Tiles tiles)
    {
        var solver = new ScreenedPoisson(level, origins, tiles);
        var grid = solver._grid;
        Pieces(i => grid.Right[i] = solver.Missed(i, inside: true).Sum);
        for (var e = 0; e < grid.Edge.Length; e++)
        {
            var (sum, count) = solver.Missed(grid.Edge[e], inside: false);
            grid.EdgeValues[e] = sum * (1f / count);
        }

        grid.Solve();
        Pieces(i => grid.Values[i] += solver.Colour(level.Holes[i]));
        return grid.Values;

        void Pieces(Action<int> work) => tiles.Run((origins.Length + Piece - 1) / Piece, piece =>
        {
            for (var i = piece * Piece; i < Math.Min(origins.Length, (piece + 1) * Piece); i++)
            {
                work(i);
            }
        });
    }

    /// <summary>By how much the copied colours miss the wanted differences to the neighbours in the hole, or to those outside.</summary>
    private (Vector128<float> Sum, int Count) Missed(int i, bool inside)
    {
        var pixel = _level.Holes[i];
        var (x, y) = (pixel % _level.Width, pixel / _level.Width);
        var sum = Vector128<float>.Zero;
        var count = 0;
        Add(x > 0, -1, 0);
        Add(x < _level.Width - 1, 1, 0);
        Add(y > 0, 0, -1);
        Add(y < _level.Height - 1, 0, 1);
        return (sum, count);

        void Add(bool exists, int dx, int dy)
        {
            if (exists && _grid.OrdinalOf(i, dx, dy) is var neighbour && neighbour >= 0 == inside)
            {
                sum += Missed(pixel, i, neighbour, dx, dy);
                count++;
            }
        }
    }

    private Vector128<float> Missed(int pixel, int i, int neighbour, int dx, int dy)
    {
        var step = (dy * _level.Width) + dx;
        if (neighbour >= 0 && _origins[neighbour] == _origins[i] + step)
        {
            // Copied together: the difference is the source's own.
            return Vector128<float>.Zero;
        }

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

        return (count == 2 ? sum * 0.5f : sum) - (Colour(pixel) - Colour(pixel + step));
    }

    private bool IsKnown(int from, int dx, int dy)
    {
        var (x, y) = ((from % _level.Width) + dx, (from / _level.Width) + dy);
        return _level.Contains(x, y) && !_level.IsHole((y * _level.Width) + x);
    }

    private Vector128<float> Colour(int index) => PackedPixel.Unpack(_level.Pixels[index]);
}
