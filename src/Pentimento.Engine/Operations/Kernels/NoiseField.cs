using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Pentimento.Engine.Operations.Kernels;

/// <summary>Repeatable noise: a hash of the pixel's number and a seed, smoothed so that neighbours belong together as grains do.</summary>
internal static class NoiseField
{
    // The sum of two independent uniform halves in 0..65535 has this mean and this standard deviation.
    private const float Mean = 65535;
    private const float Deviation = 26754.6f;

    /// <summary>Noise of mean 0 and standard deviation 1.</summary>
    /// <param name="sigma">Size of the grains in pixels: the Gaussian that the white noise is smoothed with; 0 is white noise.</param>
    /// <param name="seed">The same seed gives the same plane.</param>
    /// <returns>A plane that the caller owns.</returns>
    public static Plane Create(int width, int height, double sigma, int seed, CancellationToken cancellation)
    {
        var plane = new Plane(width, height);
        try
        {
            for (var y = 0; y < height; y++)
            {
                cancellation.ThrowIfCancellationRequested();
                White(plane.Row(y), Hash(((uint)y * 0x9e3779b9) ^ Hash((uint)seed)));
            }

            GaussianBlur.Run(plane, sigma, cancellation);
            if (sigma > 0)
            {
                TensorPrimitives.Multiply(plane.Values, 1 / Spread(sigma), plane.Values);
            }

            return plane;
        }
        catch
        {
            plane.Dispose();
            throw;
        }
    }

    /// <summary>Standard deviation that white noise of deviation 1 keeps under a Gaussian, about 1 / (2 sqrt(π) sigma): the kernel's energy.</summary>
    private static float Spread(double sigma)
    {
        var (sum, squares) = (0.0, 0.0);
        for (var i = (int)-Math.Ceiling(3 * sigma); i <= 3 * sigma; i++)
        {
            var weight = Math.Exp(-i * i / (2 * sigma * sigma));
            (sum, squares) = (sum + weight, squares + (weight * weight));
        }

        return (float)(squares / (sum * sum));
    }

    private static void White(Span<float> row, uint start)
    {
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(row);
        var lane = Vector.CreateSequence(0u, 1u);
        for (var i = 0; i < vectors.Length; i++)
        {
            vectors[i] = Value(Hash(lane + new Vector<uint>(start + (uint)(i * Vector<uint>.Count))));
        }

        for (var x = vectors.Length * Vector<float>.Count; x < row.Length; x++)
        {
            row[x] = Value(new(Hash(start + (uint)x)))[0];
        }
    }

    private static Vector<float> Value(Vector<uint> bits) =>
        (Vector.ConvertToSingle(Vector.AsVectorInt32((bits & new Vector<uint>(0xffff)) + (bits >>> 16))) - new Vector<float>(Mean))
        * new Vector<float>(1 / Deviation);

    /// <summary>A bijective 32-bit hash of low bias (C. Wellons 2018, "lowbias32").</summary>
    private static uint Hash(uint x)
    {
        x = (x ^ (x >> 16)) * 0x7feb352d;
        x = (x ^ (x >> 15)) * 0x846ca68b;
        return x ^ (x >> 16);
    }

    private static Vector<uint> Hash(Vector<uint> x)
    {
        x = (x ^ (x >>> 16)) * new Vector<uint>(0x7feb352d);
        x = (x ^ (x >>> 15)) * new Vector<uint>(0x846ca68b);
        return x ^ (x >>> 16);
    }
}
