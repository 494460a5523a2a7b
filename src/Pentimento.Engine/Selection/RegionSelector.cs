using Pentimento.Engine.Images;
using Pentimento.Engine.Planning;

namespace Pentimento.Engine.Selection;

/// <summary>Turns a region in words into a soft mask of a picture: places and colours. Regions by name come with the models that find things.</summary>
internal static class RegionSelector
{
    /// <summary>Whether a phrase can be found in pictures at all.</summary>
    public static bool Knows(RegionPhrase phrase) => phrase.IsWhole || TryRead(phrase, out _, out _);

    /// <summary>The region of a phrase in this picture; null for the whole picture.</summary>
    /// <exception cref="ImageEditException">Nothing in the picture is meant by the phrase.</exception>
    public static Mask? Select(Image image, RegionPhrase phrase)
    {
        if (phrase.IsWhole)
        {
            return null;
        }

        if (!TryRead(phrase, out var place, out var colour))
        {
            throw new ArgumentException($"{phrase} is not known", nameof(phrase));
        }

        var weights = new byte[checked(image.Width * image.Height)];
        for (var y = 0; y < image.Height; y++)
        {
            var row = image.Row(y);
            for (var x = 0; x < image.Width; x++)
            {
                var weight = place?.Weight((x + 0.5) / image.Width, (y + 0.5) / image.Height) ?? 1;
                if (weight > 0 && colour is not null)
                {
                    var pixel = row.Slice(x * image.Bands, 3);
                    weight *= colour.Weight(pixel[0], pixel[1], pixel[2]);
                }

                weights[(y * image.Width) + x] = (byte)Math.Round(255 * weight);
            }
        }

        if (!weights.AsSpan().ContainsAnyExcept((byte)0))
        {
            throw new ImageEditException(
                ImageEditFailure.UnsupportedInstruction, $"Nothing in the image is {string.Join(' ', phrase.Qualifiers)}, so there is nothing to edit there.", "prompt");
        }

        return Mask.FromWeights(weights, image.Width, image.Height);
    }

    private static bool TryRead(RegionPhrase phrase, out PlaceRegion? place, out ColourRegion? colour)
    {
        colour = phrase.Qualifiers.Select(ColourRegion.Read).FirstOrDefault(c => c is not null);
        var places = phrase.Qualifiers.Where(q => ColourRegion.Read(q) is null).ToArray();
        place = places.Length == 0 ? null : PlaceRegion.Read(places);
        return phrase.Kind == "image" && (colour ?? (object?)place) is not null && (places.Length == 0 || place is not null);
    }
}
