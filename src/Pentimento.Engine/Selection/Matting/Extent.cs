using Pentimento.Engine.Vision;

namespace Pentimento.Engine.Selection.Matting;

/// <summary>A rectangle in shares of a picture, 0 to 1.</summary>
internal readonly record struct Extent(float Left, float Top, float Right, float Bottom)
{
    /// <summary>The smallest rectangle around all values above a level; null when there are none.</summary>
    public static Extent? Of(Heatmap map, float level)
    {
        var (left, top, right, bottom) = (map.Width, map.Height, -1, -1);
        for (var y = 0; y < map.Height; y++)
        {
            var row = map.Values.AsSpan(y * map.Width, map.Width);
            for (var x = 0; x < row.Length; x++)
            {
                if (row[x] > level)
                {
                    (left, top, right, bottom) = (Math.Min(left, x), Math.Min(top, y), Math.Max(right, x), y);
                }
            }
        }

        return right < 0 ? null : new((float)left / map.Width, (float)top / map.Height, (right + 1f) / map.Width, (bottom + 1f) / map.Height);
    }
}
