using Pentimento.Engine.Images;

namespace Pentimento.Engine.Fill;

/// <summary>
/// Fills one window from coarse to fine: a first guess, then rounds of matching and voting at each resolution (Wexler et al. 2007),
/// a plain copy at the finest and closed seams.
/// </summary>
internal sealed class PatchFilling(FillOptions options, Tiles tiles)
{
    private const int Rounds = 6;
    private const int FinestRounds = 2;
    private const int Propagations = 4;
    private const int FinestPropagations = 3;

    // Above so many hole pixels a level is not matched anew: the answer of the level below is enlarged with the sources' own detail.
    private const int MostMatched = 400_000;

    /// <summary>Fills the hole of a window in its picture; the window's level is classified and has sources.</summary>
    /// <param name="finished">Told after each level, coarsest first: how much is done, the level, and how often it was halved.</param>
    public void Fill(WorkingWindow window, int thickness, Action<double, PyramidLevel, int> finished)
    {
        var finest = window.Level;

        var levels = Pyramid.Build(finest, thickness, tiles.Cancellation);
        var count = levels.Count;
        TextureChannel.Write(finest, count, tiles.Cancellation);
        levels = Pyramid.Build(finest, thickness, tiles.Cancellation);
        for (var l = count - 1; l >= 0; l--)
        {
            var level = levels[l];
            level.BeginMatching();
            var field = new NearestNeighbourField(level, tiles);
            if (l == count - 1)
            {
                var choice = new SourceChoice(options.Seed);
                OnionPeel.Fill(level, choice, tiles);
                field.SearchAll(choice.Of(level));
            }
            else
            {
                field.Refine(levels[l + 1]);
                levels.RemoveAt(l + 1);
            }

            if (l < count - 1 && level.Holes.Length > MostMatched)
            {
                Enlarge(level, field);
            }
            else
            {
                Match(level, field, isFirst: l == count - 1, isFinest: l == 0);
            }

            finished((count - l) / (count + 1.0), level, l);
        }

        var origins = new Voting(finest, tiles).CopyBest();
        finest.EndMatching();
        var colours = ScreenedPoisson.Solve(finest, origins, tiles);
        for (var i = 0; i < origins.Length; i++)
        {
            window.Write(finest.Holes[i], colours[i], options.Opaque ? 255 : window.AlphaAt(origins[i]));
        }
    }
    private void Match(PyramidLevel level, NearestNeighbourField field, bool isFirst, bool isFinest)
    {
        var voting = new Voting(level, tiles);
        if (!isFirst)
        {
            voting.Average();
        }

        var rounds = isFinest ? FinestRounds : Rounds;
        for (var round = 0; round < rounds; round++)
        {
            field.Measure();
            for (var i = 0; i < (isFinest ? FinestPropagations : Propagations); i++)
            {
                field.Propagate(forward: (i & 1) == 0);
            }

            if (!isFinest || round < rounds - 1)
            {
                voting.Average();
            }
        }
    }

    /// <summary>Copies at this size from where the level below copied from, and mends only where two copies meet.</summary>
    private void Enlarge(PyramidLevel level, NearestNeighbourField field)
    {
        new Voting(level, tiles).CopyBest();
        field.Measure();
        field.Propagate(forward: true);
        field.Propagate(forward: false);
    }
}
