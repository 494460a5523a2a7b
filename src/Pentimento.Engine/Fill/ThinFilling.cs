using System.Runtime.Intrinsics;

namespace Pentimento.Engine.Fill;

/// <summary>
/// Fills scratches, hairlines and letters: what is a few pixels deep needs no synthesis, only the best estimate. Each pixel is the
/// weighted mean of the middles of the most similar patches nearby (non-local means, Buades et al. 2005, as an estimator of missing
/// pixels), each first fitted to the known pixels around it by a membrane (the instant cloning of Farbman et al. 2009, with weights
/// of the inverse distance). From the edge inwards, and then once more over all.
/// </summary>
internal sealed class ThinFilling
{
    /// <summary>The side of the largest square in a hole that counts as thin.</summary>
    public const int MostThickness = 10;

    /// <summary>How far the farthest candidate lies, and so what a window needs around the hole.</summary>
    public const int Reach = 4 * Near;

    private const int Near = 12;
    private const int Best = 8;
    private const int Row = 8;
    private const float NoiseFloor = 2;
    private const int Piece = 16;

    // The share of a known pixel in the membrane, by its squared distance from the estimated one.
    private static readonly float[] Shares = [0, .. Enumerable.Range(1, 200).Select(squared => (float)(1 / (squared * Math.Sqrt(squared))))];

    private readonly PyramidLevel _level;
    private readonly Tiles _tiles;
    private readonly bool[] _known;
    private readonly Vector128<float>[] _colours;

    private ThinFilling(PyramidLevel level, Tiles tiles)
    {
        (_level, _tiles) = (level, tiles);
        _known = Array.ConvertAll(level.Kinds, kind => (kind & PixelKind.Hole) == 0);
        _colours = new Vector128<float>[level.Holes.Length];
    }

    /// <summary>The colours of the hole's pixels. Where there are no sources at all it is the mean of what is known around each.</summary>
    /// <param name="level">Classified; its hole is filled as well.</param>
    public static Vector128<float>[] Solve(PyramidLevel level, Tiles tiles)
    {
        var filling = new ThinFilling(level, tiles);
        filling.Peel();
        filling.Estimate([.. Enumerable.Range(0, level.Holes.Length)]);
        return filling._colours;
    }

    private void Peel()
    {
        for (int[] rest = [.. Enumerable.Range(0, _level.Holes.Length)]; rest.Length > 0;)
        {
            var ring = Array.FindAll(rest, i => TouchesKnown(_level.Holes[i]));
            if (ring.Length == 0)
            {
                return;
            }

            Estimate(ring);
            Array.ForEach(ring, i => _known[_level.Holes[i]] = true);
            rest = Array.FindAll(rest, i => !_known[_level.Holes[i]]);
        }
    }

    private void Estimate(int[] ordinals)
    {
        _tiles.Run((ordinals.Length + Piece - 1) / Piece, piece =>
        {
            for (var i = piece * Piece; i < Math.Min(ordinals.Length, (piece + 1) * Piece); i++)
            {
                _colours[ordinals[i]] = Estimate(_level.Holes[ordinals[i]]);
            }
        });
        Array.ForEach(ordinals, i => _level.Pixels[_level.Holes[i]] = PackedPixel.Pack(_colours[i]));
    }

    private bool TouchesKnown(int index)
    {
        var (x, y) = (index % _level.Width, index / _level.Width);
        return (x > 0 && _known[index - 1]) || (x < _level.Width - 1 && _known[index + 1])
            || (y > 0 && _known[index - _level.Width]) || (y < _level.Height - 1 && _known[index + _level.Width]);
    }

    private Vector128<float> Estimate(int index)
    {
        var rows = (2 * _level.Radius) + 1;
        var (x, y) = (index % _level.Width, index / _level.Width);
        Span<uint> patch = stackalloc uint[rows * Row];
        Span<uint> counts = stackalloc uint[rows * Row];
        Span<float> shares = stackalloc float[rows * Row];
        patch.Clear();
        counts.Clear();
        shares.Clear();
        var (all, count) = (0f, 0);
        for (var j = 0; j < rows * Row; j++)
        {
            var (du, dv) = ((j % Row) - _level.Radius, (j / Row) - _level.Radius);
            var i = index + (dv * _level.Width) + du;
            if (du <= _level.Radius && _level.Contains(x + du, y + dv) && _known[i] && i != index)
            {
                (patch[j], counts[j], shares[j]) = (_level.Pixels[i], ~0u, Shares[(du * du) + (dv * dv)]);
                (all, count) = (all + shares[j], count + 1);
            }
        }

        var candidates = new Candidates(stackalloc int[Best], stackalloc int[Best]);
        Search(patch, counts, x, y, 0, Near, 1, ref candidates);
        Search(patch, counts, x, y, Near, 2 * Near, 2, ref candidates);
        Search(patch, counts, x, y, 2 * Near, Reach, 4, ref candidates);
        return candidates.Count == 0 || count == 0
            ? Known(patch, shares, all)
            : Mean(patch, shares, all, count, candidates);
    }

    /// <summary>Looks at every step-th source in the square of a reach, but not in the inner square.</summary>
    private void Search(ReadOnlySpan<uint> patch, ReadOnlySpan<uint> counts, int x, int y, int inner, int reach, int step, ref Candidates candidates)
    {
        for (var v = y - reach; v <= y + reach; v += step)
        {
            for (var u = x - reach; u <= x + reach; u += step)
            {
                var source = (v * _level.Width) + u;
                if (!_level.Contains(u, v) || !_level.IsSource(source)
                    || (inner > 0 && Math.Abs(u - x) <= inner && Math.Abs(v - y) <= inner))
                {
                    continue;
                }

                var distance = PatchDistance.Masked(
                    patch, counts, ref _level.Pixels[source - _level.Corner], _level.Width, patch.Length / Row, candidates.Limit);
                candidates.Offer(source, distance);
            }
        }
    }

    private Vector128<float> Mean(
        ReadOnlySpan<uint> patch, ReadOnlySpan<float> shares, float all, int count, Candidates candidates)
    {
        var scale = 2 / (candidates.Distances[0] + (NoiseFloor * count));
        var sum = Vector128<float>.Zero;
        var weights = 0f;
        for (var i = 0; i < candidates.Count; i++)
        {
            var source = candidates.Sources[i];
            var difference = Vector128<float>.Zero;
            for (var j = 0; j < shares.Length; j++)
            {
                if (shares[j] > 0)
                {
                    var there = _level.Pixels[source - _level.Corner + (j / Row * _level.Width) + (j % Row)];
                    difference += (PackedPixel.Unpack(patch[j]) - PackedPixel.Unpack(there)) * shares[j];
                }
            }

            // A falloff like exp(-t) from the four basic operations, so that every machine makes the same bytes.
            var t = candidates.Distances[i] * scale;
            var weight = 1 / (1 + t + (t * t / 2) + (t * t * t / 6));
            sum += (PackedPixel.Unpack(_level.Pixels[source]) + (difference / Vector128.Create(all))) * weight;
            weights += weight;
        }

        return sum / Vector128.Create(weights);
    }

    /// <summary>Without any source nearby: the mean of the known pixels around.</summary>
    private static Vector128<float> Known(ReadOnlySpan<uint> patch, ReadOnlySpan<float> shares, float all)
    {
        var sum = Vector128<float>.Zero;
        for (var j = 0; j < shares.Length; j++)
        {
            sum += PackedPixel.Unpack(patch[j]) * shares[j];
        }

        return all > 0 ? sum / Vector128.Create(all) : sum;
    }

    /// <summary>The most similar sources so far, best first.</summary>
    private ref struct Candidates(Span<int> sources, Span<int> distances)
    {
        private readonly Span<int> _sources = sources;
        private readonly Span<int> _distances = distances;

        public int Count { get; private set; }

        public readonly ReadOnlySpan<int> Sources => _sources;

        public readonly ReadOnlySpan<int> Distances => _distances;

        /// <summary>The distance from which on a source is of no use.</summary>
        public readonly int Limit => Count < _distances.Length ? int.MaxValue : _distances[^1];

        public void Offer(int source, int distance)
        {
            if (distance >= Limit)
            {
                return;
            }

            Count = Math.Min(Count + 1, _distances.Length);
            var place = Count - 1;
            for (; place > 0 && _distances[place - 1] > distance; place--)
            {
                (_sources[place], _distances[place]) = (_sources[place - 1], _distances[place - 1]);
            }

            (_sources[place], _distances[place]) = (source, distance);
        }
    }
}
