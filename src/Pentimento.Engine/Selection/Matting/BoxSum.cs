using System.Numerics.Tensors;

namespace Pentimento.Engine.Selection.Matting;

/// <summary>Sums over square windows of a few pixels, by shifted additions: no running sum, so nothing drifts over many iterations.</summary>
internal sealed class BoxSum(int width, int height, int radius)
{
    private readonly float[] _rows = new float[width * height];

    /// <summary>Replaces each value by the sum of its (2 x radius + 1)² neighbours that exist.</summary>
    /// <param name="values">width x height in row order.</param>
    public void Run(Span<float> values)
    {
        for (var y = 0; y < height; y++)
        {
            var from = values.Slice(y * width, width);
            var to = _rows.AsSpan(y * width, width);
            from.CopyTo(to);
            for (var shift = 1; shift <= Math.Min(radius, width - 1); shift++)
            {
                TensorPrimitives.Add(to[..^shift], from[shift..], to[..^shift]);
                TensorPrimitives.Add(to[shift..], from[..^shift], to[shift..]);
            }
        }

        for (var y = 0; y < height; y++)
        {
            var to = values.Slice(y * width, width);
            to.Clear();
            for (var other = Math.Max(0, y - radius); other <= Math.Min(height - 1, y + radius); other++)
            {
                TensorPrimitives.Add(to, _rows.AsSpan(other * width, width), to);
            }
        }
    }
}
