namespace Pentimento.Engine.Vision;

/// <summary>What a detector found when it looked at a picture at one scale.</summary>
/// <param name="Found">Boxes in pixels of the picture, one a thing.</param>
/// <param name="Scale">Pixels that the network saw for one of the picture's.</param>
internal sealed record DetectionPass(IReadOnlyList<DetectedObject> Found, float Scale)
{
    // Where a network of 416 pixels sees well: things of 40 to 340 pixels. Nearby it is heard less and less.
    private const float TooSmall = 20, Small = 40, Large = 340, TooLarge = 510;
    private const float WhollySeen = 160, LeastReach = 0.05f;

    /// <summary>How much this pass is to be heard about a thing of that size, 0 to 1.</summary>
    public float Fitness(Box box)
    {
        var side = Side(box);
        return Math.Clamp((side - TooSmall) / (Small - TooSmall), 0, 1) * Math.Clamp((TooLarge - side) / (TooLarge - Large), 0, 1);
    }

    /// <summary>How much it is to be heard about where a thing ends: large things are recognised by a part, and their boxes end too early.</summary>
    public float Reach(Box box) => Math.Clamp((Large - Side(box)) / (Large - WhollySeen), LeastReach, 1) * Fitness(box);

    private float Side(Box box) => Math.Max(box.Width, box.Height) * Scale;
}

/// <summary>
/// One opinion out of several looks at a picture: weighted boxes fusion (Solovyev et al. 2021, "Weighted boxes fusion: Ensembling boxes from
/// different object detection models"), where each look counts by how well it can see a thing of that size. A thing that
/// only one of many able looks has seen gets a low score.
/// </summary>
internal static class WeightedBoxFusion
{
    /// <summary>Fuses the boxes of each name by itself.</summary>
    /// <param name="overlap">The intersection over union above which two boxes are one thing, 0 to 1.</param>
    /// <returns>One box a thing, the surest first; the score is the mean of the passes' scores.</returns>
    public static List<DetectedObject> Fuse(IReadOnlyList<DetectionPass> passes, float overlap)
    {
        var fused = new List<DetectedObject>();
        var heard = passes.SelectMany((pass, index) => pass.Found.Where(o => pass.Fitness(o.Box) > 0).Select(o => (Pass: index, Object: o)));
        foreach (var name in heard.GroupBy(h => h.Object.Name))
        {
            var clusters = new List<Cluster>();
            foreach (var (pass, found) in name.OrderByDescending(h => h.Object.Score))
            {
                var nearest = clusters.Count == 0 ? null : clusters.MaxBy(c => c.Box.IoU(found.Box));
                if (nearest is null || nearest.Box.IoU(found.Box) <= overlap)
                {
                    clusters.Add(nearest = new Cluster(passes.Count));
                }

                nearest.Add(pass, found, passes[pass].Reach(found.Box));
            }

            fused.AddRange(clusters.Select(c => new DetectedObject(name.Key, c.Score(passes), c.Box)));
        }

        fused.Sort(static (a, b) => b.Score.CompareTo(a.Score));
        return fused;
    }

    private sealed class Cluster(int passes)
    {
        private readonly float[] _scores = new float[passes];
        private float _weight, _left, _top, _right, _bottom;

        public Box Box => new(_left / _weight, _top / _weight, (_right - _left) / _weight, (_bottom - _top) / _weight);

        public void Add(int pass, DetectedObject found, float reach)
        {
            // Squared, so that the sure ones decide where the edges are.
            var (weight, box) = (reach * found.Score * found.Score, found.Box);
            _weight += weight;
            _left += weight * box.X;
            _top += weight * box.Y;
            _right += weight * box.Right;
            _bottom += weight * box.Bottom;
            _scores[pass] = Math.Max(_scores[pass], found.Score);
        }

        public float Score(IReadOnlyList<DetectionPass> all)
        {
            var (sum, total) = (0f, 0f);
            for (var i = 0; i < _scores.Length; i++)
            {
                var fitness = all[i].Fitness(Box);
                sum += fitness * _scores[i];
                total += fitness;
            }

            return total > 0 ? sum / total : 0;
        }
    }
}
