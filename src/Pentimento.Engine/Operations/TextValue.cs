using Pentimento.Engine.Images;

namespace Pentimento.Engine.Operations;

/// <summary>The value of written text, read: the text alone, or the text in quotes with a place, a size and a colour after it.</summary>
internal sealed record TextValue(string Text, Place? Place, Length? Size, Rgb? Colour)
{
    private const int MostCharacters = 500;

    private static readonly (char Open, char Close)[] Quotes = [('"', '"'), ('\'', '\''), ('“', '”'), ('‘', '’'), ('«', '»'), ('「', '」')];

    /// <summary>Reads <c>Hello</c> or <c>"Hello" bottom right 8% #ff0000</c>.</summary>
    public static bool TryParse(string? value, out TextValue text)
    {
        text = new("", null, null, null);
        var trimmed = (value ?? "").Trim();
        var close = Quotes.Where(q => trimmed.StartsWith(q.Open)).Select(q => trimmed.LastIndexOf(q.Close)).FirstOrDefault(0);
        if (close == 0)
        {
            text = text with { Text = trimmed };
            return trimmed.Length is > 0 and <= MostCharacters;
        }

        text = text with { Text = trimmed[1..close].Trim() };
        return text.Text.Length is > 0 and <= MostCharacters && text.TryReadRest(trimmed[(close + 1)..], out text);
    }

    private bool TryReadRest(string words, out TextValue text)
    {
        text = this;
        var places = new List<string>();
        foreach (var word in words.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries))
        {
            if (Length.TryParse(word, out var size) && size.Number is > 0 and <= 2000 && text.Size is null)
            {
                text = text with { Size = size };
            }
            else if (Rgb.TryParse(word, out var colour) && text.Colour is null)
            {
                text = text with { Colour = colour };
            }
            else
            {
                places.Add(word);
            }
        }

        if (places.Count > 0)
        {
            text = text with { Place = Operations.Place.Read(places.ToArray()) };
            return text.Place is not null;
        }

        return true;
    }
}
