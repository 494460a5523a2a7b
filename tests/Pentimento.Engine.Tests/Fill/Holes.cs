using Pentimento.Engine.Fill;
using Pentimento.Engine.Images;

namespace Pentimento.Engine.Tests.Fill;

/// <summary>Holes and fills for tests.</summary>
internal static class Holes
{
    public static Mask Where(int width, int height, Func<int, int, bool> isHole)
    {
        var weights = new byte[width * height];
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = isHole(i % width, i / width) ? (byte)255 : (byte)0;
        }

        return Mask.FromWeights(weights, width, height);
    }

    public static Mask Box(Image picture, int left, int top, int right, int bottom) =>
        Where(picture.Width, picture.Height, (x, y) => x >= left && x < right && y >= top && y < bottom);

    public static Image Picture(int width, int height, Func<int, int, (double R, double G, double B)> colour)
    {
        var picture = Image.Create(width, height, 3);
        for (var i = 0; i < width * height; i++)
        {
            var (r, g, b) = colour(i % width, i / width);
            (picture.Pixels[i * 3], picture.Pixels[(i * 3) + 1], picture.Pixels[(i * 3) + 2]) = ((byte)Math.Round(r), (byte)Math.Round(g), (byte)Math.Round(b));
        }

        return picture;
    }

    public static Image Fill(Image picture, Mask hole, FillOptions? options = null) =>
        Inpainting.Fill(Damaged(picture, hole), hole, options ?? new(), null, TestContext.Current.CancellationToken);

    /// <summary>The picture with nonsense in its hole, so that no fill can peek.</summary>
    public static Image Damaged(Image picture, Mask hole)
    {
        var damaged = picture.Clone();
        for (var i = 0; i < hole.Values.Length; i++)
        {
            if (hole.Values[i] > 0)
            {
                damaged.Pixels.Slice(i * picture.Bands, 3).Fill((byte)(i * 37));
            }
        }

        return damaged;
    }

    public static int Changed(Image before, Image after, Func<int, bool> where)
    {
        var changed = 0;
        for (var i = 0; i < before.Width * before.Height; i++)
        {
            var at = i * before.Bands;
            changed += where(i) && !before.Pixels.Slice(at, before.Bands).SequenceEqual(after.Pixels.Slice(at, before.Bands)) ? 1 : 0;
        }

        return changed;
    }

    /// <summary>The largest difference of any sample in the hole.</summary>
    public static int Worst(Image a, Image b, Mask hole)
    {
        var worst = 0;
        for (var i = 0; i < a.Pixels.Length; i++)
        {
            worst = hole.Values[i / a.Bands] > 0 ? Math.Max(worst, Math.Abs(a.Pixels[i] - b.Pixels[i])) : worst;
        }

        return worst;
    }

    /// <summary>The mean difference of the samples in the hole.</summary>
    public static double Mean(Image a, Image b, Mask hole)
    {
        var (sum, count) = (0.0, 0);
        for (var i = 0; i < a.Pixels.Length; i++)
        {
            if (hole.Values[i / a.Bands] > 0)
            {
                (sum, count) = (sum + Math.Abs(a.Pixels[i] - b.Pixels[i]), count + 1);
            }
        }

        return sum / count;
    }
}
