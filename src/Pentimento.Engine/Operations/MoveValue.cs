namespace Pentimento.Engine.Operations;

/// <summary>Where a thing is moved, read: a distance in each direction, or a place of the picture.</summary>
internal sealed class MoveValue
{
    private static readonly Length Usual = new(20, true);

    private static readonly HashSet<string> Filler = new(StringComparer.Ordinal) { "to", "the", "a", "bit", "little", "of", "by", "more", "further", "and", "picture", "image" };

    private Length? _left, _right, _up, _down;
    private double? _placeX, _placeY;

    /// <summary>Reads <c>left</c>, <c>to the left</c>, <c>up 10%</c>, <c>right 40px down 5%</c>, <c>to the bottom right corner</c>, <c>center</c>.</summary>
    public static MoveValue? Read(string? value)
    {
        var words = (value ?? "").ToLowerInvariant().Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).Where(w => !Filler.Contains(w)).ToArray();
        var isPlace = words.Any(w => w is "corner" or "side" or "edge" or "top" or "bottom" or "center" or "middle");
        var move = new MoveValue();
        for (var i = 0; i < words.Length; i++)
        {
            Length? given = i + 1 < words.Length && Length.TryParse(words[i + 1], out var length) ? length : null;
            if (isPlace && given is null ? !move.ReadPlace(words[i]) : !move.ReadWay(words[i], given))
            {
                return null;
            }

            i += given is null ? 0 : 1;
        }

        return words.Length == 0 ? null : move;
    }

    /// <summary>The way from a box to its new place, in pixels, such that the box stays in the picture.</summary>
    public (int X, int Y) From((int Left, int Top, int Width, int Height) box, int width, int height)
    {
        var (roomX, roomY) = (width - box.Width, height - box.Height);
        var x = (_right?.Of(width) ?? 0) - (_left?.Of(width) ?? 0);
        var y = (_down?.Of(height) ?? 0) - (_up?.Of(height) ?? 0);
        x = _placeX is { } across ? (int)Math.Round(roomX * across) - box.Left : x;
        y = _placeY is { } down ? (int)Math.Round(roomY * down) - box.Top : y;
        return (Math.Clamp(x, Math.Min(0, -box.Left), Math.Max(0, roomX - box.Left)), Math.Clamp(y, Math.Min(0, -box.Top), Math.Max(0, roomY - box.Top)));
    }

    // A little room is left to the border.
    private bool ReadPlace(string word)
    {
        switch (word)
        {
            case "left": _placeX = 0.04; break;
            case "right": _placeX = 0.96; break;
            case "top" or "upper": _placeY = 0.04; break;
            case "bottom" or "lower": _placeY = 0.96; break;
            case "center" or "middle": (_placeX, _placeY) = (_placeX ?? 0.5, _placeY ?? 0.5); break;
            case "corner" or "side" or "edge": break;
            default: return false;
        }

        return true;
    }

    private bool ReadWay(string word, Length? given)
    {
        switch (word)
        {
            case "left" or "leftwards": _left = given ?? Usual; break;
            case "right" or "rightwards": _right = given ?? Usual; break;
            case "up" or "upwards" or "higher": _up = given ?? Usual; break;
            case "down" or "downwards" or "lower": _down = given ?? Usual; break;
            default: return false;
        }

        return true;
    }
}
