using Pentimento.Engine.Images;

namespace Pentimento.Engine.Fill;

/// <summary>Hole pixels side by side in one row: from <paramref name="Left"/> up to and without <paramref name="Right"/>.</summary>
internal readonly record struct Run(int Y, int Left, int Right);

/// <summary>One connected part of the hole.</summary>
internal sealed class HoleComponent
{
    public List<Run> Runs { get; } = [];

    public Box Box { get; set; } = new(int.MaxValue, int.MaxValue, int.MinValue, int.MinValue);

    /// <summary>Side of the largest square that lies wholly in it: about twice its depth.</summary>
    public int Thickness { get; set; }
}

/// <summary>A rectangle of pixels; right and bottom are the first outside.</summary>
internal readonly record struct Box(int Left, int Top, int Right, int Bottom)
{
    public int Width => Right - Left;

    public int Height => Bottom - Top;

    public Box Union(Box other) => new(Math.Min(Left, other.Left), Math.Min(Top, other.Top), Math.Max(Right, other.Right), Math.Max(Bottom, other.Bottom));

    /// <summary>The box with a margin, as far as the picture reaches.</summary>
    public Box Grow(int margin, int width, int height) =>
        new(Math.Max(0, Left - margin), Math.Max(0, Top - margin), Math.Min(width, Right + margin), Math.Min(height, Bottom + margin));

    public bool Meets(Box other) => Left < other.Right && other.Left < Right && Top < other.Bottom && other.Top < Bottom;
}

/// <summary>Finds the connected parts of a hole (8-neighbours) by run-based labelling: memory for the runs, not for the picture.</summary>
internal static class HoleComponents
{
    /// <summary>The connected parts, from top to bottom.</summary>
    public static List<HoleComponent> Find(Mask hole, CancellationToken cancellation)
    {
        var runs = new List<Run>();
        var parents = new List<int>();
        var thickness = new List<int>();
        // The side of the largest square of hole pixels that ends in each pixel of the previous and of this row (dynamic programming).
        var above = new int[hole.Width];
        var here = new int[hole.Width];
        var previous = (From: 0, To: 0);
        for (var y = 0; y < hole.Height; y++)
        {
            cancellation.ThrowIfCancellationRequested();
            Array.Clear(here);
            var begin = runs.Count;
            var other = previous.From;
            foreach (var run in RunsOf(hole.Row(y), y))
            {
                var label = runs.Count;
                runs.Add(run);
                parents.Add(label);
                while (other < previous.To && runs[other].Right < run.Left)
                {
                    other++;
                }

                for (var o = other; o < previous.To && runs[o].Left <= run.Right; o++)
                {
                    parents[Root(parents, label)] = Root(parents, o);
                }

                var side = 0;
                for (var x = run.Left; x < run.Right; x++)
                {
                    here[x] = 1 + (x == 0 ? 0 : Math.Min(Math.Min(here[x - 1], above[x - 1]), above[x]));
                    here[x] = x == 0 || y == 0 ? 1 : here[x];
                    side = Math.Max(side, here[x]);
                }

                thickness.Add(side);
            }

            previous = (begin, runs.Count);
            (above, here) = (here, above);
        }

        return Collect(runs, parents, thickness);
    }

    private static List<HoleComponent> Collect(List<Run> runs, List<int> parents, List<int> thickness)
    {
        var components = new Dictionary<int, HoleComponent>();
        var ordered = new List<HoleComponent>();
        for (var i = 0; i < runs.Count; i++)
        {
            var root = Root(parents, i);
            if (!components.TryGetValue(root, out var component))
            {
                components[root] = component = new();
                ordered.Add(component);
            }

            component.Runs.Add(runs[i]);
            component.Box = component.Box.Union(new(runs[i].Left, runs[i].Y, runs[i].Right, runs[i].Y + 1));
            component.Thickness = Math.Max(component.Thickness, thickness[i]);
        }

        return ordered;
    }

    private static List<Run> RunsOf(ReadOnlySpan<byte> weights, int y)
    {
        var runs = new List<Run>();
        for (var x = 0; x < weights.Length;)
        {
            var left = weights[x..].IndexOfAnyExcept((byte)0);
            if (left < 0)
            {
                break;
            }

            left += x;
            var length = weights[left..].IndexOf((byte)0);
            x = length < 0 ? weights.Length : left + length;
            runs.Add(new(y, left, x));
        }

        return runs;
    }

    private static int Root(List<int> parents, int label)
    {
        while (parents[label] != label)
        {
            label = parents[label] = parents[parents[label]];
        }

        return label;
    }
}
