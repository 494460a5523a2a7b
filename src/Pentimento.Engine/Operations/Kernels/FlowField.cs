namespace Pentimento.Engine.Operations.Kernels;

/// <summary>
/// Where edges and textures run: the smoothed structure tensor's minor eigenvector at each pixel, and how one-directional the
/// neighbourhood is (Kyprianidis and Döllner 2008, "Image abstraction by structure adaptive filtering", section 3.1).
/// </summary>
internal sealed class FlowField : IDisposable
{
    private FlowField(int width, int height)
    {
        Cos = new(width, height);
        Sin = new(width, height);
        Anisotropy = new(width, height);
    }

    /// <summary>Horizontal part of the unit vector along the edge.</summary>
    public Plane Cos { get; }

    /// <summary>Vertical part, y down.</summary>
    public Plane Sin { get; }

    /// <summary>0 where all directions are alike, 1 on a straight edge.</summary>
    public Plane Anisotropy { get; }

    /// <param name="luma">Not changed.</param>
    /// <param name="sigma">Of the Gaussian over the tensor, in pixels.</param>
    /// <exception cref="OperationCanceledException">Cancelled; checked each row.</exception>
    public static FlowField Of(Plane luma, double sigma, CancellationToken cancellation)
    {
        var field = new FlowField(luma.Width, luma.Height);
        try
        {
            // The tensor's three entries live in the planes that its eigenvector will fill.
            var (xx, xy, yy) = (field.Cos, field.Sin, field.Anisotropy);
            for (var y = 0; y < luma.Height; y++)
            {
                Tensor(luma, y, xx.Row(y), xy.Row(y), yy.Row(y));
            }

            GaussianBlur.Run(xx, sigma, cancellation);
            GaussianBlur.Run(xy, sigma, cancellation);
            GaussianBlur.Run(yy, sigma, cancellation);
            field.Solve();
            return field;
        }
        catch
        {
            field.Dispose();
            throw;
        }
    }

    /// <summary>Averages a plane along the flow, a Gaussian of this sigma on each streamline (line integral convolution, Cabral and Leedom 1993).</summary>
    /// <returns>A new plane; the caller owns it.</returns>
    public Plane Along(Plane plane, double sigma, CancellationToken cancellation)
    {
        var steps = (int)Math.Ceiling(2 * sigma);
        var weights = Enumerable.Range(0, steps + 1).Select(i => (float)Math.Exp(-i * i / (2 * sigma * sigma))).ToArray();
        var total = weights[0] + (2 * weights.Skip(1).Sum());
        var result = new Plane(plane.Width, plane.Height);
        for (var y = 0; y < plane.Height; y++)
        {
            cancellation.ThrowIfCancellationRequested();
            var row = result.Row(y);
            for (var x = 0; x < row.Length; x++)
            {
                var sum = weights[0] * plane.Row(y)[x];
                sum += Walk(plane, x, y, 1, weights);
                sum += Walk(plane, x, y, -1, weights);
                row[x] = sum / total;
            }
        }

        return result;
    }

    public void Dispose()
    {
        Cos.Dispose();
        Sin.Dispose();
        Anisotropy.Dispose();
    }

    private float Walk(Plane plane, int startX, int startY, float direction, float[] weights)
    {
        var (width, height) = (plane.Width, plane.Height);
        ReadOnlySpan<float> cosines = Cos.Values;
        ReadOnlySpan<float> sines = Sin.Values;
        ReadOnlySpan<float> values = plane.Values;
        var (x, y) = ((float)startX, (float)startY);
        var at = (startY * width) + startX;
        var (dx, dy) = (direction * cosines[at], direction * sines[at]);
        var sum = 0f;
        for (var i = 1; i < weights.Length; i++)
        {
            x = float.ClampNative(x + dx, 0, width - 1);
            y = float.ClampNative(y + dy, 0, height - 1);
            at = ((int)(y + 0.5f) * width) + (int)(x + 0.5f);
            sum += weights[i] * values[at];

            // Eigenvectors have no sign: go on the way that was come.
            var (cos, sin) = (cosines[at], sines[at]);
            var sign = (cos * dx) + (sin * dy) < 0 ? -1 : 1;
            (dx, dy) = (sign * cos, sign * sin);
        }

        return sum;
    }

    private static void Tensor(Plane luma, int y, Span<float> xx, Span<float> xy, Span<float> yy)
    {
        var above = luma.Row(Math.Max(0, y - 1));
        var here = luma.Row(y);
        var below = luma.Row(Math.Min(luma.Height - 1, y + 1));
        for (var x = 0; x < here.Length; x++)
        {
            var (l, r) = (Math.Max(0, x - 1), Math.Min(here.Length - 1, x + 1));
            var gx = (above[r] - above[l]) + (2 * (here[r] - here[l])) + (below[r] - below[l]);
            var gy = (below[l] - above[l]) + (2 * (below[x] - above[x])) + (below[r] - above[r]);
            (xx[x], xy[x], yy[x]) = (gx * gx, gx * gy, gy * gy);
        }
    }

    private void Solve()
    {
        var cosines = Cos.Values;
        var sines = Sin.Values;
        var anisotropies = Anisotropy.Values;
        for (var i = 0; i < cosines.Length; i++)
        {
            var (e, f, g) = (cosines[i], sines[i], anisotropies[i]);
            var root = MathF.Sqrt(((e - g) * (e - g)) + (4 * f * f));
            var major = 0.5f * (e + g + root);

            // Of the two equal forms of the eigenvector, the one that is not near zero.
            var (x, y) = e > g ? (-f, major - g) : (major - e, -f);
            var length = MathF.Sqrt((x * x) + (y * y));
            (cosines[i], sines[i]) = length > 1e-12f ? (x / length, y / length) : (1, 0);

            // A thousandth of a grey level is no direction; running sums leave even less, and may leave it negative.
            anisotropies[i] = e + g > 1e-6f ? Math.Min(1, root / (e + g)) : 0;
        }
    }
}
