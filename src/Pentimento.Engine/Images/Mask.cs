namespace Pentimento.Engine.Images;

/// <summary>
/// The region that may change, one weight a pixel: 0 keeps the pixel bit for bit, 255 takes the edited one, between them a blend.
/// </summary>
public sealed class Mask
{
    private Mask(byte[] weights, int width, int height)
    {
        Weights = weights;
        Width = width;
        Height = height;
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Weights in row order, <see cref="Width"/> x <see cref="Height"/> bytes.</summary>
    public ReadOnlySpan<byte> Values => Weights;

    internal byte[] Weights { get; }

    /// <summary>The weights of row <paramref name="y"/>.</summary>
    public ReadOnlySpan<byte> Row(int y) => Weights.AsSpan(y * Width, Width);

    /// <summary>Makes a mask from weights that the caller will not touch again.</summary>
    /// <param name="weights">width x height bytes in row order.</param>
    public static Mask FromWeights(byte[] weights, int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(weights.Length, checked(width * height));
        return new(weights, width, height);
    }

    /// <summary>A mask that lets every pixel change.</summary>
    public static Mask Everything(int width, int height)
    {
        var weights = new byte[checked(width * height)];
        weights.AsSpan().Fill(byte.MaxValue);
        return new(weights, width, height);
    }

    /// <summary>
    /// Reads the contract's mask: alpha 0 may change, every other alpha keeps the pixel. The edge is soft on the inside only, over
    /// a width of about 1/500 of the shorter side (none below 500 pixels), so nothing outside the marked region changes.
    /// </summary>
    /// <exception cref="ImageEditException">No alpha channel, another size than the image, or nothing marked.</exception>
    public static Mask FromAlpha(Image picture, int width, int height)
    {
        Check(picture, width, height, "mask", "Fully transparent pixels (alpha 0) mark what may change.");
        var weights = new byte[checked(width * height)];
        var pixels = picture.Pixels;
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = pixels[(i * 4) + 3] == 0 ? (byte)255 : (byte)0;
        }

        if (!weights.AsSpan().ContainsAnyExcept((byte)0))
        {
            throw new ImageEditException(
                ImageEditFailure.InvalidMask, "The mask marks nothing: it has no fully transparent pixel (alpha 0), so no pixel may change.", "mask");
        }

        return new Mask(weights, width, height).FeatherInside(Math.Min(4, Math.Min(width, height) / 500));
    }

    /// <summary>Reads a transparent picture with strokes drawn over the image: what is drawn may change, as much as it is opaque.</summary>
    /// <exception cref="ImageEditException">No alpha channel, another size than the image, nothing drawn, or drawn all over.</exception>
    public static Mask FromStrokes(Image picture, int width, int height)
    {
        Check(picture, width, height, "markup", "Strokes on transparent ground mark what may change.");
        var weights = new byte[checked(width * height)];
        var pixels = picture.Pixels;
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = pixels[(i * 4) + 3];
        }

        var (drawn, ground) = (weights.AsSpan().ContainsAnyExcept((byte)0), weights.AsSpan().Contains((byte)0));
        return drawn && ground
            ? new Mask(weights, width, height)
            : throw new ImageEditException(
                ImageEditFailure.InvalidMask,
                drawn ? "The markup has no fully transparent pixel, so it marks the whole image: leave it out." : "The markup marks nothing: every pixel of it is transparent.",
                "markup");
    }

    /// <summary>The part that lies in both: the product of the weights.</summary>
    /// <param name="other">Of the same size.</param>
    public Mask Intersect(Mask other) => Combine(other, (a, b) => (byte)(((a * b) + 127) / 255));

    /// <summary>What lies in either: the larger of the weights.</summary>
    /// <param name="other">Of the same size.</param>
    public Mask Union(Mask other) => Combine(other, (a, b) => Math.Max(a, b));

    /// <summary>What lies outside: 255 less each weight.</summary>
    public Mask Complement() => FromWeights(Array.ConvertAll(Weights, w => (byte)(255 - w)), Width, Height);

    /// <summary>What lies in this and is not wholly in the other.</summary>
    /// <param name="other">Of the same size.</param>
    public Mask Except(Mask other) => Combine(other, (a, b) => b == byte.MaxValue ? byte.MinValue : a);

    /// <summary>Everything of a weight above 0, wholly.</summary>
    public Mask Hull() => FromWeights(Array.ConvertAll(Weights, w => w > 0 ? byte.MaxValue : byte.MinValue), Width, Height);

    /// <summary>Everything within a distance of a weight above 0 (in the larger of both directions), wholly.</summary>
    /// <param name="pixels">0 or more.</param>
    public Mask Grow(int pixels)
    {
        var across = new byte[Weights.Length];
        for (var y = 0; y < Height; y++)
        {
            Spread(Weights.AsSpan(y * Width, Width), across.AsSpan(y * Width, Width), pixels);
        }

        var (column, grown) = (new byte[Height], new byte[Height]);
        for (var x = 0; x < Width; x++)
        {
            for (var y = 0; y < Height; y++)
            {
                column[y] = across[(y * Width) + x];
            }

            Spread(column, grown, pixels);
            for (var y = 0; y < Height; y++)
            {
                across[(y * Width) + x] = grown[y];
            }
        }

        return FromWeights(across, Width, Height);
    }

    /// <summary>The smallest rectangle around every weight of at least <paramref name="least"/>; null when there is none.</summary>
    public (int Left, int Top, int Width, int Height)? Bounds(byte least = 1)
    {
        var (left, top, right, bottom) = (Width, Height, -1, -1);
        for (var y = 0; y < Height; y++)
        {
            var row = Row(y);
            var first = row.IndexOfAnyInRange(least, byte.MaxValue);
            if (first >= 0)
            {
                (left, right) = (Math.Min(left, first), Math.Max(right, row.LastIndexOfAnyInRange(least, byte.MaxValue)));
                (top, bottom) = (Math.Min(top, y), y);
            }
        }

        return right < 0 ? null : (left, top, right - left + 1, bottom - top + 1);
    }

    private static void Spread(ReadOnlySpan<byte> from, Span<byte> to, int pixels)
    {
        to.Clear();
        for (int x = 0, reached = 0; x < from.Length; x++)
        {
            if (from[x] > 0)
            {
                var start = Math.Max(reached, x - pixels);
                reached = Math.Min(from.Length, x + pixels + 1);
                to[start..reached].Fill(byte.MaxValue);
            }
        }
    }

    /// <summary>Softens the edge towards the inside: weights fall off over the last <paramref name="pixels"/> before a kept pixel.</summary>
    /// <param name="pixels">Width of the ramp; 0 leaves the mask as it is.</param>
    public Mask FeatherInside(int pixels)
    {
        if (pixels <= 0)
        {
            return this;
        }

        // City-block distance to the nearest kept pixel, capped, in two passes (Rosenfeld & Pfaltz 1966). The image's own border is no edge.
        var cap = (byte)(pixels + 1);
        var distance = new byte[Weights.Length];
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                var i = (y * Width) + x;
                distance[i] = Weights[i] == 0
                    ? (byte)0
                    : (byte)Math.Min(cap, 1 + Math.Min(x > 0 ? distance[i - 1] : cap, y > 0 ? distance[i - Width] : cap));
            }
        }

        var soft = new byte[Weights.Length];
        for (var y = Height - 1; y >= 0; y--)
        {
            for (var x = Width - 1; x >= 0; x--)
            {
                var i = (y * Width) + x;
                distance[i] = (byte)Math.Min(
                    distance[i], 1 + Math.Min(x < Width - 1 ? distance[i + 1] : cap, y < Height - 1 ? distance[i + Width] : cap));
                soft[i] = (byte)(Weights[i] * distance[i] / cap);
            }
        }

        return new(soft, Width, Height);
    }

    private static void Check(Image picture, int width, int height, string name, string how)
    {
        if (!picture.HasAlpha)
        {
            throw new ImageEditException(ImageEditFailure.MaskWithoutAlpha, $"Invalid {name} image format - {name} image missing alpha channel. {how}", name);
        }

        if (picture.Width != width || picture.Height != height)
        {
            throw new ImageEditException(
                ImageEditFailure.InvalidMask, $"The {name} is {picture.Width}x{picture.Height} pixels and the image {width}x{height}: they must be the same size.", name);
        }
    }

    private Mask Combine(Mask other, Func<byte, byte, byte> combine)
    {
        var weights = new byte[Weights.Length];
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = combine(Weights[i], other.Weights[i]);
        }

        return FromWeights(weights, Width, Height);
    }
}
