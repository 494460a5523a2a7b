namespace Pentimento.Engine.Fill;

/// <summary>
/// Keeps, for each target patch, the most similar source patch found so far. At the coarsest level the search is exhaustive; from
/// there on offsets only spread from neighbour to neighbour (the coherence of natural images: Ashikhmin 2001). There is no random
/// search: on photographs it finds closer patches and worse textures, because closeness favours flat sources.
/// </summary>
internal sealed class NearestNeighbourField(PyramidLevel level, Tiles tiles)
{
    // Bands of rows are worked on in two alternating sets, so that no band reads what another one is writing.
    private const int BandRows = 16;

    /// <summary>Finds the best source of every target, over all sources.</summary>
    public void SearchAll(int[] sources)
    {
        var (targets, width, radius, corner) = (level.Targets, level.Width, level.Radius, level.Corner);
        tiles.Run((targets.Length + 15) / 16, piece =>
        {
            for (var t = piece * 16; t < Math.Min(targets.Length, (piece + 1) * 16); t++)
            {
                ref var patch = ref level.Pixels[targets[t] - corner];
                var (best, least) = (sources[0], int.MaxValue);
                foreach (var source in sources)
                {
                    var distance = PatchDistance.Between(ref patch, ref level.Pixels[source - corner], width, radius, least);
                    if (distance < least)
                    {
                        (best, least) = (source, distance);
                    }
                }

                (level.Nearest[targets[t]], level.Distances[targets[t]]) = (best, least);
            }
        });
    }

    /// <summary>Takes the field over from the level below: the same offsets, doubled.</summary>
    public void Refine(PyramidLevel coarse)
    {
        ForBands(0, 1, band =>
        {
            foreach (var target in TargetsOf(band))
            {
                var (x, y) = (target % level.Width, target / level.Width);
                var parent = coarse.Centre(x / 2, y / 2);
                var (sx, sy) = (coarse.Nearest[parent] % coarse.Width * 2, coarse.Nearest[parent] / coarse.Width * 2);
                (sx, sy) = (sx + x - (parent % coarse.Width * 2), sy + y - (parent / coarse.Width * 2));
                level.Nearest[target] = SourceNear(sx, sy);
                level.Distances[target] = Math.Max(1, coarse.Distances[parent]);
            }
        });
    }

    /// <summary>Measures every distance again, after the pixels have changed.</summary>
    public void Measure() => ForBands(0, 1, band =>
    {
        foreach (var target in TargetsOf(band))
        {
            level.Distances[target] = level.Nearest[target] < 0 ? int.MaxValue : Distance(target, level.Nearest[target], int.MaxValue);
        }
    });

    /// <summary>Offers each target the offsets of the neighbours before it: rightward and down, or leftward and up.</summary>
    public void Propagate(bool forward)
    {
        ForBands(0, 2, band => Propagate(band, forward));
        ForBands(1, 2, band => Propagate(band, forward));
    }

    private void Propagate(int band, bool forward)
    {
        var targets = TargetsOf(band);
        var step = forward ? -1 : 1;
        for (var k = 0; k < targets.Length; k++)
        {
            var target = targets[forward ? k : targets.Length - 1 - k];
            Offer(target, step);
            Offer(target, step * level.Width);
        }
    }

    private void Offer(int target, int neighbour)
    {
        // Targets lie at least a radius from every border, so the neighbour exists; and a source one step from a source is inside.
        var offered = level.Nearest[target + neighbour] - neighbour;
        if (level.Nearest[target + neighbour] < 0 || offered == level.Nearest[target] || !level.IsSource(offered))
        {
            return;
        }

        var distance = Distance(target, offered, level.Distances[target]);
        if (distance < level.Distances[target])
        {
            (level.Nearest[target], level.Distances[target]) = (offered, distance);
        }
    }

    private int Distance(int a, int b, int limit) =>
        PatchDistance.Between(ref level.Pixels[a - level.Corner], ref level.Pixels[b - level.Corner], level.Width, level.Radius, limit);

    private int SourceNear(int x, int y)
    {
        for (var reach = 0; reach <= level.Radius; reach++)
        {
            for (var v = y - reach; v <= y + reach; v++)
            {
                for (var u = x - reach; u <= x + reach; u++)
                {
                    if (u >= 0 && v >= 0 && u < level.Width && v < level.Height && level.IsSource((v * level.Width) + u))
                    {
                        return (v * level.Width) + u;
                    }
                }
            }
        }

        return -1;
    }

    private Span<int> TargetsOf(int band)
    {
        var from = level.RowStarts[band * BandRows];
        return level.Targets.AsSpan(from, level.RowStarts[Math.Min(level.Height, (band + 1) * BandRows)] - from);
    }

    private void ForBands(int first, int step, Action<int> work)
    {
        var bands = (level.Height + BandRows - 1) / BandRows;
        tiles.Run((bands - first + step - 1) / step, i => work(first + (i * step)));
    }
}
