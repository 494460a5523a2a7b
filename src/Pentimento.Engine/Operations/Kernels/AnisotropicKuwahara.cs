using System.Buffers;
using System.Runtime.Intrinsics;
using Pentimento.Engine.Images;

namespace Pentimento.Engine.Operations.Kernels;

/// <summary>
/// The anisotropic Kuwahara filter (Kyprianidis, Kang and Döllner 2009, "Image and video abstraction by anisotropic Kuwahara
/// filtering"): around each pixel an ellipse that follows the local flow is cut into eight overlapping sectors, and the means of the
/// sectors are mixed, the even ones counting most. Sector weights are the polynomials of Kyprianidis, Semmo, Kang and Döllner 2010,
/// read from a table that stays in the first-level cache; the eight sectors are the eight lanes of one vector.
/// </summary>
internal sealed class AnisotropicKuwahara
{
    private const int Sectors = 8;
    private const int TableSide = 32;
    private const float ZeroCrossing = 0.58f;
    private const float Eccentricity = 1;

    // Red, green, blue and their squares' sum, each times alpha, and alpha.
    private const int Samples = 5;

    private readonly Vector256<float>[] _table;
    private readonly float _radius;

    /// <param name="radius">Of the ellipse where nothing has a direction, in pixels.</param>
    public AnisotropicKuwahara(float radius)
    {
        _radius = radius;
        _table = Table(radius);
    }

    /// <summary>Paints encoded colours over in place; alpha stays, and invisible colours do not count.</summary>
    /// <param name="flow">Of the same size.</param>
    /// <exception cref="OperationCanceledException">Cancelled; checked each row.</exception>
    public void Run(Image image, FlowField flow, CancellationToken cancellation)
    {
        var margin = (int)Math.Ceiling(2 * _radius) + 1;
        var stride = (image.Width + (2 * margin)) * Samples;
        var samples = ArrayPool<float>.Shared.Rent(stride * (image.Height + (2 * margin)));
        try
        {
            Load(image, samples, margin, stride);
            for (var y = 0; y < image.Height; y++)
            {
                cancellation.ThrowIfCancellationRequested();
                var row = image.Row(y);
                for (var x = 0; x < image.Width; x++)
                {
                    var middle = ((y + margin) * stride) + ((x + margin) * Samples);
                    var at = (y * image.Width) + x;
                    Paint(samples, middle, stride, flow.Cos.Values[at], flow.Sin.Values[at], flow.Anisotropy.Values[at], row[(x * image.Bands)..]);
                }
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(samples);
        }
    }

    private void Paint(ReadOnlySpan<float> samples, int middle, int stride, float cos, float sin, float anisotropy, Span<byte> pixel)
    {
        var a = _radius * (Eccentricity + anisotropy) / Eccentricity;
        var b = _radius * Eccentricity / (Eccentricity + anisotropy);
        var down = (int)Math.Sqrt((a * a * sin * sin) + (b * b * cos * cos));
        var (red, green, blue, squares, weights) =
            (Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero);
        var table = _table.AsSpan();

        // The ellipse |(u, v)| <= 1 in its own axes, and per row of pixels the stretch of it that the row crosses.
        var (ux, uy, vx, vy) = (cos / a, sin / a, -sin / b, cos / b);
        var square = (ux * ux) + (vx * vx);
        for (var dy = -down; dy <= down; dy++)
        {
            var half = ((ux * uy) + (vx * vy)) * dy;
            var rest = (half * half) - (square * ((((uy * uy) + (vy * vy)) * dy * dy) - 1));
            if (rest < 0)
            {
                continue;
            }

            var root = MathF.Sqrt(rest);
            var first = (int)MathF.Ceiling((-half - root) / square);
            var last = (int)MathF.Floor((-half + root) / square);

            // Every second pixel, like a chessboard with the middle on it: as good a mean for half of the work.
            first += (first + dy) & 1;
            var (u, v) = (((ux * first) + (uy * dy) + 1) * (TableSide / 2f), ((vx * first) + (vy * dy) + 1) * (TableSide / 2f));
            var (stepU, stepV) = (ux * TableSide, vx * TableSide);
            var line = samples.Slice(middle + (dy * stride) + (first * Samples), Math.Max(0, last - first + 1) * Samples);
            for (var i = 0; i < line.Length; i += 2 * Samples, u += stepU, v += stepV)
            {
                var cell = (((int)v & (TableSide - 1)) * TableSide) + ((int)u & (TableSide - 1));
                var weight = table[cell];
                var sample = line.Slice(i, Samples);
                red = Vector256.FusedMultiplyAdd(weight, Vector256.Create(sample[0]), red);
                green = Vector256.FusedMultiplyAdd(weight, Vector256.Create(sample[1]), green);
                blue = Vector256.FusedMultiplyAdd(weight, Vector256.Create(sample[2]), blue);
                squares = Vector256.FusedMultiplyAdd(weight, Vector256.Create(sample[3]), squares);
                weights = Vector256.FusedMultiplyAdd(weight, Vector256.Create(sample[4]), weights);
            }
        }

        var inverse = Vector256<float>.One / Vector256.Max(weights, Vector256.Create(1e-6f));
        (red, green, blue) = (red * inverse, green * inverse, blue * inverse);
        var variance = Vector256.Max((squares * inverse) - (red * red) - (green * green) - (blue * blue), Vector256<float>.Zero);

        // (255² variance)^(q/2) with the paper's q = 8; sectors without visible pixels do not count.
        var uneven = variance * (255 * 255f);
        uneven *= uneven;
        var share = Vector256.Min(weights, Vector256<float>.One) / (Vector256<float>.One + (uneven * uneven));
        var sum = Vector256.Sum(share);
        if (sum > 1e-20f)
        {
            pixel[0] = SrgbTransfer.UnitToByte(Vector256.Sum(red * share) / sum);
            pixel[1] = SrgbTransfer.UnitToByte(Vector256.Sum(green * share) / sum);
            pixel[2] = SrgbTransfer.UnitToByte(Vector256.Sum(blue * share) / sum);
        }
    }

    private static void Load(Image image, Span<float> samples, int margin, int stride)
    {
        var unit = SrgbTransfer.ToUnit;
        for (var y = -margin; y < image.Height + margin; y++)
        {
            var row = image.Row(Math.Clamp(y, 0, image.Height - 1));
            var line = samples.Slice((y + margin) * stride, stride);
            for (int x = -margin, p = 0; p < stride; x++, p += Samples)
            {
                var pixel = row.Slice(Math.Clamp(x, 0, image.Width - 1) * image.Bands, image.Bands);
                var (r, g, b) = (unit[pixel[0]], unit[pixel[1]], unit[pixel[2]]);
                var alpha = image.HasAlpha ? unit[pixel[3]] : 1;
                line[p] = r * alpha;
                line[p + 1] = g * alpha;
                line[p + 2] = b * alpha;
                line[p + 3] = ((r * r) + (g * g) + (b * b)) * alpha;
                line[p + 4] = alpha;
            }
        }
    }

    private static Vector256<float>[] Table(float radius)
    {
        var zeta = 2 / Math.Max(radius, 2);
        var eta = (zeta + MathF.Cos(ZeroCrossing)) / (MathF.Sin(ZeroCrossing) * MathF.Sin(ZeroCrossing));
        var table = new Vector256<float>[TableSide * TableSide];
        Span<float> lanes = stackalloc float[Sectors];
        for (var i = 0; i < table.Length; i++)
        {
            // The paper's disk has radius 1/2.
            var x = (((i % TableSide) + 0.5f) / TableSide) - 0.5f;
            var y = (((i / TableSide) + 0.5f) / TableSide) - 0.5f;
            var sum = 0f;
            for (var k = 0; k < Sectors; k++)
            {
                var (sin, cos) = MathF.SinCos(k * MathF.Tau / Sectors);
                var (sx, sy) = ((cos * x) - (sin * y), (sin * x) + (cos * y));
                var z = Math.Max(0, sy + zeta - (eta * sx * sx));
                lanes[k] = z * z;
                sum += lanes[k];
            }

            var gauss = MathF.Exp(-3.125f * ((x * x) + (y * y))) / Math.Max(sum, 1e-6f);
            for (var k = 0; k < Sectors; k++)
            {
                lanes[k] *= gauss;
            }

            table[i] = Vector256.Create<float>(lanes);
        }

        return table;
    }
}
