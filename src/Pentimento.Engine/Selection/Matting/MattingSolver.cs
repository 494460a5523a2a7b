using System.Numerics.Tensors;

namespace Pentimento.Engine.Selection.Matting;

/// <summary>
/// Solves for alpha in the unknown band: (L + λ) alpha = λ guess with the matting Laplacian L and the known pixels held, by conjugate
/// gradients (Hestenes and Stiefel 1952).
/// </summary>
internal static class MattingSolver
{
    private const int MaxIterations = 24;
    private const float Tolerance = 5e-3f;

    /// <param name="alpha">The guess, 0 to 1; becomes the solution where <paramref name="unknown"/> is 1.</param>
    /// <param name="unknown">1 where alpha is to be found, 0 where it is known.</param>
    /// <param name="trust">λ as a share of the Laplacian's diagonal: how far the guess is believed inside the band.</param>
    public static void Solve(ColourLines lines, float[] alpha, float[] unknown, float trust, CancellationToken cancellation)
    {
        var count = alpha.Length;
        var (residual, direction, product, weight) = (new float[count], new float[count], new float[count], new float[count]);
        TensorPrimitives.Multiply(lines.Windows, trust, weight);

        // The guess is the starting point: its own term of the residual is 0 there, and only the Laplacian's is left.
        lines.Apply(alpha, residual);
        TensorPrimitives.Negate(residual, residual);
        TensorPrimitives.Multiply(residual, unknown, residual);
        residual.CopyTo(direction, 0);
        var power = TensorPrimitives.Dot<float>(residual, residual);
        var enough = Math.Max(1e-9f, power * Tolerance * Tolerance);
        for (var i = 0; i < MaxIterations && power > enough; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            lines.Apply(direction, product);
            TensorPrimitives.MultiplyAdd(direction, weight, product, product);
            TensorPrimitives.Multiply(product, unknown, product);
            var step = power / TensorPrimitives.Dot<float>(direction, product);
            TensorPrimitives.MultiplyAdd(direction, step, alpha, alpha);
            TensorPrimitives.MultiplyAdd(product, -step, residual, residual);
            var next = TensorPrimitives.Dot<float>(residual, residual);
            TensorPrimitives.MultiplyAdd(direction, next / power, residual, direction);
            power = next;
        }

        TensorPrimitives.Clamp(alpha, 0f, 1f, alpha);
    }
}
