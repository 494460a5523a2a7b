using System.Buffers;
using System.Numerics.Tensors;
using Pentimento.Engine.Images;

namespace Pentimento.Engine.Operations.Kernels;

/// <summary>
/// The light loss of a lens towards the corners, the cos⁴ law: a ray at angle θ arrives with cos⁴ θ = (1 + tan² θ)⁻² of its light.
/// Here tan² θ grows with the fourth power of the distance, so that the middle of the picture keeps its light, and distances are
/// relative to the frame (an ellipse), so that wide pictures do not lose their sides.
/// </summary>
internal static class Falloff
{
    /// <summary>Darkens in place, in linear light, so that hues stay; alpha is not touched.</summary>
    /// <param name="corner">tan² θ at the corners: 0 changes nothing, 1 leaves a quarter of the light there.</param>
    /// <exception cref="OperationCanceledException">Cancelled; checked each row.</exception>
    public static void Run(Image image, float corner, CancellationToken cancellation)
    {
        var (width, height) = (image.Width, image.Height);
        var buffer = ArrayPool<float>.Shared.Rent(2 * width);
        try
        {
            var across = buffer.AsSpan(0, width);
            var gains = buffer.AsSpan(width, width);
            for (var x = 0; x < width; x++)
            {
                across[x] = HalfSquare(x, width);
            }

            for (var y = 0; y < height; y++)
            {
                cancellation.ThrowIfCancellationRequested();
                TensorPrimitives.Add(across, HalfSquare(y, height), gains);
                TensorPrimitives.Multiply(gains, gains, gains);
                TensorPrimitives.Multiply(gains, corner, gains);
                TensorPrimitives.Add(gains, 1f, gains);
                TensorPrimitives.Multiply(gains, gains, gains);
                TensorPrimitives.Divide(1f, gains, gains);
                Darken(image.Row(y), image.Bands, gains);
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(buffer);
        }
    }

    /// <summary>Half the squared distance from the middle: 0 there, 1/2 at the border.</summary>
    private static float HalfSquare(int position, int length)
    {
        var distance = ((2f * position) + 1 - length) / length;
        return 0.5f * distance * distance;
    }

    private static void Darken(Span<byte> row, int bands, ReadOnlySpan<float> gains)
    {
        var linear = SrgbTransfer.ToLinear;
        for (int x = 0, p = 0; x < gains.Length; x++, p += bands)
        {
            var gain = gains[x];
            row[p] = SrgbTransfer.ToByte(linear[row[p]] * gain);
            row[p + 1] = SrgbTransfer.ToByte(linear[row[p + 1]] * gain);
            row[p + 2] = SrgbTransfer.ToByte(linear[row[p + 2]] * gain);
        }
    }
}
