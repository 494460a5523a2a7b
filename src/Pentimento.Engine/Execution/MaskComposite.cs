using Pentimento.Engine.Images;

namespace Pentimento.Engine.Execution;

/// <summary>Keeps what lies outside the region, and proves it.</summary>
internal static class MaskComposite
{
    /// <summary>Puts the input back where the mask keeps it: weight 0 bit for bit, weight 255 the edited pixel, a blend between.</summary>
    /// <param name="edited">Changed in place; same size and bands as the input.</param>
    public static void Restore(Image input, Image edited, Mask mask)
    {
        var bands = input.Bands;
        for (var y = 0; y < input.Height; y++)
        {
            var before = input.Row(y);
            var after = edited.Row(y);
            var weights = mask.Row(y);
            for (int x = 0, p = 0; x < weights.Length; x++, p += bands)
            {
                int weight = weights[x];
                if (weight == 255)
                {
                    continue;
                }

                for (var b = p; b < p + bands; b++)
                {
                    after[b] = weight == 0 ? before[b] : (byte)(((after[b] * weight) + (before[b] * (255 - weight)) + 127) / 255);
                }
            }
        }
    }

    /// <summary>Counts the pixels that differ from the input where the mask has weight 0.</summary>
    public static long ChangedOutside(Image input, Image edited, Mask mask)
    {
        if (input.Width != edited.Width || input.Height != edited.Height || input.Bands != edited.Bands)
        {
            return (long)input.Width * input.Height;
        }

        long changed = 0;
        var bands = input.Bands;
        for (var y = 0; y < input.Height; y++)
        {
            var before = input.Row(y);
            var after = edited.Row(y);
            var weights = mask.Row(y);
            for (int x = 0, p = 0; x < weights.Length; x++, p += bands)
            {
                if (weights[x] == 0 && !before.Slice(p, bands).SequenceEqual(after.Slice(p, bands)))
                {
                    changed++;
                }
            }
        }

        return changed;
    }
}
