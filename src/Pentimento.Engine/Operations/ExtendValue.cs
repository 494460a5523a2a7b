namespace Pentimento.Engine.Operations;

/// <summary>The value of an extension, read: sides and how far, or an aspect.</summary>
internal readonly record struct ExtendValue(bool Left, bool Top, bool Right, bool Bottom, Length? Width, Aspect? Aspect)
{
    private static readonly Length Usual = new(20, IsPercent: true);

    /// <summary>Reads <c>20%</c>, <c>left 200px</c>, <c>top right</c>, <c>16:9</c> …; nothing is every side by a fifth.</summary>
    public static bool TryParse(string? text, out ExtendValue value)
    {
        value = default;
        foreach (var word in (text ?? "").Split([' ', ','], StringSplitOptions.RemoveEmptyEntries))
        {
            switch (word)
            {
                case "left": value = value with { Left = true }; break;
                case "right": value = value with { Right = true }; break;
                case "top": value = value with { Top = true }; break;
                case "bottom": value = value with { Bottom = true }; break;
                case "center" or "middle": break;
                default:
                    if (value is not { Width: null, Aspect: null })
                    {
                        return false;
                    }

                    if (Length.TryParse(word, out var width) && width.Number > 0)
                    {
                        value = value with { Width = width };
                    }
                    else if (Operations.Aspect.TryParse(word, out var aspect))
                    {
                        value = value with { Aspect = aspect };
                    }
                    else
                    {
                        return false;
                    }

                    break;
            }
        }

        return true;
    }

    /// <summary>Pixels to add on each side of a picture: half of what is missing at opposite sides, all of it at a side that is named.</summary>
    public (long Left, long Top, long Right, long Bottom) Room(int width, int height)
    {
        if (Aspect is { } aspect)
        {
            var (w, h) = aspect.Around(width, height);
            var (across, down) = ((long)w - width, (long)h - height);
            var left = Left == Right ? across / 2 : Left ? across : 0;
            var top = Top == Bottom ? down / 2 : Top ? down : 0;
            return (left, top, across - left, down - top);
        }

        var everywhere = !Left && !Top && !Right && !Bottom;
        var edge = Width ?? Usual;
        var (x, y) = (edge.Of(width), edge.Of(height));
        return (Left || everywhere ? x : 0, Top || everywhere ? y : 0, Right || everywhere ? x : 0, Bottom || everywhere ? y : 0);
    }
}
