using System.Numerics.Tensors;
using Pentimento.Engine.Fill;
using Pentimento.Engine.Images;

namespace Pentimento.Engine.Operations.Kernels;

/// <summary>
/// Finds scratches, creases, hairs and dust: thin lines and specks that are brighter or darker than everything near them (top-hats
/// against a wider opening and closing), far above what the picture's own texture does there, and long and straight or small and
/// alone on a quiet ground. Rather too few than too many: eyes, teeth, letters and busy textures are none.
/// </summary>
internal static class ThinMarks
{
    private const double WidthShare = 0.004;
    private const float LeastContrast = 0.07f;
    private const double LeastLength = 0.11;

    // What belongs to a mark stands above its surroundings by this share of its own contrast: surely, and where a line goes on.
    private const float Stands = 0.35f;
    private const float GoesOn = 0.1f;
    private const float FarAbove = 6;
    // Rims, glints and tyres are arcs; scratches and creases hardly bend.
    private const double Bend = 0.015;
    private const float QuietGround = 0.012f;

    /// <summary>The marks with a margin of a pixel or two.</summary>
    /// <param name="region">Where to look; null for everywhere.</param>
    /// <param name="strength">0..1: how faint a mark may be.</param>
    public static Mask Find(Image picture, Mask? region, float strength, CancellationToken cancellation)
    {
        var side = Math.Min(picture.Width, picture.Height);
        var radius = Math.Max(2, (int)Math.Round(WidthShare * side));
        using var luma = LightPlanes.Luma(picture);
        var marks = new byte[picture.Width * picture.Height];
        Collect(luma, region, radius, side, strength, marks, cancellation);
        TensorPrimitives.Negate(luma.Values, luma.Values);
        Collect(luma, region, radius, side, strength, marks, cancellation);
        var found = Mask.FromWeights(marks, picture.Width, picture.Height);
        return found.Bounds() is null ? found : found.Grow(Math.Max(1, radius / 2));
    }

    /// <summary>Adds the bright marks of a plane.</summary>
    private static void Collect(Plane luma, Mask? region, int radius, int side, float strength, byte[] marks, CancellationToken cancellation)
    {
        using var opened = TopHat.Opening(luma, radius, cancellation);
        using var hat = new Plane(luma.Width, luma.Height);
        TensorPrimitives.Subtract(luma.Values, opened.Values, hat.Values);
        using var dark = TopHat.Dark(luma, radius, cancellation);
        using var busy = Mean(hat, Math.Max(8, side / 16), cancellation);

        // Unevenness of both kinds close by, without what the mark itself adds to it.
        TensorPrimitives.Max(dark.Values, hat.Values, dark.Values);
        using var close = Mean(dark, 4 * radius, cancellation);

        // Nothing near may be as bright: edges and the texture of bright things reach the level of their surroundings, marks stand above it.
        TopHat.Dilate(opened, 3 * radius, cancellation);
        var limit = LeastContrast * (1.5f - strength);
        List<MarkShape> Above(float least, float times, float stands)
        {
            var found = new byte[marks.Length];
            var lights = luma.Values;
            var hats = hat.Values;
            var highest = opened.Values;
            var texture = busy.Values;
            for (var i = 0; i < found.Length; i++)
            {
                var isMark = hats[i] > least && hats[i] > times * texture[i] && lights[i] - highest[i] > stands * hats[i];
                found[i] = isMark && (region is null || region.Weights[i] > 0) ? byte.MaxValue : byte.MinValue;
            }

            // Level lines apart from steep ones: where two cross, each stays a line.
            var level = Level(found, luma.Width, (2 * radius) + 1);
            return [.. Shapes(level).Concat(Shapes(found))];
        }

        IEnumerable<MarkShape> Shapes(byte[] found) =>
            HoleComponents.Find(Mask.FromWeights(found, luma.Width, luma.Height), cancellation).Select(c => new MarkShape(c));

        var sure = Above(limit, FarAbove, Stands);
        var lines = sure.Where(m => IsLine(m, radius, side)).ToList();
        var parts = lines.Count == 0 ? [] : Above(limit / 2, FarAbove / 2, GoesOn).Where(m => m.Thickness <= (2 * radius) + 1 && lines.Exists(l => l.LeadsTo(m)));
        foreach (var mark in lines.Concat(parts).Concat(sure.Where(m => IsSpeck(m, hat, close, radius))))
        {
            foreach (var run in mark.Component.Runs)
            {
                marks.AsSpan((run.Y * luma.Width) + run.Left, run.Right - run.Left).Fill(byte.MaxValue);
            }
        }
    }

    /// <summary>Moves the runs that are longer than a line is thick out of a mask into one of their own.</summary>
    private static byte[] Level(byte[] found, int width, int thick)
    {
        var level = new byte[found.Length];
        for (var i = 0; i < found.Length;)
        {
            var end = i;
            while (end < found.Length && found[end] > 0 && (end == i || end % width != 0))
            {
                end++;
            }

            if (end - i > thick)
            {
                level.AsSpan(i..end).Fill(byte.MaxValue);
                found.AsSpan(i..end).Clear();
            }

            i = Math.Max(end, i + 1);
        }

        return level;
    }

    private static Plane Mean(Plane plane, int radius, CancellationToken cancellation)
    {
        var mean = new Plane(plane.Width, plane.Height);
        plane.Values.CopyTo(mean.Values);
        using var scratch = new Plane(plane.Width, plane.Height);
        BoxFilter.Mean(mean, scratch, radius, cancellation);
        return mean;
    }

    private static bool IsLine(MarkShape mark, int radius, int side) =>
        mark.Length >= LeastLength * side && mark.Thickness <= (2 * radius) + 1 && mark.Across <= Math.Max(1.2, Bend * mark.Length);

    private static bool IsSpeck(MarkShape mark, Plane hat, Plane close, int radius)
    {
        if (mark.Area < 3 || mark.Length > 4 * radius)
        {
            return false;
        }

        var (sum, own) = (0f, 0f);
        foreach (var run in mark.Component.Runs)
        {
            sum += TensorPrimitives.Sum<float>(hat.Row(run.Y)[run.Left..run.Right]);
            own = Math.Max(own, TensorPrimitives.Max<float>(close.Row(run.Y)[run.Left..run.Right]));
        }

        // A speck adds its own sum, and its blurred rim about as much again, to the mean of the window around it.
        var window = ((8 * radius) + 1) * ((8 * radius) + 1);
        return own - (2 * sum / window) < QuietGround;
    }
}
