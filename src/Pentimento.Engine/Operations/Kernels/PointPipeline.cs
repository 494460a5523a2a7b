using System.Buffers;
using Pentimento.Engine.Images;

namespace Pentimento.Engine.Operations.Kernels;

/// <summary>
/// Runs consecutive point kernels in one pass: bytes become floats once, go through every kernel in blocks that stay in the
/// first-level cache, and become bytes once, so that nothing is rounded between steps. Alpha passes through.
/// </summary>
internal static class PointPipeline
{
    private const int Block = 2048;

    private static readonly CurveTable Encode = new(SrgbTransfer.Encode, LightSpace.Linear);
    private static readonly CurveTable Decode = new(SrgbTransfer.Decode, LightSpace.Encoded);

    /// <summary>Applies the kernels in order.</summary>
    /// <returns>A new image; the caller owns it.</returns>
    /// <exception cref="OperationCanceledException">Cancelled; checked every few rows.</exception>
    public static Image Run(Image source, IReadOnlyList<PointKernel> kernels, CancellationToken cancellation)
    {
        var result = source.CreateLike();
        try
        {
            if (kernels.All(k => k.Curve is not null))
            {
                RunCurves(source, result, kernels);
            }
            else
            {
                RunBlocks(source, result, kernels, cancellation);
            }

            return result;
        }
        catch
        {
            result.Dispose();
            throw;
        }
    }

    private static void RunCurves(Image source, Image result, IReadOnlyList<PointKernel> kernels)
    {
        Span<byte> table = stackalloc byte[256];
        for (var v = 0; v < 256; v++)
        {
            var value = v / 255.0;
            var space = LightSpace.Encoded;
            foreach (var kernel in kernels)
            {
                value = kernel.Curve!(Convert(value, space, kernel.Space));
                space = kernel.Space;
            }

            table[v] = (byte)Math.Round(255 * Math.Clamp(Convert(value, space, LightSpace.Encoded), 0, 1));
        }

        var from = source.Pixels;
        var to = result.Pixels[..from.Length];
        if (source.HasAlpha)
        {
            for (var i = 0; i + 3 < from.Length; i += 4)
            {
                to[i] = table[from[i]];
                to[i + 1] = table[from[i + 1]];
                to[i + 2] = table[from[i + 2]];
                to[i + 3] = from[i + 3];
            }
        }
        else
        {
            for (var i = 0; i < from.Length; i++)
            {
                to[i] = table[from[i]];
            }
        }
    }

    private static double Convert(double value, LightSpace from, LightSpace to) => (from, to) switch
    {
        (LightSpace.Encoded, LightSpace.Linear) => SrgbTransfer.Decode(Math.Clamp(value, 0, 1)),
        (LightSpace.Linear, LightSpace.Encoded) => SrgbTransfer.Encode(Math.Clamp(value, 0, 1)),
        _ => value,
    };

    private static void RunBlocks(Image source, Image result, IReadOnlyList<PointKernel> kernels, CancellationToken cancellation)
    {
        var planes = ArrayPool<float>.Shared.Rent(3 * Block);
        try
        {
            var from = source.Pixels;
            var to = result.Pixels;
            var bands = source.Bands;
            var pixels = source.Width * source.Height;
            for (var start = 0; start < pixels; start += Block)
            {
                cancellation.ThrowIfCancellationRequested();
                var count = Math.Min(Block, pixels - start);
                var r = planes.AsSpan(0, count);
                var g = planes.AsSpan(Block, count);
                var b = planes.AsSpan(2 * Block, count);
                var space = kernels[0].Space;
                Load(from.Slice(start * bands, count * bands), bands, space == LightSpace.Linear ? SrgbTransfer.ToLinear : SrgbTransfer.ToUnit, r, g, b);
                foreach (var kernel in kernels)
                {
                    if (kernel.Space != space)
                    {
                        var table = space == LightSpace.Linear ? Encode : Decode;
                        table.Apply(r);
                        table.Apply(g);
                        table.Apply(b);
                        space = kernel.Space;
                    }

                    kernel.Apply(r, g, b);
                }

                if (kernels[^1] is { MakesGrey: true, Space: LightSpace.Linear })
                {
                    StoreGrey(r, bands, from.Slice(start * bands, count * bands), to.Slice(start * bands, count * bands));
                    continue;
                }

                Store(r, g, b, space, bands, from.Slice(start * bands, count * bands), to.Slice(start * bands, count * bands));
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(planes);
        }
    }

    private static void Load(ReadOnlySpan<byte> from, int bands, ReadOnlySpan<float> table, Span<float> r, Span<float> g, Span<float> b)
    {
        for (int i = 0, p = 0; i < r.Length; i++, p += bands)
        {
            r[i] = table[from[p]];
            g[i] = table[from[p + 1]];
            b[i] = table[from[p + 2]];
        }
    }

    private static void StoreGrey(ReadOnlySpan<float> light, int bands, ReadOnlySpan<byte> from, Span<byte> to)
    {
        for (int i = 0, p = 0; i < light.Length; i++, p += bands)
        {
            var value = SrgbTransfer.ToByte(light[i]);
            (to[p], to[p + 1], to[p + 2]) = (value, value, value);
            if (bands == 4)
            {
                to[p + 3] = from[p + 3];
            }
        }
    }

    private static void Store(
        ReadOnlySpan<float> r, ReadOnlySpan<float> g, ReadOnlySpan<float> b, LightSpace space, int bands, ReadOnlySpan<byte> from, Span<byte> to)
    {
        for (int i = 0, p = 0; i < r.Length; i++, p += bands)
        {
            if (space == LightSpace.Linear)
            {
                to[p] = SrgbTransfer.ToByte(r[i]);
                to[p + 1] = SrgbTransfer.ToByte(g[i]);
                to[p + 2] = SrgbTransfer.ToByte(b[i]);
            }
            else
            {
                to[p] = SrgbTransfer.UnitToByte(r[i]);
                to[p + 1] = SrgbTransfer.UnitToByte(g[i]);
                to[p + 2] = SrgbTransfer.UnitToByte(b[i]);
            }

            if (bands == 4)
            {
                to[p + 3] = from[p + 3];
            }
        }
    }
}
