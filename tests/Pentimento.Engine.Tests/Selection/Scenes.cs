using Pentimento.Engine.Images;
using Pentimento.Engine.Native.Vips;

namespace Pentimento.Engine.Tests.Selection;

/// <summary>Pictures with several things, put together from the test pictures; in pixels that the tests name.</summary>
internal static class Scenes
{
    /// <summary>A picture by name.</summary>
    public static Image Of(string name) => name switch
    {
        // Three portraits beside one another: 0 to 400, 400 to 800 (with a blue tint), 800 to 1200; 400 high.
        "people" => Row(("astronaut.jpg", 400, 400, false), ("astronaut.jpg", 400, 400, true), ("astronaut.jpg", 400, 400, false)),

        // Two portraits, the right one half as wide and high, at the bottom.
        "behind" => Row(("astronaut.jpg", 500, 500, false), ("astronaut.jpg", 220, 220, false)),

        // A cat left of a motorcycle.
        "cat and motorcycle" => Row(("chelsea.png", 600, 400, false), ("motorcycle.jpg", 600, 400, false)),
        _ => Pictures.Load(name),
    };

    private static Image Row(params (string Name, int Width, int Height, bool Blue)[] parts)
    {
        var row = Image.Create(parts.Sum(p => p.Width), parts.Max(p => p.Height), 3);
        row.Pixels.Fill(200);
        var left = 0;
        foreach (var (name, width, height, blue) in parts)
        {
            using var picture = Pictures.Load(name);
            using var view = picture.ToVips();
            using var resize = new VipsOperation("resize");
            using var resized = resize.Set("in", view).Set("scale", (double)width / picture.Width).Set("vscale", (double)height / picture.Height).Image();
            using var part = Image.FromVips(resized);
            for (var y = 0; y < height; y++)
            {
                var to = row.Row(row.Height - height + y)[(left * 3)..];
                var from = part.Row(y);
                for (var x = 0; x < width; x++)
                {
                    var (r, g, b) = (from[x * part.Bands], from[(x * part.Bands) + 1], from[(x * part.Bands) + 2]);
                    (to[x * 3], to[(x * 3) + 1], to[(x * 3) + 2]) = blue ? (b, g, r) : (r, g, b);
                }
            }

            left += width;
        }

        return row;
    }
}
