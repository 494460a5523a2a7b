using Pentimento.Engine.Planning.Grammar;
using Pentimento.Engine.Planning.Words;

namespace Pentimento.Engine.Planning.Values;

/// <summary>
/// Reads what a crop keeps or cuts off: <c>16:9</c>, <c>800x600</c>, <c>80%</c>, <c>left 10%</c>, <c>face</c>; an aspect, size
/// or share may be followed by a place.
/// </summary>
internal static class CropReader
{
    private const double LargestAspectSide = 32;

    private static readonly string[] Wide = ["landscape", "horizontal"];
    private static readonly string[] Tall = ["portrait", "vertical"];

    private static readonly Dictionary<string, string> Aspects = new(StringComparer.Ordinal)
    {
        ["square"] = "1:1",
        ["instagram"] = "1:1",
        ["widescreen"] = "16:9",
        ["youtube"] = "16:9",
        ["story"] = "9:16",
        ["stories"] = "9:16",
        ["tiktok"] = "9:16",
        ["reel"] = "9:16",
        ["wallpaper"] = "16:9",
        ["desktop wallpaper"] = "16:9",
        ["iphone wallpaper"] = "9:16",
        ["phone wallpaper"] = "9:16",
        ["passport"] = "7:9",
        ["passport photo"] = "7:9",
        ["passport size"] = "7:9",
        ["passport size photo"] = "7:9",
        ["passport picture"] = "7:9",
        ["a4"] = "210:297",
        ["a4size"] = "210:297",
        ["a3"] = "297:420",
        ["a5"] = "148:210",
        ["letter"] = "17:22",
        ["panorama"] = "3:1",
        ["panoramic"] = "3:1",
        ["cinematic"] = "21:9",
        ["iphone"] = "9:16",
        ["desktop background"] = "16:9",
        ["phone background"] = "9:16",
        ["lock screen"] = "9:16",
        ["lockscreen"] = "9:16",
        ["id photo"] = "7:9",
        ["visa photo"] = "1:1",
    };

    public static string? Read(List<Term> terms, Part part)
    {
        var place = PlaceReader.Read(terms, part);
        var kept = Region(terms, part);
        return Aspect(terms, part) is { } aspect ? kept?.Split(';')[0] is "face" or "person" or "subject" && aspect.Contains(':', StringComparison.Ordinal) ? $"{kept} {aspect}" : WithPlace(aspect, place)
            : Trims(terms, part) ?? Share(terms, part, place) ?? kept
            ?? Orientation(terms, part) ?? (place is null or "center" ? null : Kept(terms, part, place));
    }

    /// <summary>Landscape or portrait, as it stands last: "make it vertical".</summary>
    public static string? Orientation(List<Term> terms, Part part) =>
        part.IsEmpty ? null
        : Wide.Contains(terms[part.End - 1].Text) || SizeReader.Has(terms, part, "landscape orientation", "horizontal orientation") ? "3:2"
        : Tall.Contains(terms[part.End - 1].Text) || SizeReader.Has(terms, part, "portrait orientation", "vertical orientation") ? "2:3" : null;

    /// <summary>A named or numbered aspect, or a size in pixels: <c>1:1</c>, <c>800x600</c>; null when none is said.</summary>
    public static string? Aspect(List<Term> terms, Part part)
    {
        string? named = null;
        var (landscape, portrait) = (SizeReader.Has(terms, part, Wide), SizeReader.Has(terms, part, Tall));
        for (var i = part.Start; i < part.End; i++)
        {
            if (SizeReader.Pair(terms, i, part.End) is var (width, height, separator))
            {
                return PairValue(width, height, separator, landscape, portrait, terms, part);
            }

            if (Aspects.TryGetValue(SizeReader.Name(terms[i]), out var aspect))
            {
                named = named is null || (i > part.Start && terms[i - 1].Text is "instagram") ? Turned(aspect, landscape, portrait) : named;
            }
        }

        return named;
    }

    private static string PairValue(double width, double height, string separator, bool landscape, bool portrait, List<Term> terms, Part part)
    {
        var isAspect = separator is ":" || (width <= LargestAspectSide && height <= LargestAspectSide) || SizeReader.Has(terms, part, "aspect", "ratio", "mm", "cm", "inch", "inches");
        if (!isAspect)
        {
            return $"{SizeReader.Text(width)}x{SizeReader.Text(height)}";
        }

        if (!IsWhole(width) || !IsWhole(height))
        {
            (width, height) = (Math.Round(width * 10), Math.Round(height * 10));
        }

        var divisor = Divisor((long)width, (long)height);
        return Turned($"{SizeReader.Text(width / divisor)}:{SizeReader.Text(height / divisor)}", landscape, portrait);
    }

    private static bool IsWhole(double number) => number == Math.Floor(number) && number is >= 1 and < 1e6;

    private static long Divisor(long a, long b) => b <= 0 ? Math.Max(1, a) : Divisor(b, a % b);

    private static string Turned(string aspect, bool landscape, bool portrait)
    {
        var colon = aspect.IndexOf(':', StringComparison.Ordinal);
        var (width, height) = (double.Parse(aspect[..colon], System.Globalization.CultureInfo.InvariantCulture), double.Parse(aspect[(colon + 1)..], System.Globalization.CultureInfo.InvariantCulture));
        return (landscape && width < height) || (portrait && width > height) ? $"{aspect[(colon + 1)..]}:{aspect[..colon]}" : aspect;
    }

    private static string WithPlace(string value, string? place) => place is null or "center" ? value : $"{value} {place}";

    /// <summary>"the left 10%", "100px off the top and 50px off the bottom".</summary>
    private static string? Trims(List<Term> terms, Part part)
    {
        var trims = new List<string>();
        string? side = null, amount = null;
        for (var i = part.Start; i < part.End; i++)
        {
            if (terms[i].Word is "left" or "right" or "top" or "bottom")
            {
                side = terms[i].Word;
            }
            else if (EnglishNumbers.Read(terms, i, part.End) is var (number, count) && i + count < part.End && terms[i + count].Text is "%" or "percent" or "px" or "pixels" or "pixel")
            {
                amount = SizeReader.Text(number) + (terms[i + count].Text is "%" or "percent" ? "%" : "px");
                i += count;
            }

            if (side is not null && amount is not null)
            {
                trims.Add($"{side} {amount}");
                (side, amount) = (null, null);
            }
        }

        return trims.Count > 0 ? string.Join(", ", trims) : null;
    }

    private static string? Share(List<Term> terms, Part part, string? place)
    {
        for (var i = part.Start; i < part.End; i++)
        {
            if (terms[i].Text is "half" && place is null)
            {
                return "50%";
            }

            if (EnglishNumbers.Read(terms, i, part.End) is var (number, count) && i + count < part.End && terms[i + count].Text is "%" or "percent" && number is > 0 and <= 100)
            {
                return WithPlace($"{SizeReader.Text(number)}%", place);
            }
        }

        return null;
    }

    /// <summary>What is kept, as a target: <c>face</c>, <c>person;left</c>, <c>object:dog</c>; null when nothing is named.</summary>
    private static string? Region(List<Term> terms, Part part)
    {
        var start = part.Start;
        for (var i = part.Start; i < part.End; i++)
        {
            if (terms[i].Word is "to" or "only" || terms[i].Text is "on" or "just" or "around" or "at" or "with" or "of" or "show" or "shows" or "showing" or "closer")
            {
                start = i + 1;
            }
        }

        var end = start;
        while (end < part.End && terms[end].Word is not ("and" or "or" or "but" or "because") && terms[end].Kind is not TokenKind.Mark)
        {
            end++;
        }

        var target = TargetReader.Read(terms, new Part(start, end));
        var odd = target is { IsThing: true, Head: >= 0 } && terms[target.Head] is { IsUnknown: true } && (target.Head == 0 || terms[target.Head - 1].Word is not ("determiner" or "to") && terms[target.Head - 1].Text is not "on");
        return target.Kind is null or "image" or "mask" or "background" || odd || terms[Math.Max(0, target.Head)].Text is "bit" or "way" or "size" or "it" ? null : target.ToString();
    }

    /// <summary>"crop the left side": cuts it off; "crop to the left half": keeps it.</summary>
    private static string Kept(List<Term> terms, Part part, string place)
    {
        var keeps = SizeReader.Has(terms, part, "to", "keep", "into");
        return keeps ? $"50% {place}" : string.Join(", ", place.Split(' ').Select(side => $"{side} 10%"));
    }
}
