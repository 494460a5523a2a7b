namespace Pentimento.Engine.Fill;

/// <summary>
/// Which sources the first guess may take. Seed 0 takes all; every other seed leaves out its own third, in spots of a few pixels,
/// so that another seed is another fill wherever the picture has more than one good source.
/// </summary>
internal readonly record struct SourceChoice(int Seed)
{
    private const int Spot = 4;
    private const int MostSources = 12_000;

    /// <summary>Indices of sources, row by row; at least one.</summary>
    public int[] Of(PyramidLevel level)
    {
        var all = new List<int>(level.SourceCount);
        var chosen = new List<int>(level.SourceCount);
        for (var i = 0; i < level.Kinds.Length; i++)
        {
            if (level.IsSource(i))
            {
                all.Add(i);
                if (Seed == 0 || Hash((uint)(i % level.Width / Spot), (uint)(i / level.Width / Spot)) % 3 != 0)
                {
                    chosen.Add(i);
                }
            }
        }

        var sources = chosen.Count > 0 ? chosen : all;
        // Only a level that could not be halved again has more: thin them out evenly, exhaustive search would take minutes.
        var step = ((sources.Count - 1) / MostSources) + 1;
        return [.. sources.Where((_, i) => i % step == 0)];
    }

    // Murmur3's finaliser, over place and seed.
    private uint Hash(uint x, uint y)
    {
        var h = (x * 0x9E3779B1) ^ (y * 0x85EBCA77) ^ ((uint)Seed * 0xC2B2AE3D);
        h = (h ^ (h >> 16)) * 0x85EBCA6B;
        h = (h ^ (h >> 13)) * 0xC2B2AE35;
        return h ^ (h >> 16);
    }
}
