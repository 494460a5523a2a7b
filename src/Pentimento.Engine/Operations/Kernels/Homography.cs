namespace Pentimento.Engine.Operations.Kernels;

/// <summary>A projective map of the plane: (x, y) to ((m0 x + m1 y + m2) / w, (m3 x + m4 y + m5) / w), w = m6 x + m7 y + m8.</summary>
internal sealed class Homography
{
    private readonly double[] _m;

    public Homography(params double[] rowMajor)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(rowMajor.Length, 9);
        _m = rowMajor;
    }

    /// <summary>Entry <paramref name="i"/> in row-major order.</summary>
    public double this[int i] => _m[i];

    public static Homography Move(double x, double y) => new(1, 0, x, 0, 1, y, 0, 0, 1);

    /// <summary>A turn about the origin; positive is clockwise on a screen, whose y points down.</summary>
    public static Homography Turn(double radians)
    {
        var (sin, cos) = Math.SinCos(radians);
        return new(cos, -sin, 0, sin, cos, 0, 0, 0, 1);
    }

    /// <summary>First <paramref name="first"/>, then this.</summary>
    public Homography After(Homography first)
    {
        var m = new double[9];
        for (var i = 0; i < 9; i++)
        {
            var (row, column) = (3 * (i / 3), i % 3);
            m[i] = (_m[row] * first[column]) + (_m[row + 1] * first[column + 3]) + (_m[row + 2] * first[column + 6]);
        }

        return new(m);
    }

    /// <summary>The map back, up to the scale that no homography has.</summary>
    public Homography Inverse()
    {
        double Minor(int a, int b, int c, int d) => (_m[a] * _m[d]) - (_m[b] * _m[c]);
        return new(
            Minor(4, 5, 7, 8), -Minor(1, 2, 7, 8), Minor(1, 2, 4, 5),
            -Minor(3, 5, 6, 8), Minor(0, 2, 6, 8), -Minor(0, 2, 3, 5),
            Minor(3, 4, 6, 7), -Minor(0, 1, 6, 7), Minor(0, 1, 3, 4));
    }

    public (double X, double Y) Map(double x, double y)
    {
        var w = (_m[6] * x) + (_m[7] * y) + _m[8];
        return (((_m[0] * x) + (_m[1] * y) + _m[2]) / w, ((_m[3] * x) + (_m[4] * y) + _m[5]) / w);
    }
}
