using System.Numerics.Tensors;
using Pentimento.Engine.Images;

namespace Pentimento.Engine.Operations.Kernels;

/// <summary>The least and the greatest encoded luma, 0..1, of each pixel and its eight neighbours.</summary>
internal sealed class LumaBounds : IDisposable
{
    public LumaBounds(Image image)
    {
        Low = LightPlanes.Luma(image);
        High = LightPlanes.Luma(image);
        Spread(Low, TensorPrimitives.Min);
        Spread(High, TensorPrimitives.Max);
    }

    private delegate void Pick(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> into);

    public Plane Low { get; }

    public Plane High { get; }

    public void Dispose()
    {
        Low.Dispose();
        High.Dispose();
    }

    /// <summary>A 3x3 minimum or maximum in place: within rows, then down the columns with two rows kept back.</summary>
    private static void Spread(Plane plane, Pick pick)
    {
        var before = new float[plane.Width];
        var here = new float[plane.Width];
        for (var y = 0; y < plane.Height; y++)
        {
            var row = plane.Row(y);
            row.CopyTo(here);
            pick(row[1..], here.AsSpan(..^1), row[1..]);
            pick(row[..^1], here.AsSpan(1..), row[..^1]);
        }

        for (var y = 0; y < plane.Height; y++)
        {
            var row = plane.Row(y);
            row.CopyTo(here);
            if (y > 0)
            {
                pick(row, before, row);
            }

            if (y < plane.Height - 1)
            {
                pick(row, plane.Row(y + 1), row);
            }

            (before, here) = (here, before);
        }
    }
}

/// <summary>Unsharp masking of an enlarged picture's luma within the bounds of the small picture that it came from.</summary>
internal static class EdgeSharpening
{
    private const int Band = 256;
    private const float NoiseFloor = 2f / 255;

    /// <summary>Sharpens in place, in bands of rows, so that a large picture needs little memory beside its own.</summary>
    /// <param name="sigma">Of the Gaussian that is taken away, in pixels.</param>
    /// <param name="gain">How much of the difference is added.</param>
    /// <param name="slack">How far, of 0..1, the bounds may be left.</param>
    /// <exception cref="OperationCanceledException">Cancelled; checked each row.</exception>
    public static void Run(Image image, LumaBounds bounds, double sigma, float gain, float slack, CancellationToken cancellation)
    {
        var reach = (int)Math.Ceiling(3 * sigma);
        var zoom = new Zoom((bounds.Low.Width, bounds.Low.Height), (image.Width, image.Height));
        using var luma = new Plane(image.Width, Band + (2 * reach));
        using var soft = new Plane(luma.Width, luma.Height);
        using var range = new Plane(image.Width, 2);
        for (var start = 0; start < image.Height; start += Band)
        {
            Fill(luma, image, start, reach);
            luma.Values.CopyTo(soft.Values);
            GaussianBlur.Run(soft, sigma, cancellation);
            for (var y = start; y < Math.Min(image.Height, start + Band); y++)
            {
                cancellation.ThrowIfCancellationRequested();
                zoom.Read(bounds.Low, y, range.Row(0));
                zoom.Read(bounds.High, y, range.Row(1));
                var at = y - start + reach;
                Sharpen(image.Row(y), image.Bands, luma.Row(at), soft.Row(at), range, gain, slack);
            }
        }
    }

    /// <summary>The luma of a band and its surroundings. Rows above it are sharpened already, so they come from the last band.</summary>
    private static void Fill(Plane luma, Image image, int start, int reach)
    {
        var kept = 0;
        if (start > 0)
        {
            kept = 2 * reach;
            luma.Values[(Band * luma.Width)..].CopyTo(luma.Values);
        }

        for (var i = kept; i < luma.Height; i++)
        {
            var pixels = image.Row(Math.Clamp(start - reach + i, 0, image.Height - 1));
            var row = luma.Row(i);
            for (int x = 0, p = 0; x < row.Length; x++, p += image.Bands)
            {
                row[x] = ((0.2126f * pixels[p]) + (0.7152f * pixels[p + 1]) + (0.0722f * pixels[p + 2])) * (1 / 255f);
            }
        }
    }

    private static void Sharpen(Span<byte> row, int bands, ReadOnlySpan<float> luma, ReadOnlySpan<float> soft, Plane range, float gain, float slack)
    {
        var low = range.Row(0);
        var high = range.Row(1);
        for (int x = 0, p = 0; x < luma.Length; x++, p += bands)
        {
            // Coring: what is as small as noise is left alone.
            var detail = luma[x] - soft[x];
            detail *= Math.Abs(detail) / (Math.Abs(detail) + NoiseFloor);
            var wanted = luma[x] + (gain * detail);
            var change = 255 * (Math.Max(low[x] - slack, Math.Min(wanted, high[x] + slack)) - luma[x]);
            row[p] = (byte)Math.Clamp(row[p] + change + 0.5f, 0, 255);
            row[p + 1] = (byte)Math.Clamp(row[p + 1] + change + 0.5f, 0, 255);
            row[p + 2] = (byte)Math.Clamp(row[p + 2] + change + 0.5f, 0, 255);
        }
    }
}
