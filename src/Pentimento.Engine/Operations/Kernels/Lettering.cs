using System.Numerics;
using Pentimento.Engine.Fill;
using Pentimento.Engine.Images;

namespace Pentimento.Engine.Operations.Kernels;

/// <summary>A line of text in a picture, measured: where its ink lies, its colour, its height and how bold it is.</summary>
/// <param name="Ink">The letters, wholly, of the picture's size.</param>
/// <param name="Box">Around the ink.</param>
/// <param name="Baseline">The row on which the letters stand: the first below them.</param>
/// <param name="Height">Of its tallest letters above the baseline, in pixels.</param>
/// <param name="Colour">Median colour of the letters.</param>
/// <param name="IsBold">Whether its strokes are thick for its height.</param>
internal sealed record Lettering(Mask Ink, (int Left, int Top, int Width, int Height) Box, int Baseline, int Height, Rgb Colour, bool IsBold)
{
    // In OKLab: letters that differ less from their ground cannot be told from it.
    private const float LeastContrast = 0.16f;
    private const int Rounds = 8;
    private const double BoldStroke = 0.17;
    private const double SteepestLine = 0.07;

    /// <summary>Reads the text of a region.</summary>
    /// <exception cref="ImageEditException">It is no single, level line of one ink on an even ground; the message says which.</exception>
    public static Lettering Read(Image picture, Mask region, CancellationToken cancellation)
    {
        var box = region.Bounds() ?? throw Refuse("there is no text in the region");
        var (ink, ground) = TwoColours(picture, region, box);
        if (Vector3.Distance(ink, ground) < LeastContrast)
        {
            throw Refuse("its letters cannot be told from their ground");
        }

        var letters = new byte[picture.Width * picture.Height];
        for (var y = box.Top; y < box.Top + box.Height; y++)
        {
            for (var x = box.Left; x < box.Left + box.Width; x++)
            {
                var isInk = region.Row(y)[x] > 0 && Vector3.DistanceSquared(Lab(picture, x, y), ink) < Vector3.DistanceSquared(Lab(picture, x, y), ground);
                letters[(y * picture.Width) + x] = isInk ? byte.MaxValue : byte.MinValue;
            }
        }

        var mask = Mask.FromWeights(letters, picture.Width, picture.Height);
        var around = mask.Bounds() ?? throw Refuse("there is no text in the region");
        var parts = HoleComponents.Find(mask, cancellation).Where(c => c.Box.Height > around.Height / 4).ToList();
        CheckLine(parts, around);
        var stroke = parts.Select(p => p.Thickness).Order().ElementAtOrDefault(parts.Count / 2);
        var baseline = parts.Select(p => p.Box.Bottom).Order().ElementAt(parts.Count / 2);
        var height = Math.Max(3, baseline - parts.Min(p => p.Box.Top));
        return new(mask, around, baseline, height, Middle(picture, mask, around), stroke > BoldStroke * height);
    }

    private static ImageEditException Refuse(string why) => new(
        ImageEditFailure.UnsupportedInstruction,
        $"\"edit_text\" cannot set this text anew: {why}. It works on a single level line of letters in one colour on an even ground; a mask around just that line helps.",
        "prompt");

    private static Vector3 Lab(Image picture, int x, int y)
    {
        var pixel = picture.Row(y).Slice(x * picture.Bands, 3);
        return OkLab.FromRgb(ColourSample.Linear(new(pixel[0], pixel[1], pixel[2])));
    }

    /// <summary>Two-means clustering in OKLab; the ground is the colour of the region's rim.</summary>
    private static (Vector3 Ink, Vector3 Ground) TwoColours(Image picture, Mask region, (int Left, int Top, int Width, int Height) box)
    {
        var (all, rim) = (new List<Vector3>(), new List<Vector3>());
        for (var y = box.Top; y < box.Top + box.Height; y++)
        {
            for (var x = box.Left; x < box.Left + box.Width; x++)
            {
                if (region.Row(y)[x] > 0)
                {
                    all.Add(Lab(picture, x, y));
                    if (y == box.Top || y == box.Top + box.Height - 1 || x == box.Left || x == box.Left + box.Width - 1)
                    {
                        rim.Add(all[^1]);
                    }
                }
            }
        }

        rim.Sort((a, b) => a.X.CompareTo(b.X));
        var ground = rim[rim.Count / 2];
        var ink = all.MaxBy(c => Vector3.DistanceSquared(c, ground));
        for (var round = 0; round < Rounds; round++)
        {
            var (first, second) = (ink, ground);
            var near = all.Where(c => Vector3.DistanceSquared(c, first) < Vector3.DistanceSquared(c, second)).ToList();
            var far = all.Where(c => Vector3.DistanceSquared(c, first) >= Vector3.DistanceSquared(c, second)).ToList();
            ink = near.Count > 0 ? near.Aggregate(Vector3.Zero, (s, c) => s + c) / near.Count : ink;
            ground = far.Count > 0 ? far.Aggregate(Vector3.Zero, (s, c) => s + c) / far.Count : ground;
        }

        return (ink, ground);
    }

    private static void CheckLine(List<HoleComponent> letters, (int Left, int Top, int Width, int Height) box)
    {
        if (letters.Count == 0 || letters.Max(l => l.Box.Height) < 5)
        {
            throw Refuse("it is too small");
        }

        var tallest = letters.Max(l => l.Box.Height);
        if (box.Height > 1.7 * tallest)
        {
            throw Refuse("it has more than one line, or stands at an angle");
        }

        // The feet of the letters must lie on a level line (least squares).
        if (letters.Count >= 3)
        {
            var (meanX, meanY) = (letters.Average(l => (l.Box.Left + l.Box.Right) / 2.0), letters.Average(l => (double)l.Box.Bottom));
            var across = letters.Sum(l => Math.Pow(((l.Box.Left + l.Box.Right) / 2.0) - meanX, 2));
            var slope = letters.Sum(l => (((l.Box.Left + l.Box.Right) / 2.0) - meanX) * (l.Box.Bottom - meanY)) / Math.Max(1, across);
            if (Math.Abs(slope) > SteepestLine)
            {
                throw Refuse("it stands at an angle");
            }
        }
    }

    private static Rgb Middle(Image picture, Mask ink, (int Left, int Top, int Width, int Height) box)
    {
        // Strokes have blurred rims: the colour is taken from what is farthest inside.
        var inner = ink.FeatherInside(2);
        var best = inner.Weights.Max();
        var (r, g, b) = (new List<byte>(), new List<byte>(), new List<byte>());
        for (var y = box.Top; y < box.Top + box.Height; y++)
        {
            for (var x = box.Left; x < box.Left + box.Width; x++)
            {
                if (inner.Row(y)[x] == best)
                {
                    var pixel = picture.Row(y).Slice(x * picture.Bands, 3);
                    r.Add(pixel[0]);
                    g.Add(pixel[1]);
                    b.Add(pixel[2]);
                }
            }
        }

        r.Sort();
        g.Sort();
        b.Sort();
        return new(r[r.Count / 2], g[g.Count / 2], b[b.Count / 2]);
    }
}
