namespace Pentimento.Engine.Operations.Kernels;

/// <summary>
/// The paper and the hand of a pencil drawing: fine tooth, and strokes that lean to the right, as a field of heights 0..1. Graphite
/// stays on the heights first. The field repeats, mirrored, every few hundred strokes.
/// </summary>
internal sealed class PencilTexture : IDisposable
{
    private const int Side = 768;
    private const double Slant = 62 * Math.PI / 180;
    private const float Contrast = 0.36f;

    private readonly Plane _strokes;
    private readonly double _scale;

    /// <param name="grain">Pixels of the picture for each sample of the texture; at least 1.</param>
    /// <param name="seed">The same seed gives the same paper.</param>
    public PencilTexture(double grain, int seed, CancellationToken cancellation)
    {
        _scale = 1 / grain;
        _strokes = NoiseField.Create(Side, Side, 0.6, seed, cancellation);
        using var tooth = NoiseField.Create(Side, Side, 0.6, seed + 1, cancellation);
        for (var y = 0; y < Side; y++)
        {
            Draw(_strokes.Row(y), tooth.Row(y));
        }
    }

    /// <summary>The heights under row <paramref name="y"/> of the picture.</summary>
    public void Read(int y, Span<float> row)
    {
        var (sin, cos) = Math.SinCos(Slant);
        var (u, v) = (y * _scale * -sin, y * _scale * cos);
        var (du, dv) = (_scale * cos, _scale * sin);
        ReadOnlySpan<float> values = _strokes.Values;
        for (var x = 0; x < row.Length; x++, u += du, v += dv)
        {
            var (left, top) = (Math.Floor(u), Math.Floor(v));
            var (s, t) = ((float)(u - left), (float)(v - top));
            var (i, j) = (Mirror((int)left), Mirror((int)top));
            var (i1, j1) = (Mirror((int)left + 1), Mirror((int)top + 1) * Side);
            j *= Side;
            var above = values[j + i] + (s * (values[j + i1] - values[j + i]));
            var below = values[j1 + i] + (s * (values[j1 + i1] - values[j1 + i]));
            row[x] = above + (t * (below - above));
        }
    }

    public void Dispose() => _strokes.Dispose();

    /// <summary>Noise drawn out along its row (a decaying trail, there and back) is a stroke; the tooth is laid over it.</summary>
    private static void Draw(Span<float> row, ReadOnlySpan<float> tooth)
    {
        const float keep = 0.9f;
        var trail = 0f;
        for (var x = 0; x < Side; x++)
        {
            row[x] = trail = (keep * trail) + ((1 - keep) * row[x]);
        }

        trail = 0;
        for (var x = Side - 1; x >= 0; x--)
        {
            row[x] = trail = (keep * trail) + ((1 - keep) * row[x]);
        }

        // The trail leaves about a sixth of the deviation.
        for (var x = 0; x < Side; x++)
        {
            row[x] = Math.Clamp(0.5f + (Contrast * ((4f * row[x]) + (0.5f * tooth[x]))), 0, 1);
        }
    }

    private static int Mirror(int index)
    {
        var place = ((index % (2 * Side)) + (2 * Side)) % (2 * Side);
        return place < Side ? place : (2 * Side) - 1 - place;
    }
}
