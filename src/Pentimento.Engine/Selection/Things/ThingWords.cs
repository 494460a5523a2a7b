using System.Globalization;
using Pentimento.Engine.Planning;
using Pentimento.Engine.Vision;

namespace Pentimento.Engine.Selection.Things;

/// <summary>Things that were found, in words: how many, where, and what to say to mean one of them.</summary>
internal static class ThingWords
{
    private static readonly string[] Numbers = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

    /// <summary>Where each box lies among the others: <c>left, middle, right</c>, or from the left by number when there are more.</summary>
    public static IReadOnlyList<string> Places(IReadOnlyList<Box> boxes, int width, int height)
    {
        if (boxes.Count == 1)
        {
            return [Alone(boxes[0], width, height)];
        }

        var stacked = Spread(boxes.Select(b => b.Y + (b.Height / 2))) / height > 2 * Spread(boxes.Select(b => b.X + (b.Width / 2))) / width;
        var order = Enumerable.Range(0, boxes.Count)
            .OrderBy(i => stacked ? boxes[i].Y + (boxes[i].Height / 2) : boxes[i].X + (boxes[i].Width / 2)).ToArray();
        var (first, last) = stacked ? ("top", "bottom") : ("left", "right");
        var places = new string[boxes.Count];
        for (var rank = 0; rank < order.Length; rank++)
        {
            places[order[rank]] = rank == 0 ? first
                : rank == order.Length - 1 ? last
                : order.Length == 3 ? "middle"
                : $"{Ordinal(rank + 1)} from the {first}";
        }

        return places;
    }

    /// <summary><c>3 people: left, middle, right</c>.</summary>
    public static string Found(Noun noun, IReadOnlyList<Box> boxes, int width, int height)
    {
        var places = Places(boxes, width, height);
        var named = Enumerable.Range(0, boxes.Count).OrderBy(i => boxes[i].X + (boxes[i].Width / 2)).Select(i => places[i]);
        return string.Create(CultureInfo.InvariantCulture, $"{boxes.Count} {noun.Of(boxes.Count)}: {string.Join(", ", named)}");
    }

    /// <summary>What was chosen: <c>the person on the left, 1 of 3</c>.</summary>
    public static string Chosen(Noun noun, RegionPhrase phrase, IReadOnlyList<int> chosen, int found)
    {
        var look = phrase.Look is null || noun.IsPerson ? "" : phrase.Look + " ";
        var rank = phrase.Rank is null ? "" : phrase.Rank + " ";
        var ordinal = phrase.Ordinal is { } n ? (n < 0 ? "last" : Ordinal(n)) + " " : "";
        var name = rank + ordinal + look + noun.Of(chosen.Count);
        var where = Where(phrase) + (phrase.Look is not null && noun.IsPerson ? $" in {phrase.Look}" : "");
        return chosen.Count == 1
            ? $"the {name}{where}" + (found > 1 ? $", 1 of {found}" : "")
            : chosen.Count == found ? $"{(found == 2 ? "both" : $"all {found}")} {name}{where}"
            : $"{Number(chosen.Count)} {name}{where}, of {found}";
    }

    /// <summary><c>2nd</c>.</summary>
    public static string Ordinal(int n) => string.Create(CultureInfo.InvariantCulture, $"{n}{(n % 100 is 11 or 12 or 13 ? "th" : (n % 10) switch { 1 => "st", 2 => "nd", 3 => "rd", _ => "th" })}");

    private static string Number(int n) => n < Numbers.Length ? Numbers[n] : n.ToString(CultureInfo.InvariantCulture);

    private static string Where(RegionPhrase phrase)
    {
        var places = phrase.Places;
        var sides = places.Where(p => p is "left" or "right" or "top" or "bottom").ToArray();
        var text = places.Contains("behind") ? " behind" : places.Contains("front") ? " in front" : "";
        text += sides.Length == 0 ? "" : phrase.Ordinal is not null ? $" from the {sides[0]}" : $" {(sides.Contains("top") || sides.Contains("bottom") ? "at" : "on")} the {string.Join(' ', sides.OrderBy(s => s is "left" or "right"))}";
        return text + (places.Contains("center") ? " in the middle" : places.Contains("edge") ? " at the edge" : places.Contains("corner") && sides.Length == 0 ? " in the corner" : "");
    }

    private static string Alone(Box box, int width, int height)
    {
        var (x, y) = ((box.X + (box.Width / 2)) / width, (box.Y + (box.Height / 2)) / height);
        var across = x < 0.36 ? "left" : x > 0.64 ? "right" : "middle";
        var down = box.Height > 0.5 * height || y is >= 0.36f and <= 0.64f ? "" : y < 0.36 ? "top " : "bottom ";
        return down + across;
    }

    private static float Spread(IEnumerable<float> values)
    {
        var all = values.ToArray();
        return all.Max() - all.Min();
    }
}
