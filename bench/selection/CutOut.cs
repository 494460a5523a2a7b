using Pentimento.Engine.Images;
using Pentimento.Engine.Planning;
using Pentimento.Engine.Selection;

namespace Pentimento.Bench.Selection;

/// <summary>A thing with an alpha of its own, to be pasted: what is composed of it has that alpha by construction.</summary>
/// <param name="Name">What a prompt calls it; null for a drawn thing that has no name.</param>
/// <param name="Picture">RGBA.</param>
internal sealed record CutOut(string? Name, Image Picture) : IDisposable
{
    /// <summary>Takes a thing out of a picture; from now on its alpha is the truth, right or wrong.</summary>
    public static CutOut Of(RegionSelector regions, string file, string name)
    {
        using var image = new ImageDecoder(new()).Decode(File.ReadAllBytes(file));
        using var session = regions.Begin(image);
        var mask = session.Select(image, RegionPhrase.Parse(name == "person" ? name : $"object:{name}"), default).Mask;
        var cut = Image.Create(image.Width, image.Height, 4);
        for (var i = 0; i < mask.Values.Length; i++)
        {
            image.Pixels.Slice(i * image.Bands, 3).CopyTo(cut.Pixels.Slice(i * 4, 3));
            cut.Pixels[(i * 4) + 3] = mask.Values[i];
        }

        return new(name, cut);
    }

    /// <summary>A ball with a coat of hairs, each a pixel wide and thinner to its tip: soft alpha all around.</summary>
    public static CutOut Fur(int side, int seed)
    {
        var picture = Image.Create(side, side, 4, clear: true);
        var random = new Random(seed);
        var alpha = new float[side * side];
        var radius = side * 0.33f;
        for (var hair = 0; hair < side * 6; hair++)
        {
            var angle = random.NextSingle() * MathF.Tau;
            var (bend, length) = ((random.NextSingle() - 0.5f) * 0.5f, side * (0.02f + (0.06f * random.NextSingle())));
            for (var t = 0f; t < 1; t += 0.4f / length)
            {
                var (sin, cos) = MathF.SinCos(angle + (bend * t));
                var distance = radius - 4 + (t * length);
                var i = ((int)((side / 2f) + (distance * sin)) * side) + (int)((side / 2f) + (distance * cos));
                alpha[i] = MathF.Max(alpha[i], 1 - (0.8f * t));
            }
        }

        for (var i = 0; i < alpha.Length; i++)
        {
            var (x, y) = ((i % side) - (side / 2f), (i / side) - (side / 2f));
            var inside = Math.Clamp(radius - MathF.Sqrt((x * x) + (y * y)), 0, 1);
            var shade = 1 - (0.4f * ((x + y + side) / (2 * side))) - (0.15f * random.NextSingle());
            (byte, byte, byte) colour = ((byte)(236 * shade), (byte)(150 * shade), (byte)(70 * shade));
            (picture.Pixels[i * 4], picture.Pixels[(i * 4) + 1], picture.Pixels[(i * 4) + 2]) = colour;
            picture.Pixels[(i * 4) + 3] = (byte)MathF.Round(255 * MathF.Max(alpha[i], inside));
        }

        return new(null, picture);
    }

    public void Dispose() => Picture.Dispose();

    /// <summary>Pastes it, scaled to a share of the photograph's height.</summary>
    /// <param name="across">Where its middle is, 0 to 1.</param>
    /// <returns>The composite, the caller's to dispose, and its alpha.</returns>
    public (Image Picture, byte[] Alpha) Paste(Image photo, double height, double across)
    {
        var scale = Math.Min(height * photo.Height / Picture.Height, 0.9 * photo.Width / Picture.Width);
        var composite = photo.Clone();
        var alpha = new byte[photo.Width * photo.Height];
        var (width, rows) = ((int)(Picture.Width * scale), (int)(Picture.Height * scale));
        var (left, top) = ((int)((photo.Width - width) * across), photo.Height - rows);
        for (var y = 0; y < rows; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var (r, g, b, a) = Mean(x / scale, y / scale, (x + 1) / scale, (y + 1) / scale);
                var to = composite.Row(top + y).Slice((left + x) * photo.Bands, 3);
                for (var c = 0; c < 3; c++)
                {
                    to[c] = (byte)Math.Round(((c == 0 ? r : c == 1 ? g : b) * a) + (to[c] * (1 - a)));
                }

                alpha[((top + y) * photo.Width) + left + x] = (byte)Math.Round(255 * a);
            }
        }

        return (composite, alpha);
    }

    /// <summary>The mean colour and alpha of a rectangle, weighted by alpha.</summary>
    private (double R, double G, double B, double A) Mean(double x0, double y0, double x1, double y1)
    {
        double r = 0, g = 0, b = 0, a = 0;
        var count = 0;
        for (var y = (int)y0; y < Math.Max((int)y0 + 1, Math.Min(y1, Picture.Height)) && y < Picture.Height; y++)
        {
            for (var x = (int)x0; x < Math.Max((int)x0 + 1, Math.Min(x1, Picture.Width)) && x < Picture.Width; x++, count++)
            {
                var p = Picture.Row(y).Slice(x * 4, 4);
                (r, g, b, a) = (r + (p[0] * p[3]), g + (p[1] * p[3]), b + (p[2] * p[3]), a + p[3]);
            }
        }

        return a == 0 ? default : (r / a, g / a, b / a, a / (255.0 * count));
    }
}
