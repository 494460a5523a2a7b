using Pentimento.Engine.Images;

namespace Pentimento.Engine.Fill;

/// <summary>One filling: parts of the hole that lie near each other share a window, and the windows are filled one after the other.</summary>
internal sealed class InpaintingWork(Image result, FillOptions options, Tiles tiles)
{
    private const int LeastContext = 256;
    private const int Neighbourhood = 32;
    private const int ThinTile = 512;

    private int Radius => (options.PatchSize - 1) / 2;

    private readonly HashSet<HoleComponent> _pending = [];

    /// <param name="finished">Told after each level how much is done and how to make a picture of it.</param>
    public void Fill(List<HoleComponent> components, Action<double, Func<Image>> finished)
    {
        _pending.UnionWith(components);
        var groups = Group(components);
        for (var i = 0; i < groups.Count; i++)
        {
            var before = i;
            FillGroup(groups[i], (part, make) => finished((before + part) / groups.Count, make));
            _pending.ExceptWith(groups[i]);
        }
    }

    private void FillGroup(List<HoleComponent> group, Action<double, Func<Image>> finished)
    {
        var box = group.Aggregate(group[0].Box, (all, hole) => all.Union(hole.Box));
        if (group.TrueForAll(h => h.Thickness <= ThinFilling.MostThickness))
        {
            FillThin(group, box);
            finished(1, result.Clone);
            return;
        }

        var context = options.Context ?? Math.Max(LeastContext, Math.Max(box.Width, box.Height));
        var windowBox = box.Grow(context, result.Width, result.Height);
        var window = WorkingWindow.Read(result, windowBox, group, Radius, Barred(windowBox, group), smooth: true, tiles.Cancellation);
        window.Level.Classify(tiles.Cancellation);
        if (window.Level.SourceCount > 0)
        {
            new PatchFilling(options, tiles).Fill(window, group.Max(h => h.Thickness), (part, level, halvings) => finished(part, () => window.Partial(level, halvings)));
        }
        else if (Array.Exists(window.Level.Kinds, kind => kind == PixelKind.Known))
        {
            Estimate(window, _ => true);
        }
        else
        {
            throw new ImageEditException(
                ImageEditFailure.UnsupportedInstruction, "The hole cannot be filled: nothing around it may be copied into it. Mark a smaller part.", "mask");
        }

        finished(1, result.Clone);
    }

    /// <summary>Tile by tile, row by row, so that a scratch across a large picture costs what it covers; what is filled is known to the next tile.</summary>
    private void FillThin(List<HoleComponent> group, Box box)
    {
        for (var top = box.Top; top < box.Bottom; top += ThinTile)
        {
            for (var left = box.Left; left < box.Right; left += ThinTile)
            {
                var tile = new Box(left, top, Math.Min(left + ThinTile, box.Right), Math.Min(top + ThinTile, box.Bottom));
                if (group.Exists(h => h.Runs.Exists(r => r.Y >= tile.Top && r.Y < tile.Bottom && r.Left < tile.Right && r.Right > tile.Left)))
                {
                    FillTile(group, tile);
                }
            }
        }
    }

    private void FillTile(List<HoleComponent> group, Box tile)
    {
        var window = tile.Grow(ThinFilling.Reach + Radius, result.Width, result.Height);
        var rest = new HoleComponent { Box = tile };
        foreach (var run in group.SelectMany(h => h.Runs).Where(r => r.Y >= tile.Top && r.Y < window.Bottom))
        {
            var (left, right) = (Math.Max(run.Left, run.Y < tile.Bottom ? tile.Left : window.Left), Math.Min(run.Right, window.Right));
            if (left < right)
            {
                rest.Runs.Add(run with { Left = left, Right = right });
            }
        }

        var read = WorkingWindow.Read(result, window, [rest], Radius, Barred(window, group), smooth: false, tiles.Cancellation);
        read.Level.Classify(tiles.Cancellation);
        Estimate(read, index => (index % window.Width) + window.Left < tile.Right && (index / window.Width) + window.Top < tile.Bottom);
    }

    private void Estimate(WorkingWindow window, Func<int, bool> isWanted)
    {
        var colours = ThinFilling.Solve(window.Level, tiles);
        for (var i = 0; i < colours.Length; i++)
        {
            if (isWanted(window.Level.Holes[i]))
            {
                window.Write(window.Level.Holes[i], colours[i], options.Opaque ? 255 : colours[i][3]);
            }
        }
    }

    /// <summary>What is unknown, invisible or unwanted may not be copied.</summary>
    private Func<int, int, bool> Barred(Box window, List<HoleComponent> group)
    {
        var others = _pending.Except(group).Where(o => o.Box.Meets(window)).SelectMany(o => o.Runs).GroupBy(r => r.Y).ToDictionary(r => r.Key, r => r.ToArray());
        return (x, y) => options.Avoid is { } avoid && avoid.Row(y)[x] > 0
            || result.HasAlpha && result.Row(y)[(x * 4) + 3] == 0
            || others.TryGetValue(y, out var runs) && Array.Exists(runs, r => x >= r.Left && x < r.Right);
    }

    private static List<List<HoleComponent>> Group(List<HoleComponent> components)
    {
        var groups = new List<(Box Box, List<HoleComponent> Parts)>();
        foreach (var component in components)
        {
            var (box, parts) = (component.Box, new List<HoleComponent> { component });
            for (var i = 0; i < groups.Count;)
            {
                if (groups[i].Box.Grow(Neighbourhood, int.MaxValue, int.MaxValue).Meets(box))
                {
                    box = box.Union(groups[i].Box);
                    parts.AddRange(groups[i].Parts);
                    groups.RemoveAt(i);
                    i = 0;
                }
                else
                {
                    i++;
                }
            }

            groups.Add((box, parts));
        }

        return [.. groups.Select(g => g.Parts)];
    }
}
