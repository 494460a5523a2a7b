using System.Runtime.Intrinsics;

namespace Pentimento.Engine.Fill;

/// <summary>
/// The linear equations of a smooth correction over a hole with given values along its edge: for each hole pixel the weighted
/// differences to its neighbours and the screened correction itself sum up to a given right side. Solved from coarse to fine (cascadic
/// multigrid: Bornemann and Deuflhard 1996), so that the work grows with the hole's pixels and not with its width.
/// </summary>
internal sealed class CorrectionGrid
{
    /// <summary>
    /// Weight of a difference across the hole's edge, against one inside: what cannot be met is then left inside, spread over many
    /// differences, and not in the one line along the edge where an eye looks for it.
    /// </summary>
    public const float EdgeWeight = 2;

    private const int Known = -1;
    private const int Outside = -2;
    private const int CoarsestPixels = 2000;
    private const int CoarsestSweeps = 100;
    private const int Sweeps = 10;
    private const float Relaxation = 1.5f;
    private const int Piece = 4096;

    private readonly int _width;
    private readonly int _height;
    private readonly float _screening;
    private readonly Tiles _tiles;

    // One column and row wider on each side than the picture, so that every neighbour has a place.
    private readonly int[] _ordinals;
    private readonly int[] _places;

    // The squares of a chessboard: no pixel reads one that changes at the same time.
    private readonly int[] _red;
    private readonly int[] _black;

    /// <param name="holes">The hole's pixels, row by row.</param>
    public CorrectionGrid(int width, int height, int[] holes, float screening, Tiles tiles)
    {
        (_width, _height, _screening, _tiles) = (width, height, screening, tiles);
        _ordinals = new int[(width + 2) * (height + 2)];
        Array.Fill(_ordinals, Outside);
        for (var y = 0; y < height; y++)
        {
            _ordinals.AsSpan(((y + 1) * (width + 2)) + 1, width).Fill(Known);
        }

        _places = new int[holes.Length];
        Pieces(_places, i =>
        {
            _places[i] = Place(holes[i] % width, holes[i] / width);
            _ordinals[_places[i]] = i;
        });

        // A place's column and row add up to the parity of its square.
        _red = Array.FindAll(_places, p => (((p % (width + 2)) + (p / (width + 2))) & 1) == 0);
        _black = Array.FindAll(_places, p => (((p % (width + 2)) + (p / (width + 2))) & 1) == 1);
        Edge = [.. Enumerable.Range(0, holes.Length).Where(i => KnownBeside(_places[i]) > 0)];
        EdgeValues = new Vector128<float>[Edge.Length];
        Right = new Vector128<float>[holes.Length];
        Values = new Vector128<float>[holes.Length];
    }

    /// <summary>The hole pixels beside known ones, row by row.</summary>
    public int[] Edge { get; }

    /// <summary>The correction that the known pixels beside each of <see cref="Edge"/> ask for, in levels.</summary>
    public Vector128<float>[] EdgeValues { get; }

    /// <summary>The right side for each hole pixel without the edge's part, in levels.</summary>
    public Vector128<float>[] Right { get; }

    /// <summary>The correction for each hole pixel, in levels.</summary>
    public Vector128<float>[] Values { get; }

    /// <summary>Which hole pixel lies beside one; negative when none does.</summary>
    public int OrdinalOf(int hole, int dx, int dy) => _ordinals[_places[hole] + (dy * (_width + 2)) + dx];

    /// <summary>Finds <see cref="Values"/>.</summary>
    public void Solve()
    {
        var isCoarsest = _places.Length <= CoarsestPixels;
        if (!isCoarsest)
        {
            var coarse = Halve();
            coarse.Solve();
            Pieces(_places, i => Values[i] = coarse.At(PixelOf(i)));
        }

        for (var e = 0; e < Edge.Length; e++)
        {
            Right[Edge[e]] += EdgeValues[e] * (EdgeWeight * KnownBeside(_places[Edge[e]]));
        }

        for (var sweep = 0; sweep < (isCoarsest ? CoarsestSweeps : Sweeps); sweep++)
        {
            Pieces(_red, i => Relax(_red[i]));
            Pieces(_black, i => Relax(_black[i]));
        }
    }

    private int Place(int x, int y) => ((y + 1) * (_width + 2)) + x + 1;

    private (int X, int Y) PixelOf(int hole) => ((_places[hole] % (_width + 2)) - 1, (_places[hole] / (_width + 2)) - 1);

    /// <summary>Half as wide and high; a pixel with any part of the hole is hole, and takes the right sides of its parts.</summary>
    private CorrectionGrid Halve()
    {
        var (width, height) = ((_width + 1) / 2, (_height + 1) / 2);
        var isHole = new bool[width * height];
        Pieces(_places, i =>
        {
            var (x, y) = PixelOf(i);
            isHole[((y / 2) * width) + (x / 2)] = true;
        });

        var holes = Enumerable.Range(0, isHole.Length).Where(i => isHole[i]).ToArray();
        var coarse = new CorrectionGrid(width, height, holes, 4 * _screening, _tiles);
        for (var i = 0; i < _places.Length; i++)
        {
            if (i % Piece == 0)
            {
                _tiles.Cancellation.ThrowIfCancellationRequested();
            }

            if (Right[i] != Vector128<float>.Zero)
            {
                coarse.Spread(Right[i], PixelOf(i));
            }
        }

        var (sums, counts) = (new Vector128<float>[holes.Length], new int[holes.Length]);
        for (var e = 0; e < Edge.Length; e++)
        {
            var (x, y) = PixelOf(Edge[e]);
            var cell = coarse._ordinals[coarse.Place(x / 2, y / 2)];
            sums[cell] += EdgeValues[e];
            counts[cell]++;
        }

        for (var e = 0; e < coarse.Edge.Length; e++)
        {
            var cell = coarse.Edge[e];
            coarse.EdgeValues[e] = sums[cell] * (1f / Math.Max(1, counts[cell]));
        }

        return coarse;
    }

    /// <summary>Adds a right side of the next finer grid: the transpose of <see cref="At"/>, which keeps the moment of two sides of a seam.</summary>
    private void Spread(Vector128<float> right, (int X, int Y) pixel)
    {
        var (here, across, down) = Around(pixel);
        Add(here, 0.5625f);
        Add(here + across, 0.1875f);
        Add(here + down, 0.1875f);
        Add(here + across + down, 0.0625f);

        void Add(int place, float part)
        {
            Right[_ordinals[place] >= 0 ? _ordinals[place] : _ordinals[here]] += right * part;
        }
    }

    /// <summary>The value at a pixel of the next finer grid, bilinear; beyond the hole it goes on as it is.</summary>
    private Vector128<float> At((int X, int Y) pixel)
    {
        var (here, across, down) = Around(pixel);
        return (Value(here) * 0.5625f) + ((Value(here + across) + Value(here + down)) * 0.1875f) + (Value(here + across + down) * 0.0625f);

        Vector128<float> Value(int place) => Values[_ordinals[place] >= 0 ? _ordinals[place] : _ordinals[here]];
    }

    private (int Here, int Across, int Down) Around((int X, int Y) pixel) =>
        (Place(pixel.X / 2, pixel.Y / 2), (pixel.X & 1) == 0 ? -1 : 1, (pixel.Y & 1) == 0 ? -(_width + 2) : _width + 2);

    private int KnownBeside(int place) =>
        One(place - 1) + One(place + 1) + One(place - _width - 2) + One(place + _width + 2);

    private int One(int place) => _ordinals[place] == Known ? 1 : 0;

    private void Relax(int place)
    {
        var i = _ordinals[place];
        var sum = Right[i];
        var weight = _screening;
        Add(_ordinals[place - 1]);
        Add(_ordinals[place + 1]);
        Add(_ordinals[place - _width - 2]);
        Add(_ordinals[place + _width + 2]);
        Values[i] += ((sum * (1 / weight)) - Values[i]) * Relaxation;

        void Add(int neighbour)
        {
            if (neighbour >= 0)
            {
                weight += 1;
                sum += Values[neighbour];
            }
            else
            {
                weight += neighbour == Known ? EdgeWeight : 0;
            }
        }
    }

    private void Pieces(int[] all, Action<int> work) => _tiles.Run((all.Length + Piece - 1) / Piece, piece =>
    {
        for (var i = piece * Piece; i < Math.Min(all.Length, (piece + 1) * Piece); i++)
        {
            work(i);
        }
    });
}
