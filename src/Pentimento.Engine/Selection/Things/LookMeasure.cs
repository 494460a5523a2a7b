using Pentimento.Engine.Images;
using Pentimento.Engine.Vision;

namespace Pentimento.Engine.Selection.Things;

/// <summary>How much of a thing has a colour: for people on the part of the body that the clothing covers.</summary>
internal sealed class LookMeasure
{
    private const int SamplesASide = 40;

    private readonly ColourRegion _colour;
    private readonly float _from;
    private readonly float _to;
    private readonly float _width;

    private LookMeasure(ColourRegion colour, (float From, float To) rows, float width) => (_colour, _from, _to, _width) = (colour, rows.From, rows.To, width);

    /// <summary>Reads <c>red</c>, <c>blue jeans</c>; null when the words hold no colour that can be measured.</summary>
    /// <param name="isPerson">Whether the words tell clothing, worn at its height of the body.</param>
    public static LookMeasure? Read(string look, bool isPerson)
    {
        var words = look.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var colour = words.Select(ColourRegion.ReadOfThing).FirstOrDefault(c => c is not null);
        return colour is null ? null : isPerson ? new(colour, Rows(words[^1]), 0.5f) : new(colour, (0.1f, 0.9f), 0.8f);
    }

    /// <summary>The share of the thing that has the colour, 0 to 1.</summary>
    /// <param name="box">Of the thing, in pixels of the picture.</param>
    /// <param name="outline">The thing itself: what is seen beside it in its box (snow behind a brown horse) has no say; null takes all of the box.</param>
    public double Share(Image picture, Box box, Heatmap? outline = null)
    {
        var sum = 0.0;
        var all = 0.0;
        for (var i = 0; i < SamplesASide; i++)
        {
            var y = Math.Clamp((int)(box.Y + (box.Height * (_from + ((_to - _from) * (i + 0.5f) / SamplesASide)))), 0, picture.Height - 1);
            var row = picture.Row(y);
            for (var j = 0; j < SamplesASide; j++)
            {
                var x = Math.Clamp((int)(box.X + (box.Width * (0.5f + (_width * (((j + 0.5f) / SamplesASide) - 0.5f))))), 0, picture.Width - 1);
                var pixel = row.Slice(x * picture.Bands, 3);
                var weight = outline is null ? 1 : outline.Values[(y * outline.Height / picture.Height * outline.Width) + (x * outline.Width / picture.Width)];
                sum += weight * _colour.Weight(pixel[0], pixel[1], pixel[2]);
                all += weight;
            }
        }

        return all > 0 ? sum / all : 0;
    }

    // Shares of a standing body's height: head an eighth, waist at the half (the proportions of figure drawing).
    private static (float From, float To) Rows(string clothing) => clothing switch
    {
        "hat" or "cap" or "helmet" or "beanie" or "hood" or "hair" or "turban" => (0, 0.12f),
        "pants" or "jeans" or "trousers" or "shorts" or "skirt" or "leggings" => (0.5f, 0.85f),
        "shoe" or "shoes" or "boot" or "boots" or "sock" or "socks" or "sneaker" or "sneakers" => (0.9f, 1),
        "dress" or "suit" or "uniform" or "coat" or "robe" or "gown" => (0.18f, 0.8f),
        _ => (0.18f, 0.5f),
    };
}
