using Pentimento.Engine.Images;
using Pentimento.Engine.Planning;

namespace Pentimento.Engine.Selection;

/// <summary>Regions that need no model: places (<c>left half</c>, <c>top right corner</c>) and colours, alone or as what narrows another region.</summary>
internal static class PlacesAndColours
{
    /// <summary>Why the places and the look of a phrase tell no part of a picture, as the end of a sentence; null when they do.</summary>
    public static string? Fault(RegionPhrase phrase) =>
        phrase.Places.Count > 0 && PlaceRegion.Read(phrase.Places) is null ? $"\"{string.Join(' ', phrase.Places)}\" is no place in a picture"
        : phrase.Look is { } look && Colour(look) is null ? $"\"{look}\" is no colour that is known"
        : null;

    /// <summary>The part of a picture that the places and the look tell; null when the phrase has neither.</summary>
    /// <exception cref="ImageEditException">Nothing in the picture has the colour.</exception>
    public static Mask? Select(Image image, RegionPhrase phrase)
    {
        var place = phrase.Places.Count == 0 ? null : PlaceRegion.Read(phrase.Places);
        var colour = phrase.Look is { } look ? Colour(look) : null;
        if (place is null && colour is null)
        {
            return null;
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

        return weights.AsSpan().ContainsAnyExcept((byte)0)
            ? Mask.FromWeights(weights, image.Width, image.Height)
            : throw SelectionFailure.NotFound($"Nothing in the image is {Words(phrase)}, so there is nothing to edit there.");
    }

    /// <summary><c>top left, red</c>.</summary>
    public static string Words(RegionPhrase phrase) => string.Join(' ', phrase.Look is null ? phrase.Places : [.. phrase.Places, phrase.Look]);

    private static ColourRegion? Colour(string look) => look.Split(' ').Select(ColourRegion.Read).FirstOrDefault(c => c is not null);
}
