using System.Runtime.Intrinsics;

namespace Pentimento.Engine.Fill;

/// <summary>
/// Makes pixels from the patches that cover them: their mean, weighted by how well each patch agrees (Wexler et al. 2007, section
/// 3.2), or at the end a plain copy from the best one, which keeps the texture that a mean would blur (Newson et al. 2017,
/// section 3.5).
/// </summary>
internal sealed class Voting(PyramidLevel level, Tiles tiles)
{
    private const int Piece = 512;
    private const int StepsPerUnit = 64;

    // exp(-t) in whole numbers, so that every machine makes the same bytes.
    private static readonly int[] Falloff = [.. Enumerable.Range(0, 8 * StepsPerUnit).Select(i => (int)Math.Round(4096 * Math.Exp(-i / (double)StepsPerUnit)))];

    /// <summary>Replaces every hole pixel by the weighted mean of what its patches say.</summary>
    public void Average()
    {
        var holes = level.Holes;
        var made = new uint[holes.Length];
        tiles.Run((holes.Length + Piece - 1) / Piece, piece =>
        {
            for (var i = piece * Piece; i < Math.Min(holes.Length, (piece + 1) * Piece); i++)
            {
                made[i] = Average(holes[i]);
            }
        });
        for (var i = 0; i < holes.Length; i++)
        {
            level.Pixels[holes[i]] = made[i];
        }
    }

    /// <summary>Copies every hole pixel from the best patch that covers it.</summary>
    /// <returns>For each hole pixel the index of the pixel it was copied from.</returns>
    public int[] CopyBest()
    {
        var holes = level.Holes;
        var origins = new int[holes.Length];
        tiles.Run((holes.Length + Piece - 1) / Piece, piece =>
        {
            for (var i = piece * Piece; i < Math.Min(holes.Length, (piece + 1) * Piece); i++)
            {
                origins[i] = Origin(holes[i]);
            }
        });
        for (var i = 0; i < holes.Length; i++)
        {
            level.Pixels[holes[i]] = level.Pixels[origins[i]];
        }

        return origins;
    }

    private int Origin(int pixel)
    {
        var (x, y) = (pixel % level.Width, pixel / level.Width);
        var (origin, least, nearest) = (pixel, int.MaxValue, int.MaxValue);
        for (var dy = -Math.Min(level.Radius, y); dy <= Math.Min(level.Radius, level.Height - 1 - y); dy++)
        {
            for (var dx = -Math.Min(level.Radius, x); dx <= Math.Min(level.Radius, level.Width - 1 - x); dx++)
            {
                var patch = pixel + (dy * level.Width) + dx;
                var source = level.Nearest[patch];
                var away = (dx * dx) + (dy * dy);
                if (source >= 0 && (level.Distances[patch], away).CompareTo((least, nearest)) < 0)
                {
                    (origin, least, nearest) = (source + pixel - patch, level.Distances[patch], away);
                }
            }
        }

        return origin;
    }

    private uint Average(int pixel)
    {
        var (x, y) = (pixel % level.Width, pixel / level.Width);
        Span<int> distances = stackalloc int[49];
        Span<int> origins = stackalloc int[49];
        var count = 0;
        for (var dy = -Math.Min(level.Radius, y); dy <= Math.Min(level.Radius, level.Height - 1 - y); dy++)
        {
            for (var dx = -Math.Min(level.Radius, x); dx <= Math.Min(level.Radius, level.Width - 1 - x); dx++)
            {
                var patch = pixel + (dy * level.Width) + dx;
                if (level.Nearest[patch] >= 0)
                {
                    (distances[count], origins[count++]) = (level.Distances[patch], level.Nearest[patch] + pixel - patch);
                }
            }
        }

        if (count == 0)
        {
            return level.Pixels[pixel];
        }

        distances = distances[..count];
        var scale = StepsPerUnit / (float)Math.Max(1, UpperQuartile(distances));
        var sum = Vector128<int>.Zero;
        var weights = 0;
        for (var i = 0; i < count; i++)
        {
            var weight = Falloff[Math.Min((int)(distances[i] * scale), Falloff.Length - 1)];
            weights += weight;
            var bytes = Vector128.CreateScalar(level.Pixels[origins[i]]).AsByte();
            sum += Vector128.WidenLower(Vector128.WidenLower(bytes)).AsInt32() * weight;
        }

        var half = weights / 2;
        return (uint)((sum[0] + half) / weights) | ((uint)((sum[1] + half) / weights) << 8)
            | ((uint)((sum[2] + half) / weights) << 16) | ((uint)((sum[3] + half) / weights) << 24);
    }

    // Wexler et al. set the width of the weights to the 75th percentile of the distances. Hoare's selection, on a copy.
    private static int UpperQuartile(ReadOnlySpan<int> values)
    {
        Span<int> sorted = stackalloc int[49];
        sorted = sorted[..values.Length];
        values.CopyTo(sorted);
        var wanted = Math.Min(values.Length - 1, values.Length * 3 / 4);
        var (low, high) = (0, values.Length - 1);
        while (low < high)
        {
            var pivot = sorted[wanted];
            var (i, j) = (low, high);
            while (i <= j)
            {
                while (sorted[i] < pivot)
                {
                    i++;
                }

                while (sorted[j] > pivot)
                {
                    j--;
                }

                if (i <= j)
                {
                    (sorted[i], sorted[j]) = (sorted[j], sorted[i]);
                    i++;
                    j--;
                }
            }

            if (j < wanted)
            {
                low = i;
            }

            if (i > wanted)
            {
                high = j;
            }
        }

        return sorted[wanted];
    }
}
