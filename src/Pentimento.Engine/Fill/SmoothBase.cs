namespace Pentimento.Engine.Fill;

/// <summary>
/// A smooth layer under a picture: one polynomial of the place for each colour, by least squares over the known pixels around a hole.
/// Skies and walls change in brightness all the way across; taken off before patches are compared and put back at the end, the
/// sources fit everywhere and no band or repeated gradient shows.
/// </summary>
internal sealed class SmoothBase
{
    /// <summary>What a sample is when it lies exactly on the layer.</summary>
    public const int Middle = 128;

    private const int Terms = 6;
    private const int MostSamples = 6000;
    private const double MostResidue = 6;

    private readonly double[][] _coefficients;
    private readonly (double Low, double High)[] _limits;
    private readonly double _scale;

    private SmoothBase(double[][] coefficients, (double Low, double High)[] limits, double scale) =>
        (_coefficients, _limits, _scale) = (coefficients, limits, scale);

    /// <summary>The layer of a window; null when its surroundings are not smooth.</summary>
    /// <param name="samples">Known pixels around the hole.</param>
    /// <param name="side">Of the window: places are divided by it.</param>
    /// <param name="curved">Quadratic instead of linear; only where the hole has known pixels all around.</param>
    public static SmoothBase? Fit(IReadOnlyList<(int X, int Y, byte Red, byte Green, byte Blue)> samples, int side, bool curved)
    {
        var terms = curved ? Terms : 3;
        if (samples.Count < 8 * Terms)
        {
            return null;
        }

        var every = ((samples.Count - 1) / MostSamples) + 1;
        var normal = new double[terms, terms + 3];
        Span<double> row = stackalloc double[Terms];
        for (var s = 0; s < samples.Count; s += every)
        {
            var (x, y, red, green, blue) = samples[s];
            Powers(x, y, 1.0 / side, row);
            for (var i = 0; i < terms; i++)
            {
                for (var j = 0; j < terms; j++)
                {
                    normal[i, j] += row[i] * row[j];
                }

                normal[i, terms] += row[i] * red;
                normal[i, terms + 1] += row[i] * green;
                normal[i, terms + 2] += row[i] * blue;
            }
        }

        if (!Eliminate(normal, terms))
        {
            return null;
        }

        var coefficients = new double[3][];
        var limits = new (double, double)[3];
        for (var band = 0; band < 3; band++)
        {
            coefficients[band] = [.. Enumerable.Range(0, Terms).Select(i => i < terms ? normal[i, terms + band] : 0)];
            limits[band] = (double.MinValue, double.MaxValue);
        }

        var layer = new SmoothBase(coefficients, limits, 1.0 / side);
        return layer.Suits(samples, every) ? layer : null;
    }

    /// <summary>The layer's value at a place.</summary>
    public float At(int x, int y, int band)
    {
        Span<double> row = stackalloc double[Terms];
        Powers(x, y, _scale, row);
        var sum = 0.0;
        for (var i = 0; i < Terms; i++)
        {
            sum += row[i] * _coefficients[band][i];
        }

        return (float)Math.Clamp(sum, _limits[band].Low, _limits[band].High);
    }

    private bool Suits(IReadOnlyList<(int X, int Y, byte Red, byte Green, byte Blue)> samples, int every)
    {
        for (var band = 0; band < 3; band++)
        {
            double squares = 0, low = 255, high = 0;
            var count = 0;
            for (var s = 0; s < samples.Count; s += every, count++)
            {
                var (x, y, red, green, blue) = samples[s];
                double value = band == 0 ? red : band == 1 ? green : blue;
                var residue = value - At(x, y, band);
                squares += residue * residue;
                (low, high) = (Math.Min(low, value), Math.Max(high, value));
            }

            if (Math.Sqrt(squares / count) > MostResidue)
            {
                return false;
            }

            // Beyond the known pixels a polynomial goes anywhere: a little further than they go is enough.
            var slack = 0.25 * (high - low);
            _limits[band] = (Math.Max(0, low - slack), Math.Min(255, high + slack));
        }

        return true;
    }

    private static void Powers(int x, int y, double scale, Span<double> row)
    {
        var (u, v) = (x * scale, y * scale);
        (row[0], row[1], row[2], row[3], row[4], row[5]) = (1, u, v, u * u, u * v, v * v);
    }

    // Gauss-Jordan with row pivoting; the right sides stand in the last columns.
    private static bool Eliminate(double[,] matrix, int n)
    {
        var width = matrix.GetLength(1);
        for (var column = 0; column < n; column++)
        {
            var pivot = column;
            for (var r = column + 1; r < n; r++)
            {
                pivot = Math.Abs(matrix[r, column]) > Math.Abs(matrix[pivot, column]) ? r : pivot;
            }

            if (Math.Abs(matrix[pivot, column]) < 1e-9)
            {
                return false;
            }

            for (var c = 0; c < width; c++)
            {
                (matrix[column, c], matrix[pivot, c]) = (matrix[pivot, c], matrix[column, c]);
            }

            for (var r = 0; r < n; r++)
            {
                var factor = r == column ? 0 : matrix[r, column] / matrix[column, column];
                for (var c = column; c < width && factor != 0; c++)
                {
                    matrix[r, c] -= factor * matrix[column, c];
                }
            }
        }

        for (var r = 0; r < n; r++)
        {
            for (var c = n; c < width; c++)
            {
                matrix[r, c] /= matrix[r, r];
            }
        }

        return true;
    }
}
