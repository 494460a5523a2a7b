using System.Numerics.Tensors;

namespace Pentimento.Engine.Selection.Matting;

/// <summary>
/// The matting Laplacian: in every small window alpha is a linear function of colour, alpha = a · RGB + b, as it is where foreground
/// and background colours each lie on a line (Levin, Lischinski and Weiss 2008, "A Closed-Form Solution to Natural Image Matting").
/// Applied without building the matrix, by box filters, as in He, Sun and Tang 2010, "Fast Matting Using Large Kernel Matting
/// Laplacian Matrices", §3. Not for several threads at once.
/// </summary>
internal sealed class ColourLines
{
    private readonly float[][] _colour;
    private readonly float[][] _mean = new float[3][];

    // Inverse of each window's covariance, symmetric: rr, rg, rb, gg, gb, bb.
    private readonly float[][] _inverse = new float[6][];
    private readonly float[][] _work = new float[4][];
    private readonly float[] _count;
    private readonly float[] _product;
    private readonly BoxSum _sum;

    /// <param name="colour">Red, green and blue planes, 0 to 1; kept.</param>
    /// <param name="radius">Of the windows, in pixels.</param>
    /// <param name="epsilon">Variance of colour, times the window's pixels, below which a window counts as flat.</param>
    public ColourLines(float[][] colour, int width, int height, int radius, float epsilon)
    {
        _colour = colour;
        _sum = new(width, height, radius);
        _product = new float[width * height];
        _count = new float[width * height];
        _count.AsSpan().Fill(1);
        _sum.Run(_count);
        for (var c = 0; c < 3; c++)
        {
            _mean[c] = (float[])colour[c].Clone();
            Average(_mean[c]);
        }

        for (int c = 0, k = 0; c < 3; c++)
        {
            for (var d = c; d < 3; d++, k++)
            {
                _inverse[k] = Covariance(c, d);
            }
        }

        for (var k = 0; k < _work.Length; k++)
        {
            _work[k] = new float[width * height];
        }

        Invert(epsilon);
    }

    /// <summary>In how many windows a pixel lies: the Laplacian's diagonal is at most this.</summary>
    public ReadOnlySpan<float> Windows => _count;

    /// <summary>The Laplacian times alpha.</summary>
    /// <param name="result">Not <paramref name="alpha"/>.</param>
    public void Apply(ReadOnlySpan<float> alpha, Span<float> result)
    {
        Fit(alpha);
        TensorPrimitives.Multiply(alpha, _count, result);
        for (var c = 0; c < 3; c++)
        {
            _sum.Run(_work[c]);
            TensorPrimitives.Multiply(_work[c], _colour[c], _product);
            TensorPrimitives.Subtract(result, _product, result);
        }

        _sum.Run(_work[3]);
        TensorPrimitives.Subtract(result, _work[3], result);
    }

    /// <summary>The colour lines of a solution, averaged over the windows a pixel lies in: three slopes and an offset.</summary>
    /// <returns>Planes that the next call overwrites.</returns>
    public float[][] LinesOf(ReadOnlySpan<float> alpha)
    {
        Fit(alpha);
        foreach (var plane in _work)
        {
            Average(plane);
        }

        return _work;
    }

    /// <summary>Fits alpha = a · RGB + b in each window: the slopes into the first three work planes, the offset into the last.</summary>
    private void Fit(ReadOnlySpan<float> alpha)
    {
        var mean = _work[3];
        alpha.CopyTo(mean);
        Average(mean);
        for (var c = 0; c < 3; c++)
        {
            TensorPrimitives.Multiply(alpha, _colour[c], _work[c]);
            Average(_work[c]);
        }

        var (rr, rg, rb, gg, gb, bb) = (_inverse[0], _inverse[1], _inverse[2], _inverse[3], _inverse[4], _inverse[5]);
        var (red, green, blue) = (_work[0], _work[1], _work[2]);
        for (var i = 0; i < mean.Length; i++)
        {
            var m = mean[i];
            var r = red[i] - (m * _mean[0][i]);
            var g = green[i] - (m * _mean[1][i]);
            var b = blue[i] - (m * _mean[2][i]);
            var x = (rr[i] * r) + (rg[i] * g) + (rb[i] * b);
            var y = (rg[i] * r) + (gg[i] * g) + (gb[i] * b);
            var z = (rb[i] * r) + (gb[i] * g) + (bb[i] * b);
            (red[i], green[i], blue[i]) = (x, y, z);
            mean[i] = m - (x * _mean[0][i]) - (y * _mean[1][i]) - (z * _mean[2][i]);
        }
    }

    private void Average(float[] plane)
    {
        _sum.Run(plane);
        TensorPrimitives.Divide(plane, _count, plane);
    }

    private float[] Covariance(int c, int d)
    {
        var product = new float[_count.Length];
        TensorPrimitives.Multiply(_colour[c], _colour[d], product);
        Average(product);
        TensorPrimitives.Multiply(_mean[c], _mean[d], _product);
        TensorPrimitives.Subtract(product, _product, product);
        return product;
    }

    private void Invert(float epsilon)
    {
        // In doubles: the channels of a grey picture are nearly the same, and floats would lose the little that tells them apart.
        for (var i = 0; i < _count.Length; i++)
        {
            double e = epsilon / _count[i];
            double rr = _inverse[0][i] + e, rg = _inverse[1][i], rb = _inverse[2][i];
            double gg = _inverse[3][i] + e, gb = _inverse[4][i], bb = _inverse[5][i] + e;
            var (x, y, z) = ((gg * bb) - (gb * gb), (rb * gb) - (rg * bb), (rg * gb) - (rb * gg));
            var d = 1 / ((rr * x) + (rg * y) + (rb * z));
            (_inverse[0][i], _inverse[1][i], _inverse[2][i]) = ((float)(x * d), (float)(y * d), (float)(z * d));
            _inverse[3][i] = (float)(((rr * bb) - (rb * rb)) * d);
            _inverse[4][i] = (float)(((rg * rb) - (rr * gb)) * d);
            _inverse[5][i] = (float)(((rr * gg) - (rg * rg)) * d);
        }
    }
}
