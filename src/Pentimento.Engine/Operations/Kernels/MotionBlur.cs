using Pentimento.Engine.Images;

namespace Pentimento.Engine.Operations.Kernels;

/// <summary>
/// A sideways movement during the exposure: each pixel becomes the mean of linear light along a horizontal line centred on it, weighted
/// by alpha. A running sum, so the length costs nothing; fractional ends, so the effect grows without steps.
/// </summary>
internal static class MotionBlur
{
    /// <param name="length">Of the movement, in pixels, above 0.</param>
    /// <returns>A new image; the caller owns it.</returns>
    /// <exception cref="OperationCanceledException">Cancelled; checked each row.</exception>
    public static Image Run(Image source, double length, CancellationToken cancellation)
    {
        var result = source.CreateLike();
        try
        {
            var line = new Line(source.Width, length);
            var alpha = new float[source.Width];
            var soft = new float[source.Width];
            Array.Fill(alpha, 1);
            Array.Fill(soft, 1);
            for (var y = 0; y < source.Height; y++)
            {
                cancellation.ThrowIfCancellationRequested();
                var from = source.Row(y);
                var to = result.Row(y);
                if (source.HasAlpha)
                {
                    line.Load(from, 3, 4, SrgbTransfer.ToUnit, null);
                    line.Inner.CopyTo(alpha);
                    line.Average(soft);
                    for (var x = 0; x < soft.Length; x++)
                    {
                        to[(4 * x) + 3] = SrgbTransfer.UnitToByte(soft[x]);
                    }
                }

                for (var band = 0; band < 3; band++)
                {
                    line.Load(from, band, source.Bands, SrgbTransfer.ToLinear, source.HasAlpha ? alpha : null);
                    line.Store(to, band, source.Bands, soft);
                }
            }

            return result;
        }
        catch
        {
            result.Dispose();
            throw;
        }
    }

    // One band of one row, padded with its end samples.
    private sealed class Line
    {
        private readonly int _radius;
        private readonly float _full;
        private readonly float _end;
        private readonly float[] _padded;
        private readonly float[] _mean;

        public Line(int width, double length)
        {
            // 2 r + 1 whole samples and two parts of one, together as long as the movement; a pixel at rest counts as well.
            var span = length + 1;
            _radius = (int)((span - 1) / 2);
            var part = (span - ((2 * _radius) + 1)) / 2;
            (_full, _end) = ((float)(1 / span), (float)(part / span));
            _padded = new float[width + (2 * _radius) + 2];
            _mean = new float[width];
        }

        public Span<float> Inner => _padded.AsSpan(_radius + 1, _mean.Length);

        public void Load(ReadOnlySpan<byte> row, int band, int bands, ReadOnlySpan<float> table, float[]? weights)
        {
            var inner = Inner;
            for (int x = 0, p = band; x < inner.Length; x++, p += bands)
            {
                inner[x] = weights is null ? table[row[p]] : table[row[p]] * weights[x];
            }

            _padded.AsSpan(0, _radius + 1).Fill(inner[0]);
            _padded.AsSpan(_radius + 1 + inner.Length).Fill(inner[^1]);
        }

        public void Average(Span<float> mean)
        {
            double sum = 0;
            for (var i = 1; i <= (2 * _radius) + 1; i++)
            {
                sum += _padded[i];
            }

            for (var x = 0; x < mean.Length; x++)
            {
                var (left, right) = (_padded[x], _padded[x + (2 * _radius) + 2]);
                mean[x] = ((float)sum * _full) + ((left + right) * _end);
                sum += right - _padded[x + 1];
            }
        }

        public void Store(Span<byte> row, int band, int bands, float[] alpha)
        {
            Average(_mean);
            for (int x = 0, p = band; x < _mean.Length; x++, p += bands)
            {
                row[p] = SrgbTransfer.ToByte(alpha[x] > 1e-4f ? _mean[x] / alpha[x] : 0);
            }
        }
    }
}
