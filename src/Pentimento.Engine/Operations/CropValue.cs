namespace Pentimento.Engine.Operations;

/// <summary>A point of a rectangle: 0,0 is the top left corner, 1,1 the bottom right.</summary>
internal readonly record struct Place(double X, double Y)
{
    /// <summary>Reads <c>left</c>, <c>top right</c>, <c>center</c> …; null when a word is no place.</summary>
    public static Place? Read(ReadOnlySpan<string> words)
    {
        var place = new Place(0.5, 0.5);
        foreach (var word in words)
        {
            switch (word)
            {
                case "left": place = place with { X = 0 }; break;
                case "right": place = place with { X = 1 }; break;
                case "top": place = place with { Y = 0 }; break;
                case "bottom": place = place with { Y = 1 }; break;
                case "center" or "middle": break;
                default: return null;
            }
        }

        return place;
    }
}

/// <summary>What to cut off each side.</summary>
internal sealed record Trims(Length Left, Length Top, Length Right, Length Bottom);

/// <summary>A crop's value, read.</summary>
internal sealed class CropValue
{
    private Aspect? _aspect;
    private PixelExtent? _extent;
    private double? _percent;

    /// <summary>Sides to trim; null when a size is kept instead.</summary>
    public Trims? Trims { get; private set; }

    /// <summary>Where the kept part lies; null where the picture draws most attention.</summary>
    public Place? Place { get; private set; }

    /// <summary>Pixels that are kept of a picture.</summary>
    public (int Width, int Height) SizeIn(int width, int height) =>
        _extent is { } extent ? (extent.Width, extent.Height)
        : _aspect is { } aspect ? aspect.Inside(width, height)
        : (Math.Max(1, (int)Math.Round(width * _percent!.Value / 100)), Math.Max(1, (int)Math.Round(height * _percent.Value / 100)));

    public static bool TryParse(string? text, out CropValue crop)
    {
        crop = new();
        var words = (text ?? "").Split([' ', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (words.Length == 0)
        {
            return false;
        }

        if (words[0] is "left" or "right" or "top" or "bottom")
        {
            return crop.ReadTrims(words);
        }

        if (PixelExtent.TryParse(words[0], out var extent))
        {
            crop._extent = extent;
        }
        else if (Aspect.TryParse(words[0], out var aspect))
        {
            crop._aspect = aspect;
        }
        else if (Length.TryParse(words[0], out var length) && length is { IsPercent: true, Number: > 0 and <= 100 })
        {
            crop._percent = length.Number;
            crop.Place = new(0.5, 0.5);
        }
        else
        {
            return false;
        }

        if (words.Length == 1)
        {
            return true;
        }

        crop.Place = Operations.Place.Read(words.AsSpan(1));
        return crop.Place is not null;
    }

    private bool ReadTrims(string[] words)
    {
        var trims = new Trims(default, default, default, default);
        if (words.Length % 2 != 0)
        {
            return false;
        }

        for (var i = 0; i < words.Length; i += 2)
        {
            if (!Length.TryParse(words[i + 1], out var length) || length is { IsPercent: true, Number: >= 100 })
            {
                return false;
            }

            switch (words[i])
            {
                case "left": trims = trims with { Left = length }; break;
                case "right": trims = trims with { Right = length }; break;
                case "top": trims = trims with { Top = length }; break;
                case "bottom": trims = trims with { Bottom = length }; break;
                default: return false;
            }
        }

        Trims = trims;
        return true;
    }
}
