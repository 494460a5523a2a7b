using Pentimento.Engine.Images;
using Pentimento.Engine.Operations.Kernels;

namespace Pentimento.Engine.Operations;

/// <summary>What may stand behind a subject, read: one colour, two colours that run into each other, or the second image.</summary>
internal sealed record BackdropValue(Rgb From, Rgb To, string Direction, bool IsSecondImage)
{
    // Light enough to pass for a studio wall, dark enough that a white subject stands out.
    private static readonly Rgb Plain = new(232, 232, 232);

    /// <summary>Reads <c>#ffffff</c>, <c>plain</c>, <c>gradient #88bbff #ffffff left</c> or <c>image 2</c>; null for anything else. Nothing said is plain.</summary>
    public static BackdropValue? Read(string? value)
    {
        var words = (value ?? "plain").Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
        return words switch
        {
            ["image", "2"] => new(default, default, "", true),
            ["plain"] => new(Plain, Plain, "", false),
            ["plain", ..] or [_] when words.Length <= 2 && Rgb.TryParse(words[^1], out var colour) => new(colour, colour, "", false),
            ["gradient", var first, .. var rest] when Rgb.TryParse(first, out var from) => ReadGradient(from, rest),
            _ => null,
        };
    }

    /// <summary>Draws it at a size.</summary>
    /// <param name="images">The request's images; the second is cut to cover, around what draws most attention.</param>
    /// <returns>A new picture; the caller owns it.</returns>
    public Image Draw(int width, int height, byte[]? profile, IReadOnlyList<Image> images)
    {
        if (IsSecondImage)
        {
            return images.Count > 1
                ? Resampling.Cover(images[1], width, height)
                : throw new ImageEditException(
                    ImageEditFailure.UnsupportedInstruction, "The new background is the second image: send both, the one to edit first.", "image");
        }

        var picture = Image.Create(width, height, 3, profile);
        for (var y = 0; y < height; y++)
        {
            var row = picture.Row(y);
            for (int x = 0, p = 0; x < width; x++, p += 3)
            {
                var (across, down) = (width > 1 ? x / (width - 1.0) : 0, height > 1 ? y / (height - 1.0) : 0);
                var share = Direction switch
                {
                    "left" => 1 - across,
                    "right" => across,
                    "top" => 1 - down,
                    "center" => Math.Min(1, Math.Sqrt(Math.Pow((2 * across) - 1, 2) + Math.Pow((2 * down) - 1, 2)) / Math.Sqrt(2)),
                    _ => down,
                };

                // Half a level of ordered noise keeps wide gradients from banding.
                var dither = From == To ? 0.5 : ((((x * 5) + (y * 3)) & 7) + 0.5) / 8;
                row[p] = (byte)(From.R + ((To.R - From.R) * share) + dither);
                row[p + 1] = (byte)(From.G + ((To.G - From.G) * share) + dither);
                row[p + 2] = (byte)(From.B + ((To.B - From.B) * share) + dither);
            }
        }

        return picture;
    }

    private static BackdropValue? ReadGradient(Rgb from, ReadOnlySpan<string> rest)
    {
        var to = Rgb.White;
        if (rest.Length > 0 && Rgb.TryParse(rest[0], out var second))
        {
            to = second;
            rest = rest[1..];
        }

        return rest switch
        {
            [] => new(from, to, "bottom", false),
            ["left" or "right" or "top" or "bottom" or "center"] => new(from, to, rest[0], false),
            _ => null,
        };
    }
}
