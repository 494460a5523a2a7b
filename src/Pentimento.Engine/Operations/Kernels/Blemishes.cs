using System.Numerics.Tensors;
using Pentimento.Engine.Fill;
using Pentimento.Engine.Images;

namespace Pentimento.Engine.Operations.Kernels;

/// <summary>
/// Finds spots on skin: small round places that are redder or darker than the skin around them (a difference of Gaussians), far
/// above the skin's own unevenness, and skin on all sides, so that nostrils, eyes and brows are none.
/// </summary>
internal static class Blemishes
{
    private const double SmallShare = 0.008;
    private const double AroundShare = 0.05;
    private const double LargestShare = 0.07;
    private const float Least = 0.02f;
    private const float LeastSkinAround = 0.6f;

    /// <summary>The spots with a small margin, of the picture's size.</summary>
    /// <param name="skin">With its weights kept to skin.</param>
    /// <param name="strength">0..1: how faint a spot may be.</param>
    public static Mask Find(SkinPatch skin, Image picture, float strength, CancellationToken cancellation)
    {
        using var score = Score(skin, cancellation);
        var spread = Spread(score, skin.Weights);
        var limit = Math.Max(Least, (4.5f - (2 * strength)) * spread);
        var spots = new byte[picture.Width * picture.Height];
        var candidates = new byte[skin.Width * skin.Height];
        for (var i = 0; i < candidates.Length; i++)
        {
            candidates[i] = score.Values[i] > limit ? byte.MaxValue : byte.MinValue;
        }

        var most = Math.Max(4, LargestShare * skin.Scale);
        foreach (var spot in HoleComponents.Find(Mask.FromWeights(candidates, skin.Width, skin.Height), cancellation))
        {
            var area = spot.Runs.Sum(r => r.Right - r.Left);
            var (w, h) = (spot.Box.Width, spot.Box.Height);
            if (Math.Max(w, h) <= most && area >= 3 && area > 0.4 * w * h && Math.Max(w, h) <= 2.5 * Math.Min(w, h) && IsOnSkin(spot, skin))
            {
                foreach (var run in spot.Runs)
                {
                    spots.AsSpan(((skin.Top + run.Y) * picture.Width) + skin.Left + run.Left, run.Right - run.Left).Fill(byte.MaxValue);
                }
            }
        }

        return Mask.FromWeights(spots, picture.Width, picture.Height).Grow(Math.Max(1, (int)Math.Round(0.012 * skin.Scale)));
    }

    private static Plane Score(SkinPatch skin, CancellationToken cancellation)
    {
        // Redness and darkness at once: green and blue fall, red does not.
        using var dark = new Plane(skin.Width, skin.Height);
        TensorPrimitives.MultiplyAdd(skin.Band(1).Values, 1.5f, skin.Band(2).Values, dark.Values);
        TensorPrimitives.MultiplyAdd(skin.Band(0).Values, -0.5f, dark.Values, dark.Values);
        var around = skin.Smooth(dark, Math.Max(2, AroundShare * skin.Scale), cancellation);
        GaussianBlur.Run(dark, Math.Max(0.7, SmallShare * skin.Scale), cancellation);
        TensorPrimitives.Subtract(around.Values, dark.Values, around.Values);
        TensorPrimitives.Multiply(around.Values, skin.Weights.Values, around.Values);
        return around;
    }

    /// <summary>Standard deviation of the skin's own unevenness, by the median (robust against the spots themselves).</summary>
    private static float Spread(Plane score, Plane weights)
    {
        var values = new List<float>();
        for (var i = 0; i < score.Values.Length; i++)
        {
            if (weights.Values[i] > 0.5f)
            {
                values.Add(MathF.Abs(score.Values[i]));
            }
        }

        values.Sort();
        return values.Count == 0 ? 0 : values[values.Count / 2] * 1.4826f;
    }

    private static bool IsOnSkin(HoleComponent spot, SkinPatch skin)
    {
        var box = spot.Box.Grow(Math.Max(2, (int)(0.02 * skin.Scale)), skin.Width, skin.Height);
        var (sum, count) = (0f, 0);
        for (var y = box.Top; y < box.Bottom; y++)
        {
            for (var x = box.Left; x < box.Right; x++)
            {
                if (x == box.Left || x == box.Right - 1 || y == box.Top || y == box.Bottom - 1)
                {
                    sum += skin.Weights.Row(y)[x];
                    count++;
                }
            }
        }

        return sum > LeastSkinAround * count;
    }
}
