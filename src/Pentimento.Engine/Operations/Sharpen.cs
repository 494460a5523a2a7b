using System.Numerics.Tensors;
using Pentimento.Engine.Images;
using Pentimento.Engine.Operations.Kernels;

namespace Pentimento.Engine.Operations;

/// <summary>
/// Unsharp mask on luma only, so colours do not fringe: detail below the noise floor is left alone (coring), and the result may
/// leave the range of its 3x3 neighbours only a little, so that edges get no halo. The radius follows the picture's size.
/// </summary>
internal sealed class Sharpen : CopyOperation
{
    private const double GainAtFull = 3;
    private const float NoiseFloor = 2f / 255;
    private const float OvershootAtFull = 10f / 255;

    public override string Name => "sharpen";

    public override OperationGroup Group => OperationGroup.Detail;

    public override string Summary => "Unsharp mask on luma with a noise floor and limited overshoot: crisp edges, no halos, no coloured fringes.";

    public override AmountRange Amount => new(0, 100, 40);

    public override IReadOnlyList<string> Examples => ["sharpen it", "make it crisper", "it is a bit blurry"];

    protected override void Edit(Image source, Image result, OperationArguments arguments, OperationContext context)
    {
        var strength = (float)(arguments.Amount / 100);
        using var luma = LightPlanes.Luma(source);
        using var soft = Soften(source, luma, Math.Clamp(Math.Min(source.Width, source.Height) / 1000.0, 0.8, 3), context.Cancellation);
        for (var y = 0; y < source.Height; y++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            SharpenRow(luma, soft, y, strength, result);
        }
    }

    // Weighted by alpha; where nothing is visible, the luma becomes its soft neighbourhood, so hidden colours count nowhere.
    private static Plane Soften(Image source, Plane luma, double sigma, CancellationToken cancellation)
    {
        var soft = LightPlanes.Luma(source);
        try
        {
            if (!source.HasAlpha)
            {
                GaussianBlur.Run(soft, sigma, cancellation);
                return soft;
            }

            using var alpha = LightPlanes.Alpha(source);
            TensorPrimitives.Multiply(soft.Values, alpha.Values, soft.Values);
            GaussianBlur.Run(soft, sigma, cancellation);
            GaussianBlur.Run(alpha, sigma, cancellation);
            var values = soft.Values;
            var sharp = luma.Values;
            var weights = alpha.Values;
            var pixels = source.Pixels;
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = weights[i] > 1e-4f ? values[i] / weights[i] : 0;
                sharp[i] = pixels[(4 * i) + 3] > 0 ? sharp[i] : values[i];
            }

            return soft;
        }
        catch
        {
            soft.Dispose();
            throw;
        }
    }

    private static void SharpenRow(Plane luma, Plane soft, int y, float strength, Image result)
    {
        var above = luma.Row(Math.Max(0, y - 1));
        var here = luma.Row(y);
        var below = luma.Row(Math.Min(luma.Height - 1, y + 1));
        var smooth = soft.Row(y);
        var row = result.Row(y);
        var bands = result.Bands;
        var gain = (float)GainAtFull * strength;
        var overshoot = OvershootAtFull * strength;
        for (int x = 0, p = 0; x < here.Length; x++, p += bands)
        {
            var detail = here[x] - smooth[x];
            var size = Math.Abs(detail);
            if (size == 0)
            {
                continue;
            }

            // Coring: smooth from nothing at 0 to all of it well above the floor.
            detail *= size / (size + NoiseFloor);
            var (left, right) = (Math.Max(0, x - 1), Math.Min(here.Length - 1, x + 1));
            var low = Math.Min(Least(above, left, x, right), Math.Min(Least(here, left, x, right), Least(below, left, x, right)));
            var high = Math.Max(Most(above, left, x, right), Math.Max(Most(here, left, x, right), Most(below, left, x, right)));
            var target = Math.Clamp(here[x] + (gain * detail), low - overshoot, high + overshoot);
            var change = (target - here[x]) * 255;
            row[p] = Add(row[p], change);
            row[p + 1] = Add(row[p + 1], change);
            row[p + 2] = Add(row[p + 2], change);
        }
    }

    private static float Least(Span<float> row, int a, int b, int c) => Math.Min(row[a], Math.Min(row[b], row[c]));

    private static float Most(Span<float> row, int a, int b, int c) => Math.Max(row[a], Math.Max(row[b], row[c]));

    private static byte Add(byte value, float change) => (byte)Math.Clamp(MathF.Round(value + change), 0, 255);
}
