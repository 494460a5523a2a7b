using System.Globalization;
using Pentimento.Engine.Planning.Grammar;
using Pentimento.Engine.Planning.Words;

namespace Pentimento.Engine.Planning.Values;

/// <summary>Reads sizes: <c>1920x1080</c>, <c>50%</c>, <c>1920w</c>, <c>1080h</c>, <c>2x</c>.</summary>
internal static class SizeReader
{
    private const double DotsPerInch = 300;
    private const double LargestInches = 48;

    private static readonly Dictionary<string, string> Papers = new(StringComparer.Ordinal)
    {
        ["a3"] = "3508x4961",
        ["a4"] = "2480x3508",
        ["a5"] = "1748x2480",
        ["passport size"] = "413x531",
        ["a4size"] = "2480x3508",
        ["passport"] = "413x531",
        ["full hd"] = "1920x1080",
        ["1080p"] = "1920x1080",
        ["720p"] = "1280x720",
        ["4k"] = "3840x2160",
    };

    /// <summary>Dots a unit at 300 dots an inch where a print's size is meant ("8x10", "10 x 15 cm"); 1 for pixels.</summary>
    private static double PrintScale(List<Term> terms, Part part, double longest) =>
        Has(terms, part, "px", "pixel", "pixels") ? 1
        : Find(terms, part, t => DotsOf(t.Text) > 1) is { } unit ? DotsOf(unit.Text)
        : longest <= LargestInches ? DotsPerInch : 1;

    /// <summary>Pixels a unit of length takes in print at 300 dots an inch; 1 for pixels and percent.</summary>
    public static double DotsOf(string unit) => unit switch
    {
        "inch" or "inches" => DotsPerInch,
        "cm" or "centimeters" or "centimetres" => DotsPerInch / 2.54,
        "mm" or "millimeters" or "millimetres" => DotsPerInch / 25.4,
        _ => 1,
    };

    private static Term? Find(List<Term> terms, Part part, Predicate<Term> wanted) =>
        terms.FindIndex(part.Start, Math.Max(0, Math.Min(part.End, terms.Count) - part.Start), wanted) is var at and >= 0 ? terms[at] : null;

    /// <summary>The size of "resize"; null when none is given.</summary>
    public static string? Read(List<Term> terms, Part part)
    {
        for (var i = part.Start; i < part.End; i++)
        {
            if (Pair(terms, i, part.End) is var (width, height, separator) && separator is not ":")
            {
                var scale = PrintScale(terms, part, Math.Max(width, height));
                return $"{Text(Math.Round(width * scale))}x{Text(Math.Round(height * scale))}";
            }

            if (Papers.TryGetValue(Name(terms[i]), out var paper))
            {
                return paper;
            }

            if (terms[i].Text is "half" && terms[i].Word is "half")
            {
                return "50%";
            }

            if (terms[i].Text is "twice" or "double" or "2 x")
            {
                return "200%";
            }

            if (EnglishNumbers.Read(terms, i, part.End) is not var (number, count))
            {
                continue;
            }

            var unit = i + count < part.End ? terms[i + count].Text : "";
            if (unit is "%" or "percent")
            {
                return $"{Text(number)}%";
            }

            if (unit is "x" or "times")
            {
                return $"{Text(number * 100)}%";
            }

            if (unit is "px" or "pixels" or "pixel" or "wide" or "tall" or "high" || number >= 16)
            {
                var isHeight = Has(terms, part, "tall", "high", "height", "h");
                return Text(number) + (isHeight ? "h" : "w");
            }
        }

        return null;
    }

    /// <summary>The size of a plain "bigger" or "smaller": twice or half, a quarter more or less when slightly.</summary>
    public static string Default(int direction, Degree degree) =>
        direction < 0 ? degree.Factor < 1 ? "80%" : "50%" : degree.Factor < 1 ? "125%" : "200%";

    /// <summary>The factor or size of "upscale"; null when none is given.</summary>
    public static string? Factor(List<Term> terms, Part part)
    {
        for (var i = part.Start; i < part.End; i++)
        {
            if (Pair(terms, i, part.End) is var (width, height, separator) && separator is not ":")
            {
                return $"{Text(width)}x{Text(height)}";
            }

            if (Papers.TryGetValue(Name(terms[i]), out var screen))
            {
                return screen;
            }

            if (terms[i].Text is "twice" or "double")
            {
                return "2x";
            }

            if (EnglishNumbers.Read(terms, i, part.End) is var (number, count) && i + count < part.End)
            {
                var unit = terms[i + count].Text;
                if (unit is "x" or "times" or "×")
                {
                    return Text(number) + "x";
                }

                if (unit is "%" or "percent" && number > 100)
                {
                    return Text(number / 100) + "x";
                }
            }

            if (terms[i].Text is "x" && i + 1 < part.End && terms[i + 1].IsNumber)
            {
                return Text(terms[i + 1].Number) + "x";
            }
        }

        return null;
    }

    /// <summary>How far a canvas is to grow: an aspect, pixels or percent, with a side; null when not said.</summary>
    public static string? Extension(List<Term> terms, Part part)
    {
        var amount = (string?)null;
        for (var i = part.Start; i < part.End; i++)
        {
            if (Pair(terms, i, part.End) is var (width, height, separator) && separator is ":")
            {
                return $"{Text(width)}:{Text(height)}";
            }

            if (EnglishNumbers.Read(terms, i, part.End) is var (number, count) && i + count < part.End && terms[i + count].Text is "%" or "percent" or "px" or "pixels")
            {
                amount = Text(number) + (terms[i + count].Text is "%" or "percent" ? "%" : "px");
            }
        }

        var place = PlaceReader.Read(terms, part);
        return amount is null ? place : place is null ? amount : $"{place} {amount}";
    }

    /// <summary>Two numbers joined by x, by or a colon.</summary>
    public static (double Width, double Height, string Separator)? Pair(List<Term> terms, int at, int end)
    {
        if (at + 2 >= end || !terms[at].IsNumber)
        {
            return null;
        }

        var next = terms[at + 1].Text is "px" or "pixels" or "inch" or "in" or "cm" or "mm" or "\"" && at + 3 < end ? at + 2 : at + 1;
        return next + 1 < end && terms[next].Text is "x" or "×" or "by" or ":" or "*" or "/" && terms[next + 1].IsNumber
            ? (terms[at].Number, terms[next + 1].Number, terms[next].Text) : null;
    }

    /// <summary>A term as one name: "A 4" is <c>a4</c>, "1080 p" is <c>1080p</c>.</summary>
    public static string Name(Term term) => term.Text.Any(char.IsAsciiDigit) ? term.Text.Replace(" ", "", StringComparison.Ordinal) : term.Text;

    public static string Text(double number) => number.ToString("0.###", CultureInfo.InvariantCulture);

    public static bool Has(List<Term> terms, Part part, params ReadOnlySpan<string> words)
    {
        for (var i = part.Start; i < part.End; i++)
        {
            if (words.Contains(terms[i].Text))
            {
                return true;
            }
        }

        return false;
    }
}
