using Pentimento.Engine.Images;

namespace Pentimento.Engine.Fill;

/// <summary>
/// The part of a picture that one or more neighbouring parts of the hole are filled from: read into a <see cref="PyramidLevel"/>
/// and written back, so that the cost follows the hole and not the picture.
/// </summary>
internal sealed class WorkingWindow
{
    private const int LeastRing = 16;

    private readonly Image _picture;
    private readonly Box _box;
    private readonly SmoothBase? _base;

    private WorkingWindow(Image picture, Box box, PyramidLevel level, IReadOnlyList<HoleComponent> holes, Func<int, int, bool> isBarred, CancellationToken cancellation)
    {
        (_picture, _box, Level) = (picture, box, level);
        foreach (var run in holes.SelectMany(h => h.Runs))
        {
            level.Kinds.AsSpan(((run.Y - box.Top) * level.Width) + run.Left - box.Left, run.Right - run.Left).Fill(PixelKind.Hole);
        }

        for (var y = 0; y < level.Height; y++)
        {
            for (var x = 0; x < level.Width; x++)
            {
                ref var kind = ref level.Kinds[(y * level.Width) + x];
                kind = kind == PixelKind.Known && isBarred(x + box.Left, y + box.Top) ? PixelKind.Barred : kind;
            }
        }

        _base = FitBase(holes);
        for (var y = 0; y < level.Height; y++)
        {
            cancellation.ThrowIfCancellationRequested();
            ReadRow(y);
        }
    }

    public PyramidLevel Level { get; }

    /// <summary>Reads a window.</summary>
    /// <param name="holes">The parts of the hole to fill; they lie wholly in it.</param>
    /// <param name="isBarred">Whether a known pixel of the picture may not be copied from.</param>
    public static WorkingWindow Read(
        Image picture, Box box, IReadOnlyList<HoleComponent> holes, int radius, Func<int, int, bool> isBarred, CancellationToken cancellation) =>
        new(picture, box, new(box.Width, box.Height, radius), holes, isBarred, cancellation);

    /// <summary>Writes one filled pixel into the picture.</summary>
    /// <param name="index">Of the pixel in the level.</param>
    /// <param name="origin">Of the pixel it was copied from: gives the alpha.</param>
    public void Write(int index, int origin, float red, float green, float blue, bool opaque)
    {
        var (x, y) = (index % Level.Width, index / Level.Width);
        var pixel = _picture.Row(y + _box.Top).Slice((x + _box.Left) * _picture.Bands, _picture.Bands);
        pixel[0] = Sample(red, x, y, 0);
        pixel[1] = Sample(green, x, y, 1);
        pixel[2] = Sample(blue, x, y, 2);
        if (_picture.HasAlpha)
        {
            pixel[3] = opaque ? (byte)255 : PixelAt(origin % Level.Width, origin / Level.Width)[3];
        }
    }

    private byte Sample(float value, int x, int y, int band) =>
        (byte)Math.Clamp(MathF.Round(_base is null ? value : value - SmoothBase.Middle + _base.At(x, y, band)), 0, 255);

    private Span<byte> PixelAt(int x, int y) => _picture.Row(y + _box.Top).Slice((x + _box.Left) * _picture.Bands, _picture.Bands);

    private void ReadRow(int y)
    {
        for (var x = 0; x < Level.Width; x++)
        {
            var i = (y * Level.Width) + x;
            if (Level.IsHole(i))
            {
                continue;
            }

            var pixel = PixelAt(x, y);
            if (_base is null)
            {
                Level.Pixels[i] = pixel[0] | ((uint)pixel[1] << 8) | ((uint)pixel[2] << 16);
                continue;
            }

            for (var band = 0; band < 3; band++)
            {
                var residue = SmoothBase.Middle + (int)MathF.Round(pixel[band] - _base.At(x, y, band));
                // What is far from the layer does not fit 8 bits, and has no place in a smooth hole.
                Level.Kinds[i] |= residue is < 0 or > 255 ? PixelKind.Barred : PixelKind.Known;
                Level.Pixels[i] |= (uint)Math.Clamp(residue, 0, 255) << (8 * band);
            }
        }
    }

    private SmoothBase? FitBase(IReadOnlyList<HoleComponent> holes)
    {
        var box = holes.Aggregate(holes[0].Box, (all, hole) => all.Union(hole.Box));
        var ring = box.Grow(Math.Max(LeastRing, Math.Max(box.Width, box.Height) / 4), _picture.Width, _picture.Height);
        var samples = new List<(int, int, byte, byte, byte)>();
        var step = Math.Max(1, (int)Math.Sqrt((double)ring.Width * ring.Height / 20_000));
        for (var y = ring.Top; y < ring.Bottom; y += step)
        {
            for (var x = ring.Left; x < ring.Right; x += step)
            {
                var (u, v) = (x - _box.Left, y - _box.Top);
                if (u >= 0 && v >= 0 && u < Level.Width && v < Level.Height && Level.Kinds[(v * Level.Width) + u] == PixelKind.Known)
                {
                    var pixel = PixelAt(u, v);
                    samples.Add((u, v, pixel[0], pixel[1], pixel[2]));
                }
            }
        }

        var inside = box.Left > 0 && box.Top > 0 && box.Right < _picture.Width && box.Bottom < _picture.Height;
        return SmoothBase.Fit(samples, Math.Max(Level.Width, Level.Height), inside);
    }
}
