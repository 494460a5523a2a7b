using System.Buffers;
using System.Numerics.Tensors;

namespace Pentimento.Engine.Operations.Kernels;

/// <summary>
/// Gaussian smoothing of a plane in place, borders mirrored by repeating the edge sample. Small sigmas use the sampled Gaussian;
/// from <see cref="SmallSigma"/> up three extended box filters (Gwosdek, Grewenig, Bruhn and Weickert 2011), whose cost does not
/// grow with sigma.
/// </summary>
internal static class GaussianBlur
{
    private const double SmallSigma = 2.5;
    private const int Passes = 3;

    /// <param name="sigma">Standard deviation in pixels; 0 or less changes nothing.</param>
    /// <exception cref="OperationCanceledException">Cancelled; checked each few rows.</exception>
    public static void Run(Plane plane, double sigma, CancellationToken cancellation)
    {
        if (sigma <= 0)
        {
            return;
        }

        using var scratch = new Plane(plane.Width, plane.Height);
        if (sigma < SmallSigma)
        {
            var kernel = Sampled(sigma);
            Rows(plane, scratch, kernel.Length / 2, (padded, row) => Convolve(padded, row, kernel), cancellation);
            Columns(scratch, plane, kernel, cancellation);
            return;
        }

        var box = new ExtendedBox(sigma);
        for (var pass = 0; pass < Passes; pass++)
        {
            Rows(plane, scratch, box.Reach, box.Slide, cancellation);
            box.SlideColumns(scratch, plane, cancellation);
        }
    }

    private static float[] Sampled(double sigma)
    {
        var radius = (int)Math.Ceiling(3 * sigma);
        var kernel = new float[(2 * radius) + 1];
        for (var i = -radius; i <= radius; i++)
        {
            kernel[i + radius] = (float)Math.Exp(-i * i / (2 * sigma * sigma));
        }

        var sum = TensorPrimitives.Sum<float>(kernel);
        TensorPrimitives.Divide(kernel, sum, kernel);
        return kernel;
    }

    private static void Rows(Plane from, Plane to, int reach, Action<float[], Span<float>> filter, CancellationToken cancellation)
    {
        var padded = ArrayPool<float>.Shared.Rent(from.Width + (2 * reach) + 2);
        try
        {
            for (var y = 0; y < from.Height; y++)
            {
                cancellation.ThrowIfCancellationRequested();
                var row = from.Row(y);
                padded.AsSpan(0, reach).Fill(row[0]);
                row.CopyTo(padded.AsSpan(reach));
                padded.AsSpan(reach + row.Length, reach + 2).Fill(row[^1]);
                filter(padded, to.Row(y));
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(padded);
        }
    }

    private static void Convolve(float[] padded, Span<float> row, float[] kernel)
    {
        TensorPrimitives.Multiply(padded.AsSpan(0, row.Length), kernel[0], row);
        for (var k = 1; k < kernel.Length; k++)
        {
            TensorPrimitives.MultiplyAdd(padded.AsSpan(k, row.Length), kernel[k], row, row);
        }
    }

    private static void Columns(Plane from, Plane to, float[] kernel, CancellationToken cancellation)
    {
        var radius = kernel.Length / 2;
        for (var y = 0; y < to.Height; y++)
        {
            cancellation.ThrowIfCancellationRequested();
            var row = to.Row(y);
            row.Clear();
            for (var k = -radius; k <= radius; k++)
            {
                TensorPrimitives.MultiplyAdd(from.Row(Math.Clamp(y + k, 0, from.Height - 1)), kernel[k + radius], row, row);
            }
        }
    }
}

/// <summary>A box filter with fractional ends: 2 x radius + 1 full weights and two of weight <c>alpha</c> beside them.</summary>
internal sealed class ExtendedBox
{
    private readonly int _radius;
    private readonly float _inner;
    private readonly float _outer;

    /// <param name="sigma">Standard deviation in pixels of three boxes together.</param>
    public ExtendedBox(double sigma)
    {
        // Gwosdek et al. 2011, eq. 9 to 11, for d = 3: the variance of one box is a third of the whole.
        var variance = sigma * sigma / 3;
        _radius = (int)Math.Floor((Math.Sqrt((12 * variance) + 1) - 1) / 2);
        var n = (2 * _radius) + 1;
        var alpha = n * ((_radius * (_radius + 1)) - (3 * variance)) / (6 * (variance - ((_radius + 1.0) * (_radius + 1))));
        _inner = (float)(1 / (n + (2 * alpha)));
        _outer = (float)(alpha / (n + (2 * alpha)));
    }

    /// <summary>Samples beyond each end that a row must be padded with.</summary>
    public int Reach => _radius + 1;

    /// <summary>Filters a padded row; double sums keep long rows exact.</summary>
    public void Slide(float[] padded, Span<float> row)
    {
        double sum = 0;
        for (var i = 1; i <= (2 * _radius) + 1; i++)
        {
            sum += padded[i];
        }

        for (var x = 0; x < row.Length; x++)
        {
            row[x] = ((float)sum * _inner) + ((padded[x] + padded[x + (2 * _radius) + 2]) * _outer);
            sum += padded[x + (2 * _radius) + 2] - padded[x + 1];
        }
    }

    /// <summary>Filters every column, a whole row at a time.</summary>
    public void SlideColumns(Plane from, Plane to, CancellationToken cancellation)
    {
        ReadOnlySpan<float> At(int y) => from.Row(Math.Clamp(y, 0, from.Height - 1));
        var sum = new float[from.Width];
        for (var y = -_radius; y <= _radius; y++)
        {
            TensorPrimitives.Add(sum, At(y), sum);
        }

        for (var y = 0; y < to.Height; y++)
        {
            cancellation.ThrowIfCancellationRequested();
            var row = to.Row(y);
            TensorPrimitives.Add(At(y - _radius - 1), At(y + _radius + 1), row);
            TensorPrimitives.Multiply(row, _outer, row);
            TensorPrimitives.MultiplyAdd(sum, _inner, row, row);
            TensorPrimitives.Add(sum, At(y + _radius + 1), sum);
            TensorPrimitives.Subtract(sum, At(y - _radius), sum);
        }
    }
}
