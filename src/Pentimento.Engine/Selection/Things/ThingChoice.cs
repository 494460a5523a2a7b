using Pentimento.Engine.Planning;
using Pentimento.Engine.Vision;

namespace Pentimento.Engine.Selection.Things;

/// <summary>
/// Chooses among things of one kind that were found in a picture by what the words say of them: place, rank, number. Where the words
/// leave a doubt it says so instead of taking one.
/// </summary>
internal sealed class ThingChoice
{
    // Of the picture's side: nearer centres do not tell left from right.
    private const float SameplaceShare = 0.02f;

    // A thing alone is "on the left" up to a little beyond the middle.
    private const float AloneShare = 0.6f;

    private const float CentreShare = 0.22f;
    private const float EdgeShare = 0.12f;

    // So much larger than every other, it is what a singular without more means.
    private const float DominantRatio = 8;

    private const float ForemostRatio = 1.6f;
    private const float RankRatio = 1.1f;

    // What has less than this share of the largest's area stands behind it.
    private const float BehindShare = 0.5f;

    private readonly IReadOnlyList<Box> _boxes;
    private readonly int _width;
    private readonly int _height;

    /// <param name="boxes">Of the things, in pixels of the picture.</param>
    /// <param name="width">Of the picture; as <paramref name="height"/>.</param>
    public ThingChoice(IReadOnlyList<Box> boxes, int width, int height) => (_boxes, _width, _height) = (boxes, width, height);

    /// <summary>Chooses.</summary>
    /// <param name="among">Indices that are in question, at least one.</param>
    /// <param name="isAll">Whether several are meant when no number is said.</param>
    /// <returns>The indices from left to right: none when nothing fits, null when several fit and the words mean one.</returns>
    public IReadOnlyList<int>? Choose(RegionPhrase phrase, IReadOnlyList<int> among, bool isAll)
    {
        // 1. Depth and size narrow first: "the man behind on the left" is the left one of those behind.
        var left = Depth(among, phrase.Places);
        if (left.Count == 0)
        {
            return [];
        }

        // 2. A rank or an ordinal names exactly one.
        if (phrase.Rank is { } rank)
        {
            return Ranked(left, rank == "largest", phrase.Count ?? 1);
        }

        if (phrase.Ordinal is { } ordinal)
        {
            var ordered = Ordered(left, phrase.Places);
            var index = ordinal < 0 ? ordered.Count - 1 : ordinal - 1;
            return index < ordered.Count ? [ordered[index]] : [];
        }

        // 3. Places: how far along the named sides.
        return Sorted(AtPlace(left, phrase.Places, phrase.Count, isAll && phrase.Count is null or > 1));
    }

    /// <summary>
    /// Chooses who is left out of "everyone except …": as <see cref="Choose"/>, but the one who plainly stands in front is meant when
    /// nothing else is said ("everyone except me", "everyone except the couple").
    /// </summary>
    public IReadOnlyList<int>? ChooseWhoStays(RegionPhrase phrase, IReadOnlyList<int> among)
    {
        if (phrase.Places.Count > 0 || phrase.Rank is not null || phrase.Ordinal is not null || phrase.Look is not null || phrase.IsAll)
        {
            return Choose(phrase, among, phrase.IsAll);
        }

        return among.Count <= (phrase.Count ?? 1) ? Choose(phrase, among, isAll: false) : Foremost([.. among], phrase.Count ?? 1);
    }

    private List<int>? AtPlace(List<int> among, IReadOnlyList<string> places, int? count, bool several)
    {
        if (places.Contains("edge"))
        {
            among = [.. among.Where(IsAtEdge)];
        }

        var sides = places.Where(p => p is "left" or "right" or "top" or "bottom").ToArray();
        if (sides.Length > 0)
        {
            return AtSide(among, sides, count, several);
        }

        if (places.Contains("center"))
        {
            return AtCentre(among, several);
        }

        return count is { } wanted and > 1 ? among.Count == wanted ? among : among.Count < wanted ? [] : null
            : several || among.Count <= 1 ? among
            : Dominant(among);
    }

    private List<int>? AtSide(List<int> among, string[] sides, int? count, bool several)
    {
        // 0 at the named side, 1 at the other; of two sides ("top left") their mean.
        float Away(int i) => sides.Average(s => s switch
        {
            "left" => CentreX(i),
            "right" => 1 - CentreX(i),
            "top" => CentreY(i),
            _ => 1 - CentreY(i),
        });

        var ordered = among.OrderBy(Away).ToList();
        if (count is { } wanted and > 1)
        {
            return ordered.Count >= wanted ? ordered[..wanted] : [];
        }

        if (several)
        {
            return [.. ordered.Where(i => Away(i) < 0.5f)];
        }

        return ordered.Count switch
        {
            0 => [],
            1 => Away(ordered[0]) <= AloneShare ? ordered : [],
            _ => Away(ordered[1]) - Away(ordered[0]) < SameplaceShare ? null : ordered[..1],
        };
    }

    private List<int>? AtCentre(List<int> among, bool several)
    {
        float Away(int i) => Math.Abs(CentreX(i) - 0.5f);
        if (several)
        {
            return [.. among.Where(i => Away(i) < CentreShare)];
        }

        // Of three in a row the middle one is the second, wherever the row stands.
        if (among.Count >= 3 && among.Count % 2 == 1)
        {
            return [among.OrderBy(CentreX).ElementAt(among.Count / 2)];
        }

        var nearest = among.Where(i => Away(i) < CentreShare).OrderBy(Away).ToList();
        return nearest.Count < 2 ? nearest : Away(nearest[1]) - Away(nearest[0]) < 2 * SameplaceShare ? null : nearest[..1];
    }

    private List<int> Depth(IReadOnlyList<int> among, IReadOnlyList<string> places)
    {
        if (!places.Contains("behind") && !places.Contains("front"))
        {
            return [.. among];
        }

        var largest = Enumerable.Range(0, _boxes.Count).Max(Area);
        var isBehind = places.Contains("behind");
        return [.. among.Where(i => Area(i) < BehindShare * largest == isBehind)];
    }

    private List<int>? Ranked(List<int> among, bool largest, int count)
    {
        var ordered = (largest ? among.OrderByDescending(Area) : among.OrderBy(Area)).ToList();
        if (ordered.Count <= count)
        {
            return ordered.Count == count ? ordered : [];
        }

        var (last, next) = (Area(ordered[count - 1]), Area(ordered[count]));
        return Math.Max(last, next) < RankRatio * Math.Min(last, next) ? null : ordered[..count];
    }

    private List<int>? Foremost(List<int> among, int count)
    {
        var ordered = among.OrderByDescending(Area).ToList();
        return Area(ordered[count - 1]) >= ForemostRatio * Area(ordered[count]) ? ordered[..count] : null;
    }

    private List<int>? Dominant(List<int> among)
    {
        var ordered = among.OrderByDescending(Area).ToList();
        return Area(ordered[0]) >= DominantRatio * Area(ordered[1]) ? ordered[..1] : null;
    }

    private List<int> Ordered(List<int> among, IReadOnlyList<string> places) =>
        places.Contains("right") ? [.. among.OrderByDescending(CentreX)]
        : places.Contains("top") ? [.. among.OrderBy(CentreY)]
        : places.Contains("bottom") ? [.. among.OrderByDescending(CentreY)]
        : [.. among.OrderBy(CentreX)];

    private List<int>? Sorted(List<int>? chosen) => chosen is null ? null : [.. chosen.OrderBy(CentreX)];

    private bool IsAtEdge(int i)
    {
        var box = _boxes[i];
        return box.X < EdgeShare * _width || box.Y < EdgeShare * _height
            || box.Right > (1 - EdgeShare) * _width || box.Bottom > (1 - EdgeShare) * _height;
    }

    private float CentreX(int i) => (_boxes[i].X + (_boxes[i].Width / 2)) / _width;

    private float CentreY(int i) => (_boxes[i].Y + (_boxes[i].Height / 2)) / _height;

    private float Area(int i) => _boxes[i].Area;
}
