using Pentimento.Engine.Images;

namespace Pentimento.Engine.Execution;

/// <summary>Keeps what lies outside the region, and proves it.</summary>
internal static class MaskComposite
{
    /// <summary>Puts the input back where the mask keeps it: weight 0 bit for bit, weight 255 the edited pixel, a blend between.</summary>
    /// <param name="edited">Changed in place; same size as the input, with the same bands or with an alpha channel more.</param>
    public static void Restore(Image input, Image edited, Mask mask)
    {
        var bands = input.Bands;
        for (var y = 0; y < input.Height; y++)
        {
            var before = input.Row(y);
            var after = edited.Row(y);
            var weights = mask.Row(y);
            for (int x = 0, p = 0, q = 0; x < weights.Length; x++, p += bands, q += edited.Bands)
            {
                int weight = weights[x];
                if (weight == 255)
                {
                    continue;
                }

                for (var b = 0; b < edited.Bands; b++)
                {
                    var from = b < bands ? before[p + b] : byte.MaxValue;
                    after[q + b] = weight == 0 ? from : (byte)(((after[q + b] * weight) + (from * (255 - weight)) + 127) / 255);
                }
            }
        }
    }

    /// <summary>Counts the pixels that differ from the input where the mask has weight 0; an alpha channel that was added is opaque there.</summary>
    public static long ChangedOutside(Image input, Image edited, Mask mask)
    {
        if (input.Width != edited.Width || input.Height != edited.Height || input.Bands > edited.Bands)
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
            for (int x = 0, p = 0, q = 0; x < weights.Length; x++, p += bands, q += edited.Bands)
            {
                if (weights[x] == 0
                    && (!before.Slice(p, bands).SequenceEqual(after.Slice(q, bands)) || (edited.Bands > bands && after[q + bands] != byte.MaxValue)))
                {
                    changed++;
                }
            }
        }

        return changed;
    }
}
