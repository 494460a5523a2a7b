using System.Numerics.Tensors;

namespace Pentimento.Engine.Operations.Kernels;

/// <summary>
/// A zoom during the exposure: each sample becomes the mean along the line to the picture's centre. n passes that each average the plane
/// with a smaller copy of itself, twice as far as the pass before, take 2^n samples of every line.
/// </summary>
internal static class ZoomBlur
{
    private const int MostPasses = 12;

    /// <summary>Blurs a plane in place.</summary>
    /// <param name="zoom">Natural logarithm of the whole zoom, above 0: 0.1 makes lines of a tenth of the distance to the centre.</param>
    /// <exception cref="OperationCanceledException">Cancelled; checked each row.</exception>
    public static void Run(Plane plane, double zoom, CancellationToken cancellation)
    {
        using var scratch = new Plane(plane.Width, plane.Height);

        // Samples at most about a pixel apart, at the corners, where they lie furthest apart.
        var longest = zoom * Math.Sqrt(((double)plane.Width * plane.Width) + ((double)plane.Height * plane.Height)) / 2;
        var passes = Math.Clamp((int)Math.Ceiling(Math.Log2(longest + 1)), 1, MostPasses);
        var (from, to) = (plane, scratch);
        for (var pass = 0; pass < passes; pass++)
        {
            Halve(from, to, Math.Exp(-zoom / Math.Pow(2, passes - pass)), cancellation);
            (from, to) = (to, from);
        }

        if (from != plane)
        {
            from.Values.CopyTo(plane.Values);
        }
    }

    private static void Halve(Plane from, Plane to, double scale, CancellationToken cancellation)
    {
        var (columns, shares) = Positions(from.Width, scale);
        var (rows, rowShares) = Positions(from.Height, scale);
        var line = new float[from.Width + 1];
        for (var y = 0; y < from.Height; y++)
        {
            cancellation.ThrowIfCancellationRequested();
            TensorPrimitives.Lerp(from.Row(rows[y]), from.Row(Math.Min(rows[y] + 1, from.Height - 1)), rowShares[y], line);
            line[^1] = line[^2];
            var own = from.Row(y);
            var row = to.Row(y);
            for (var x = 0; x < row.Length; x++)
            {
                var at = columns[x];
                row[x] = 0.5f * (own[x] + line[at] + ((line[at + 1] - line[at]) * shares[x]));
            }
        }
    }

    private static (int[] Starts, float[] Shares) Positions(int side, double scale)
    {
        var (starts, shares) = (new int[side], new float[side]);
        var centre = (side - 1) / 2.0;
        for (var i = 0; i < side; i++)
        {
            var position = Math.Clamp(centre + ((i - centre) * scale), 0, side - 1);
            starts[i] = (int)position;
            shares[i] = (float)(position - starts[i]);
        }

        return (starts, shares);
    }
}
