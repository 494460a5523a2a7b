namespace Pentimento.Engine.Vision;

/// <summary>
/// Reads the head of a detector trained with generalized focal loss (Li et al. 2020, "Generalized Focal Loss", section 3.2): at each
/// cell of a grid a score for each class, and for each side of the box a distribution over distances whose mean is the distance.
/// </summary>
internal static class GeneralizedFocalLoss
{
    private const int Sides = 4;

    /// <summary>The boxes of one grid.</summary>
    /// <param name="scores">Cells x classes, 0 to 1, row by row of the grid.</param>
    /// <param name="distances">Cells x 4 x bins, left, top, right, bottom; logarithms of the weight of 0, 1, 2 … strides.</param>
    /// <param name="columns">Cells in a row.</param>
    /// <param name="stride">Input pixels between cells.</param>
    /// <param name="classes">Their names in the order of the scores.</param>
    /// <param name="threshold">The least score that counts.</param>
    /// <returns>Boxes in pixels of the network's input.</returns>
    public static List<DetectedObject> Read(ReadOnlySpan<float> scores, ReadOnlySpan<float> distances, int columns, int stride, IReadOnlyList<string> classes, float threshold)
    {
        var found = new List<DetectedObject>();
        var cells = scores.Length / classes.Count;
        var bins = distances.Length / cells / Sides;
        Span<float> reach = stackalloc float[Sides];
        for (var cell = 0; cell < cells; cell++)
        {
            var decoded = false;
            for (var index = 0; index < classes.Count; index++)
            {
                var score = scores[(cell * classes.Count) + index];
                if (score < threshold)
                {
                    continue;
                }

                for (var side = 0; !decoded && side < Sides; side++)
                {
                    reach[side] = stride * Mean(distances.Slice(((cell * Sides) + side) * bins, bins));
                }

                decoded = true;
                var (x, y) = (((cell % columns) + 0.5f) * stride, ((cell / columns) + 0.5f) * stride);
                found.Add(new(classes[index], score, new(x - reach[0], y - reach[1], reach[0] + reach[2], reach[1] + reach[3])));
            }
        }

        return found;
    }

    private static float Mean(ReadOnlySpan<float> logits)
    {
        var most = logits[0];
        foreach (var logit in logits)
        {
            most = Math.Max(most, logit);
        }

        var (sum, weighted) = (0f, 0f);
        for (var i = 0; i < logits.Length; i++)
        {
            var weight = MathF.Exp(logits[i] - most);
            sum += weight;
            weighted += weight * i;
        }

        return weighted / sum;
    }
}
