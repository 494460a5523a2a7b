namespace Pentimento.Engine.Operations.Kernels;

/// <summary>Bradford adaptation between white points, as a matrix on linear sRGB (K. M. Lam 1985; ICC.1:2022, annex E).</summary>
internal static class ChromaticAdaptation
{
    private static readonly double[,] SrgbToXyz =
    {
        { 0.4123908, 0.3575843, 0.1804808 },
        { 0.2126390, 0.7151687, 0.0721923 },
        { 0.0193308, 0.1191948, 0.9505322 },
    };

    private static readonly double[] D65 = [0.9504559, 1, 1.0890578];

    private static readonly double[,] Bradford =
    {
        { 0.8951, 0.2664, -0.1614 },
        { -0.7502, 1.7135, 0.0367 },
        { 0.0389, -0.0685, 1.0296 },
    };

    /// <summary>The 3x3 matrix that turns light seen under D65 into the same scene's light under another white.</summary>
    /// <param name="white">CIE 1931 xy of the new white.</param>
    /// <returns>Row-major, on linear sRGB; the new white has luminance 1.</returns>
    public static float[,] FromD65((double X, double Y) white) => Between(D65, Tristimulus(white));

    /// <summary>The way back: turns light seen under another white into the same scene's light under D65.</summary>
    /// <param name="white">CIE 1931 xy of the white that the picture was taken under.</param>
    public static float[,] ToD65((double X, double Y) white) => Between(Tristimulus(white), D65);

    /// <summary>CIE 1931 xy of a colour of linear sRGB.</summary>
    public static (double X, double Y) Chromaticity(double r, double g, double b)
    {
        var xyz = Multiply(SrgbToXyz, [r, g, b]);
        var sum = xyz[0] + xyz[1] + xyz[2];
        return (xyz[0] / sum, xyz[1] / sum);
    }

    private static double[] Tristimulus((double X, double Y) white) => [white.X / white.Y, 1, (1 - white.X - white.Y) / white.Y];

    private static float[,] Between(double[] fromWhite, double[] toWhite)
    {
        double[] from = Multiply(Bradford, fromWhite);
        double[] to = Multiply(Bradford, toWhite);
        var scale = new double[,] { { to[0] / from[0], 0, 0 }, { 0, to[1] / from[1], 0 }, { 0, 0, to[2] / from[2] } };
        var xyz = Multiply(Multiply(Inverse(Bradford), scale), Bradford);
        var rgb = Multiply(Multiply(Inverse(SrgbToXyz), xyz), SrgbToXyz);
        var result = new float[3, 3];
        for (var i = 0; i < 9; i++)
        {
            result[i / 3, i % 3] = (float)rgb[i / 3, i % 3];
        }

        return result;
    }

    private static double[] Multiply(double[,] m, double[] v) =>
        [.. Enumerable.Range(0, 3).Select(i => (m[i, 0] * v[0]) + (m[i, 1] * v[1]) + (m[i, 2] * v[2]))];

    private static double[,] Multiply(double[,] a, double[,] b)
    {
        var c = new double[3, 3];
        for (var i = 0; i < 9; i++)
        {
            c[i / 3, i % 3] = (a[i / 3, 0] * b[0, i % 3]) + (a[i / 3, 1] * b[1, i % 3]) + (a[i / 3, 2] * b[2, i % 3]);
        }

        return c;
    }

    private static double[,] Inverse(double[,] m)
    {
        double Minor(int r, int c) =>
            (m[(r + 1) % 3, (c + 1) % 3] * m[(r + 2) % 3, (c + 2) % 3]) - (m[(r + 1) % 3, (c + 2) % 3] * m[(r + 2) % 3, (c + 1) % 3]);
        var determinant = (m[0, 0] * Minor(0, 0)) + (m[0, 1] * Minor(0, 1)) + (m[0, 2] * Minor(0, 2));
        var inverse = new double[3, 3];
        for (var i = 0; i < 9; i++)
        {
            inverse[i / 3, i % 3] = Minor(i % 3, i / 3) / determinant;
        }

        return inverse;
    }
}

/// <summary>A 3x3 matrix on linear light.</summary>
internal sealed class MatrixKernel(float[,] matrix) : PointKernel
{
    public override LightSpace Space => LightSpace.Linear;

    public override void Apply(Span<float> r, Span<float> g, Span<float> b)
    {
        var (m00, m01, m02) = (matrix[0, 0], matrix[0, 1], matrix[0, 2]);
        var (m10, m11, m12) = (matrix[1, 0], matrix[1, 1], matrix[1, 2]);
        var (m20, m21, m22) = (matrix[2, 0], matrix[2, 1], matrix[2, 2]);
        for (var i = 0; i < r.Length; i++)
        {
            var (x, y, z) = (r[i], g[i], b[i]);
            r[i] = (m00 * x) + (m01 * y) + (m02 * z);
            g[i] = (m10 * x) + (m11 * y) + (m12 * z);
            b[i] = (m20 * x) + (m21 * y) + (m22 * z);
        }
    }
}
