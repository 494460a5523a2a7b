using System.Numerics.Tensors;

namespace Pentimento.Engine.Operations.Kernels;

/// <summary>Reads a small plane as if it were a large one, row by row, with straight lines between samples (pixel centres match).</summary>
internal sealed class Zoom
{
    private readonly int[] _left;
    private readonly float[] _share;
    private readonly float[] _row;
    private readonly double _scale;

    /// <param name="small">Size of the planes that are read.</param>
    /// <param name="large">Size of the picture that they stand for.</param>
    public Zoom((int Width, int Height) small, (int Width, int Height) large)
    {
        _scale = (double)small.Height / large.Height;
        _row = new float[small.Width + 1];
        _left = new int[large.Width];
        _share = new float[large.Width];
        var across = (double)small.Width / large.Width;
        for (var x = 0; x < large.Width; x++)
        {
            var at = Math.Clamp(((x + 0.5) * across) - 0.5, 0, small.Width - 1);
            _left[x] = (int)at;
            _share[x] = (float)(at - _left[x]);
        }
    }

    /// <summary>The size at which about <paramref name="pixels"/> pixels are left of a picture; its own when it has fewer.</summary>
    public static (int Width, int Height) SizeFor(int width, int height, double pixels)
    {
        var scale = Math.Min(1, Math.Sqrt(pixels / ((double)width * height)));
        return (Math.Max(1, (int)Math.Round(width * scale)), Math.Max(1, (int)Math.Round(height * scale)));
    }

    /// <summary>Row <paramref name="y"/> of the large picture.</summary>
    public void Read(Plane small, int y, Span<float> row)
    {
        var at = Math.Clamp(((y + 0.5) * _scale) - 0.5, 0, small.Height - 1);
        var top = (int)at;
        TensorPrimitives.Lerp(small.Row(top), small.Row(Math.Min(top + 1, small.Height - 1)), (float)(at - top), _row.AsSpan(0, small.Width));
        _row[small.Width] = _row[small.Width - 1];
        for (var x = 0; x < row.Length; x++)
        {
            var from = _row[_left[x]];
            row[x] = from + ((_row[_left[x] + 1] - from) * _share[x]);
        }
    }
}
