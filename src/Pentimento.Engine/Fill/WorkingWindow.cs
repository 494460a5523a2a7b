using System.Runtime.Intrinsics;
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

    private WorkingWindow(Image picture, Box box, PyramidLevel level, IReadOnlyList<HoleComponent> holes, Func<int, int, bool> isBarred, bool smooth, CancellationToken cancellation)
    {
        (_picture, _box, Level) = (picture, box, level);
        foreach (var run in holes.SelectMany(h => h.Runs))
        {
            level.Kinds.AsSpan(((run.Y - box.Top) * level.Width) + run.Left - box.Left, run.Right - run.Left).Fill(PixelKind.Hole);
        }

        for (var y = 0; y < level.Height; y++)
        {
            cancellation.ThrowIfCancellationRequested();
            for (var x = 0; x < level.Width; x++)
            {
                ref var kind = ref level.Kinds[(y * level.Width) + x];
                kind = kind == PixelKind.Known && isBarred(x + box.Left, y + box.Top) ? PixelKind.Barred : kind;
            }
        }

        _base = smooth ? FitBase(holes) : null;
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
    /// <param name="smooth">Whether to look for a <see cref="SmoothBase"/>.</param>
    public static WorkingWindow Read(
        Image picture, Box box, IReadOnlyList<HoleComponent> holes, int radius, Func<int, int, bool> isBarred, bool smooth, CancellationToken cancellation) =>
        new(picture, box, new(box.Width, box.Height, radius), holes, isBarred, smooth, cancellation);

    /// <summary>Writes one filled pixel into the picture.</summary>
    /// <param name="index">Of the pixel in the level.</param>
    /// <param name="colour">Red, green and blue.</param>
    public void Write(int index, Vector128<float> colour, float alpha)
    {
        var (x, y) = (index % Level.Width, index / Level.Width);
        var pixel = PixelAt(x, y);
        for (var band = 0; band < 3; band++)
        {
            pixel[band] = Sample(colour[band], x, y, band);
        }

        pixel[3..].Fill((byte)Math.Clamp(MathF.Round(alpha), 0, 255));
    }

    /// <summary>The alpha of one pixel of the level.</summary>
    public int AlphaAt(int index) => _picture.HasAlpha ? PixelAt(index % Level.Width, index / Level.Width)[3] : 255;

    /// <summary>The picture as it would be with the hole enlarged (bilinear) from a finished level.</summary>
    /// <param name="halvings">How often the level was halved.</param>
    public Image Partial(PyramidLevel level, int halvings)
    {
        var picture = _picture.Clone();
        var scale = 1 << halvings;
        foreach (var hole in Level.Holes)
        {
            var (x, y) = (hole % Level.Width, hole / Level.Width);
            var (u, v) = (((x + 0.5f) / scale) - 0.5f, ((y + 0.5f) / scale) - 0.5f);
            var (left, top) = (Math.Clamp((int)MathF.Floor(u), 0, level.Width - 1), Math.Clamp((int)MathF.Floor(v), 0, level.Height - 1));
            var (right, bottom) = (Math.Min(left + 1, level.Width - 1), Math.Min(top + 1, level.Height - 1));
            var (across, down) = (Math.Clamp(u - left, 0, 1), Math.Clamp(v - top, 0, 1));
            var pixel = picture.Row(y + _box.Top).Slice((x + _box.Left) * picture.Bands, picture.Bands);
            for (var band = 0; band < 3; band++)
            {
                var above = (At(left, top, band) * (1 - across)) + (At(right, top, band) * across);
                var below = (At(left, bottom, band) * (1 - across)) + (At(right, bottom, band) * across);
                pixel[band] = Sample((above * (1 - down)) + (below * down), x, y, band);
            }

            pixel[3..].Fill(255);
        }

        return picture;

        int At(int x, int y, int band) => (int)(level.Pixels[(y * level.Width) + x] >> (8 * band)) & 255;
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
            Level.Pixels[i] = (uint)AlphaAt(i) << 24;
            if (_base is null)
            {
                Level.Pixels[i] |= pixel[0] | ((uint)pixel[1] << 8) | ((uint)pixel[2] << 16);
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
