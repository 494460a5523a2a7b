using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Pentimento.Engine.Fill;

/// <summary>
/// Sum of squared differences of two square patches of packed pixels (four 8-bit channels). Whole numbers, so that every path
/// gives the same result. Reads eight pixels a row whatever the radius: a buffer needs eight pixels of slack at its end.
/// </summary>
internal static class PatchDistance
{
    /// <summary>Pixels that a buffer must have behind its last one.</summary>
    public const int Slack = 8;

    private static readonly uint[] Lanes = [~0u, ~0u, ~0u, ~0u, ~0u, ~0u, ~0u, 0, 0, 0, 0, 0, 0, 0];

    /// <summary>The distance of two patches.</summary>
    /// <param name="a">Top left pixel of one patch.</param>
    /// <param name="b">Top left pixel of the other.</param>
    /// <param name="stride">Pixels from row to row, in both.</param>
    /// <param name="radius">1 to 3: patches of 3, 5 or 7 pixels.</param>
    /// <param name="limit">From here on the exact distance does not matter.</param>
    /// <returns>The distance, or some number of at least <paramref name="limit"/>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Between(ref uint a, ref uint b, int stride, int radius, int limit) =>
        Avx2.IsSupported ? Wide(ref a, ref b, stride, radius, limit)
        : Vector128.IsHardwareAccelerated ? Narrow(ref a, ref b, stride, radius, limit)
        : Scalar(ref a, ref b, stride, radius, limit);

    /// <summary>The distance over the known pixels of a patch that stands on its own.</summary>
    /// <param name="patch">Eight pixels a row.</param>
    /// <param name="known">All bits set where the pixel counts, eight a row, 0 in lanes outside the patch.</param>
    public static int Masked(ReadOnlySpan<uint> patch, ReadOnlySpan<uint> known, ref uint b, int stride, int rows, int limit)
    {
        ref var p = ref MemoryMarshal.GetReference(patch);
        ref var k = ref MemoryMarshal.GetReference(known);
        if (!Vector128.IsHardwareAccelerated)
        {
            return MaskedScalar(patch, known, ref b, stride, rows, limit);
        }

        var sum = 0u;
        for (var y = 0; y < rows; y++)
        {
            if (Avx2.IsSupported)
            {
                var difference = Difference(ref Unsafe.Add(ref p, y * 8), ref Unsafe.Add(ref b, y * stride)) & Vector256.LoadUnsafe(ref k, (nuint)(y * 8)).AsByte();
                sum += (uint)Vector256.Sum(Squares(difference));
            }
            else
            {
                sum += SquaresOfFour(ref Unsafe.Add(ref p, y * 8), ref Unsafe.Add(ref b, y * stride), Vector128.LoadUnsafe(ref k, (nuint)(y * 8)))
                    + SquaresOfFour(ref Unsafe.Add(ref p, (y * 8) + 4), ref Unsafe.Add(ref b, (y * stride) + 4), Vector128.LoadUnsafe(ref k, (nuint)((y * 8) + 4)));
            }

            if (sum >= limit)
            {
                break;
            }
        }

        return (int)sum;
    }

    internal static int Wide(ref uint a, ref uint b, int stride, int radius, int limit)
    {
        var lanes = Vector256.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(Lanes), (nuint)(6 - (2 * radius))).AsByte();
        var sum = Vector256<int>.Zero;
        for (var y = 0; y <= radius; y++)
        {
            sum += Squares(Difference(ref Unsafe.Add(ref a, y * stride), ref Unsafe.Add(ref b, y * stride)) & lanes);
        }

        var half = Vector256.Sum(sum);
        if (half >= limit)
        {
            return half;
        }

        for (var y = radius + 1; y <= 2 * radius; y++)
        {
            sum += Squares(Difference(ref Unsafe.Add(ref a, y * stride), ref Unsafe.Add(ref b, y * stride)) & lanes);
        }

        return Vector256.Sum(sum);
    }

    internal static int Narrow(ref uint a, ref uint b, int stride, int radius, int limit)
    {
        ref var lanes = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Lanes), 6 - (2 * radius));
        var left = Vector128.LoadUnsafe(ref lanes);
        var right = Vector128.LoadUnsafe(ref lanes, 4);
        var sum = 0u;
        for (var y = 0; y <= 2 * radius && sum < limit; y++)
        {
            sum += SquaresOfFour(ref Unsafe.Add(ref a, y * stride), ref Unsafe.Add(ref b, y * stride), left)
                + SquaresOfFour(ref Unsafe.Add(ref a, (y * stride) + 4), ref Unsafe.Add(ref b, (y * stride) + 4), right);
        }

        return (int)sum;
    }

    internal static int Scalar(ref uint a, ref uint b, int stride, int radius, int limit)
    {
        var sum = 0;
        for (var y = 0; y <= 2 * radius && sum < limit; y++)
        {
            for (var x = 0; x <= 2 * radius; x++)
            {
                sum += OfPixels(Unsafe.Add(ref a, (y * stride) + x), Unsafe.Add(ref b, (y * stride) + x));
            }
        }

        return sum;
    }

    private static int MaskedScalar(ReadOnlySpan<uint> patch, ReadOnlySpan<uint> known, ref uint b, int stride, int rows, int limit)
    {
        var sum = 0;
        for (var i = 0; i < rows * 8 && sum < limit; i++)
        {
            sum += known[i] == 0 ? 0 : OfPixels(patch[i], Unsafe.Add(ref b, ((i >> 3) * stride) + (i & 7)));
        }

        return sum;
    }

    private static int OfPixels(uint a, uint b)
    {
        var sum = 0;
        for (var shift = 0; shift < 32; shift += 8)
        {
            var d = (int)((a >> shift) & 255) - (int)((b >> shift) & 255);
            sum += d * d;
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Difference(ref uint a, ref uint b)
    {
        var x = Vector256.LoadUnsafe(ref a).AsByte();
        var y = Vector256.LoadUnsafe(ref b).AsByte();
        return Vector256.Max(x, y) - Vector256.Min(x, y);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Squares(Vector256<byte> difference)
    {
        var low = Avx2.UnpackLow(difference, Vector256<byte>.Zero).AsInt16();
        var high = Avx2.UnpackHigh(difference, Vector256<byte>.Zero).AsInt16();
        return Avx2.MultiplyAddAdjacent(low, low) + Avx2.MultiplyAddAdjacent(high, high);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint SquaresOfFour(ref uint a, ref uint b, Vector128<uint> lanes)
    {
        var x = Vector128.LoadUnsafe(ref a).AsByte();
        var y = Vector128.LoadUnsafe(ref b).AsByte();
        // 255 squared fits 16 bits, so the product does not overflow.
        var (low, high) = Vector128.Widen((Vector128.Max(x, y) - Vector128.Min(x, y)) & lanes.AsByte());
        var (a0, a1) = Vector128.Widen(low * low);
        var (b0, b1) = Vector128.Widen(high * high);
        return Vector128.Sum(a0 + a1 + b0 + b1);
    }
}
