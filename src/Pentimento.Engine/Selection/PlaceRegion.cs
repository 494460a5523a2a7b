using System.Globalization;

namespace Pentimento.Engine.Selection;

/// <summary>
/// A part of the picture named by its place: sides, halves, thirds, corners, edges, the centre. Weights fall off smoothly towards
/// the inside of its border and are 0 outside it.
/// </summary>
internal sealed class PlaceRegion
{
    private const double Half = 1 / 2.0;
    private const double CornerShare = 1 / 3.0;
    private const double EdgeShare = 0.12;
    private const double Softness = 0.25;

    private readonly bool _left, _right, _top, _bottom, _center, _corner, _edge;
    private readonly double? _share;

    private PlaceRegion(HashSet<string> words, double? share)
    {
        (_left, _right, _top, _bottom) = (words.Contains("left"), words.Contains("right"), words.Contains("top"), words.Contains("bottom"));
        (_center, _corner, _edge) = (words.Contains("center"), words.Contains("corner"), words.Contains("edge"));
        _share = share;
    }

    /// <summary>Reads place words; null when one of them is no place.</summary>
    public static PlaceRegion? Read(IEnumerable<string> words)
    {
        var places = new HashSet<string>(StringComparer.Ordinal);
        double? share = null;
        foreach (var word in words)
        {
            switch (word)
            {
                case "left" or "right" or "top" or "bottom" or "center" or "corner" or "edge":
                    places.Add(word);
                    break;
                case "half":
                    share = Half;
                    break;
                case "third":
                    share = 1 / 3.0;
                    break;
                case "quarter":
                    share = 1 / 4.0;
                    break;
                default:
                    if (!word.EndsWith('%') || !double.TryParse(word[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent)
                        || percent is <= 0 or > 100)
                    {
                        return null;
                    }

                    share = percent / 100;
                    break;
            }
        }

        return places.Count == 0 ? null : new(places, share);
    }

    /// <summary>The weight of a point, 0 to 1.</summary>
    /// <param name="x">0 at the left border, 1 at the right.</param>
    /// <param name="y">0 at the top, 1 at the bottom.</param>
    public double Weight(double x, double y)
    {
        if (_center)
        {
            var share = _share ?? Half;
            // An ellipse that reaches the middle share of each side.
            return Ramp(1 - Math.Sqrt(Square((x - 0.5) / (share / 1.2)) + Square((y - 0.5) / (share / 1.2))), 1);
        }

        if (_corner)
        {
            var share = _share ?? CornerShare;
            return Math.Min(Side(x, _left, _right, share), Side(y, _top, _bottom, share));
        }

        if (_edge)
        {
            var share = _share ?? EdgeShare;
            return _left || _right || _top || _bottom
                ? Math.Max(Named(x, _left, _right, share), Named(y, _top, _bottom, share))
                : Math.Max(Side(x, false, false, share), Side(y, false, false, share));
        }

        var part = _share ?? Half;
        var across = _left || _right ? Named(x, _left, _right, part) : 1;
        var down = _top || _bottom ? Named(y, _top, _bottom, part) : 1;
        return Math.Min(across, down);
    }

    private static double Square(double v) => v * v;

    /// <summary>Near the named ends of an axis; near either end when none is named.</summary>
    private static double Side(double v, bool low, bool high, double share) =>
        low == high ? Ramp(share - Math.Min(v, 1 - v), share) : Named(v, low, high, share);

    private static double Named(double v, bool low, bool high, double share) =>
        Math.Max(low ? Ramp(share - v, share) : 0, high ? Ramp(share - (1 - v), share) : 0);

    /// <summary>0 at the border and outside, 1 from a quarter of the region's depth inwards, smooth between.</summary>
    private static double Ramp(double depth, double whole)
    {
        var t = Math.Clamp(depth / (whole * Softness), 0, 1);
        return t * t * (3 - (2 * t));
    }
}
