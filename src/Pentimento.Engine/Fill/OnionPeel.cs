namespace Pentimento.Engine.Fill;

/// <summary>
/// The first guess at the coarsest level: the hole is filled ring by ring from its edge, each pixel copied from the middle of the
/// source patch that agrees best with what is already known around it, over all sources (Newson et al. 2017, section 3.4; the
/// exemplar copying of Criminisi et al. 2004). Never averaged: a blurred first guess stays blurred at every level above it.
/// </summary>
internal sealed class OnionPeel
{
    private readonly PyramidLevel _level;
    private readonly Tiles _tiles;
    private readonly int[] _sources;
    private readonly bool[] _known;

    private OnionPeel(PyramidLevel level, SourceChoice choice, Tiles tiles)
    {
        (_level, _tiles) = (level, tiles);
        _sources = choice.Of(level);
        _known = Array.ConvertAll(level.Kinds, kind => (kind & PixelKind.Hole) == 0);
    }

    /// <summary>Fills the hole.</summary>
    public static void Fill(PyramidLevel level, SourceChoice choice, Tiles tiles) => new OnionPeel(level, choice, tiles).Fill();

    private void Fill()
    {
        for (var rest = _level.Holes; rest.Length > 0;)
        {
            var ring = Array.FindAll(rest, TouchesKnown);
            if (ring.Length == 0)
            {
                return;
            }

            var copies = new uint[ring.Length];
            _tiles.Run(ring.Length, i => copies[i] = BestCopy(ring[i]));
            for (var i = 0; i < ring.Length; i++)
            {
                _level.Pixels[ring[i]] = copies[i];
                _known[ring[i]] = true;
            }

            rest = Array.FindAll(rest, i => !_known[i]);
        }
    }

    private bool TouchesKnown(int index)
    {
        var (x, y) = (index % _level.Width, index / _level.Width);
        for (var v = Math.Max(0, y - 1); v <= Math.Min(_level.Height - 1, y + 1); v++)
        {
            for (var u = Math.Max(0, x - 1); u <= Math.Min(_level.Width - 1, x + 1); u++)
            {
                if (_known[(v * _level.Width) + u])
                {
                    return true;
                }
            }
        }

        return false;
    }

    private uint BestCopy(int index)
    {
        var (pixels, width) = (_level.Pixels, _level.Width);
        var rows = (2 * _level.Radius) + 1;
        var centre = _level.Centre(index % width, index / width);
        Span<uint> patch = stackalloc uint[rows * 8];
        Span<uint> counts = stackalloc uint[rows * 8];
        counts.Clear();
        patch.Clear();
        for (var y = 0; y < rows; y++)
        {
            for (var x = 0; x < rows; x++)
            {
                var i = centre - _level.Corner + (y * width) + x;
                (patch[(y * 8) + x], counts[(y * 8) + x]) = (pixels[i], _known[i] ? ~0u : 0);
            }
        }

        var (best, least) = (_sources[0], int.MaxValue);
        foreach (var source in _sources)
        {
            var distance = PatchDistance.Masked(patch, counts, ref pixels[source - _level.Corner], width, rows, least);
            if (distance < least)
            {
                (best, least) = (source, distance);
            }
        }

        return pixels[best + index - centre];
    }
}
