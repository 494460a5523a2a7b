using Pentimento.Engine.Execution;
using Pentimento.Engine.Fill;
using Pentimento.Engine.Images;
using Pentimento.Engine.Planning;

namespace Pentimento.Bench;

/// <summary>The before/after pairs of docs/fill.md.</summary>
internal static class FillPictures
{
    /// <param name="Paint">The colour that the marked place is painted with first: a sign, a scratch; null when it is in the photograph.</param>
    private sealed record Case(string Name, string Photo, Stroke[] Strokes, Rgb? Paint = null);

    private static readonly Case[] Cases =
    [
        new("scratches", "chelsea.png", [new(20, 40, 430, 262, 4), new(210, 0, 262, 299, 3), new(330, 60, 300, 299, 5), new(60, 180, 60, 180, 26)], new(236, 232, 224)),
        new("dandelion-small", "dandelions.jpg", [new(655, 346, 655, 346, 120), new(646, 395, 643, 450, 18)]),
        new("dandelion-large", "dandelions.jpg", [new(236, 145, 236, 145, 276), new(234, 250, 232, 450, 34)]),
        new("badge", "astronaut.jpg", [new(301, 360, 301, 360, 60)]),
        new("emblem", "astronaut.jpg", [new(171, 385, 171, 385, 90)]),
        new("masts", "rocket.jpg", [new(201, 116, 201, 192, 16), new(199, 190, 188, 388, 40), new(447, 116, 447, 192, 16), new(449, 190, 459, 388, 40)]),
        new("sign", "brick.jpg", [new(190, 220, 330, 220, 100)], new(200, 30, 25)),
        new("crater", "moon.jpg", [new(121, 89, 121, 89, 76)]),
        new("brand", "motorcycle.jpg", [new(404, 203, 446, 200, 22)]),
        new("bottle", "motorcycle.jpg", [new(409, 58, 409, 88, 32)]),
        new("stone", "gravel.jpg", [new(172, 126, 172, 126, 44)]),
    ];

    public static int Make(string docs, string assets, string photos)
    {
        Directory.CreateDirectory(Path.Combine(docs, "fill"));
        foreach (var made in Cases)
        {
            using var photo = Read(made.Photo, assets, photos);
            var hole = Stroke.Mask(made.Strokes, photo.Width, photo.Height);
            if (made.Paint is { } colour)
            {
                Stroke.Paint(photo, hole, colour);
            }

            Pair(photo, hole, Path.Combine(docs, "fill", $"{made.Name}.jpg"));
        }

        using var clean = Read("dandelions.jpg", assets, photos);
        using var text = Edit([clean], new("add_text", Value: "© 2024 Sample"));
        Pair(text, Difference(clean, text).Grow(1), Path.Combine(docs, "fill", "text.jpg"));
        return 0;
    }

    private static Image Read(string name, string assets, string photos)
    {
        var shared = Path.Combine(assets, name);
        return new ImageDecoder(new()).Decode(File.ReadAllBytes(File.Exists(shared) ? shared : Path.Combine(photos, name)));
    }

    private static void Pair(Image before, Mask hole, string target)
    {
        using var after = Inpainting.Fill(before, hole, new(), null, default);
        using var pair = Edit([before, after], new("collage", Value: "row"));
        using var encoded = new ImageEncoder().Encode(pair, new() { Format = ImageFormat.Jpeg, Quality = 80 });
        File.WriteAllBytes(target, encoded.Bytes.Span);
    }

    private static Mask Difference(Image a, Image b)
    {
        var weights = new byte[a.Width * a.Height];
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = a.Pixels.Slice(i * a.Bands, 3).SequenceEqual(b.Pixels.Slice(i * b.Bands, 3)) ? (byte)0 : (byte)255;
        }

        return Mask.FromWeights(weights, a.Width, a.Height);
    }

    private static Image Edit(IReadOnlyList<Image> images, EditStep step) =>
        new EditExecutor(new()).Execute(new() { Plan = new EditPlan([step], []), Images = images }, null, default).Image;
}
