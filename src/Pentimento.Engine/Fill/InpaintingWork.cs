using Pentimento.Engine.Images;

namespace Pentimento.Engine.Fill;

/// <summary>One filling: parts of the hole that lie near each other share a window, and the windows are filled one after the other.</summary>
internal sealed class InpaintingWork(Image result, FillOptions options, Tiles tiles)
{
    private const int LeastContext = 256;
    private const int Neighbourhood = 32;

    private readonly HashSet<HoleComponent> _pending = [];

    public void Fill(List<HoleComponent> components, IProgress<double>? progress)
    {
        _pending.UnionWith(components);
        var groups = Group(components);
        for (var i = 0; i < groups.Count; i++)
        {
            FillGroup(groups[i]);
            _pending.ExceptWith(groups[i]);
            progress?.Report((i + 1.0) / groups.Count);
        }
    }

    private void FillGroup(List<HoleComponent> group)
    {
        var box = group.Aggregate(group[0].Box, (all, hole) => all.Union(hole.Box));
        var context = options.Context ?? Math.Max(LeastContext, Math.Max(box.Width, box.Height));
        var windowBox = box.Grow(context, result.Width, result.Height);
        var window = WorkingWindow.Read(result, windowBox, group, (options.PatchSize - 1) / 2, Barred(windowBox, group), tiles.Cancellation);
        new PatchFilling(options, tiles).Fill(window, group.Max(h => h.Thickness), _ => { });
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
