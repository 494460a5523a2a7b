namespace Pentimento.Engine.Vision;

/// <summary>Leaves one box of those that say the same thing.</summary>
internal static class NonMaximumSuppression
{
    /// <summary>Greedy suppression, each class by itself: a box goes when it overlaps a surer one of its class too much.</summary>
    /// <param name="overlap">The intersection over union, 0 to 1, above which two boxes are one thing.</param>
    /// <returns>What stays, the surest first.</returns>
    public static List<DetectedObject> Suppress(IEnumerable<DetectedObject> found, float overlap)
    {
        var kept = new List<DetectedObject>();
        foreach (var candidate in found.OrderByDescending(o => o.Score))
        {
            if (!kept.Exists(k => k.Name == candidate.Name && k.Box.IoU(candidate.Box) > overlap))
            {
                kept.Add(candidate);
            }
        }

        return kept;
    }
}
