using System.Numerics;
using System.Numerics.Tensors;
using Pentimento.Engine.Images;
using Pentimento.Engine.Operations.Kernels;

namespace Pentimento.Engine.Operations;

/// <summary>
/// Takes haze and fog away: the dark channel prior tells how much of each place's light is haze (He, Sun and Tang 2009), and that
/// light is taken out, J = (I - A) / t + A, on encoded values as in the paper. Skies keep a part of their haze, as its noise would be
/// all that is left; most of the brightness that went with the haze is given back by one curve.
/// </summary>
internal sealed class Dehaze : Operation
{
    private const float MostRemoved = 0.9f;
    private const float LeastTransmission = 0.25f;
    private const double LightKept = 0.8;
    private const double MostLight = 4;

    public override string Name => "dehaze";

    public override OperationGroup Group => OperationGroup.Tone;

    public override string Summary => "Takes haze and fog away: dark channel prior with guided refinement, relit so that the picture does not get dark.";

    public override AmountRange Amount => new(0, 100, 75);

    public override IReadOnlyList<string> Examples => ["remove the haze", "it is foggy, make it clear", "dehaze a little"];

    public override string Describe(OperationArguments arguments) => Words.Amount(Name, this, arguments);

    public override Image Apply(Image source, OperationArguments arguments, OperationContext context)
    {
        var strength = (float)(arguments.Amount / 100);
        if (strength == 0)
        {
            return source.Clone();
        }

        using var model = HazeModel.Measure(source, context.Cancellation);
        var light = Relight(model, strength);
        var result = source.CreateLike();
        try
        {
            var row = new PixelRow(source.Width);
            var haze = new float[source.Width];
            for (var y = 0; y < source.Height; y++)
            {
                context.Cancellation.ThrowIfCancellationRequested();
                row.Load(source, y);
                model.Haze.Row(y, row.Luma, haze);
                Remove(row, haze, model.Air, strength, light);
                row.Store(source, result, y);
            }

            return result;
        }
        catch
        {
            result.Dispose();
            throw;
        }
    }

    /// <summary>Slope at black of the curve that gives back most of the brightness that the removal takes.</summary>
    private static float Relight(HazeModel model, float strength)
    {
        var small = model.Small;
        var row = new PixelRow(small.Width);
        var haze = new float[small.Width];
        double before = 0, after = 0;
        for (var y = 0; y < small.Height; y++)
        {
            row.Load(small, y);
            model.Haze.Row((y * model.Step) + (model.Step / 2), row.Luma, haze);
            before += TensorPrimitives.Sum<float>(row.Luma);
            Remove(row, haze, model.Air, strength, 1);
            after += (0.2126 * TensorPrimitives.Sum<float>(row.R)) + (0.7152 * TensorPrimitives.Sum<float>(row.G)) + (0.0722 * TensorPrimitives.Sum<float>(row.B));
        }

        var pixels = (double)small.Width * small.Height;
        var dark = Math.Clamp(after / pixels, 0.01, 0.99);
        var wanted = Math.Clamp(dark + (((before / pixels) - dark) * LightKept), 0.01, 0.99);
        return (float)Math.Clamp(wanted * (1 - dark) / (dark * (1 - wanted)), 1, MostLight);
    }

    private static void Remove(PixelRow row, Span<float> haze, Vector3 air, float strength, float light)
    {
        var r = row.R;
        var g = row.G;
        var b = row.B;
        for (var x = 0; x < haze.Length; x++)
        {
            var removed = float.ClampNative(haze[x], 0, 1) * MostRemoved * strength;
            var transmission = 1 / Math.Max(1 - removed, LeastTransmission);
            r[x] = Clear(r[x], air.X, transmission, light);
            g[x] = Clear(g[x], air.Y, transmission, light);
            b[x] = Clear(b[x], air.Z, transmission, light);
        }
    }

    private static float Clear(float value, float air, float gain, float light)
    {
        var clear = float.ClampNative(((value - air) * gain) + air, 0, 1);
        return light * clear / (1 + ((light - 1) * clear));
    }
}
