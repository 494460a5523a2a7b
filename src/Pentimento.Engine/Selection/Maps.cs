using Pentimento.Engine.Vision;

namespace Pentimento.Engine.Selection;

/// <summary>Arithmetic of heat maps that may differ in resolution: each covers the whole picture.</summary>
internal static class Maps
{
    /// <summary>The larger value at each place, at the resolution of the first.</summary>
    public static Heatmap Union(IReadOnlyList<Heatmap> maps)
    {
        var values = (float[])maps[0].Values.Clone();
        foreach (var map in maps.Skip(1).Select(m => Resize(m, maps[0].Width, maps[0].Height)))
        {
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = Math.Max(values[i], map.Values[i]);
            }
        }

        return maps[0] with { Values = values };
    }

    /// <summary>Area of both over area of either, of what is above a half.</summary>
    public static double IntersectionOverUnion(Heatmap a, Heatmap b)
    {
        var other = Resize(b, a.Width, a.Height).Values;
        var (both, either) = (0, 0);
        for (var i = 0; i < other.Length; i++)
        {
            var (inA, inB) = (a.Values[i] > 0.5f, other[i] > 0.5f);
            both += inA && inB ? 1 : 0;
            either += inA || inB ? 1 : 0;
        }

        return either == 0 ? 0 : (double)both / either;
    }

    /// <summary>The share of the first's area, of what is above a half, that lies in the second.</summary>
    public static double ShareInside(Heatmap a, Heatmap b)
    {
        var other = Resize(b, a.Width, a.Height).Values;
        var (inside, all) = (0, 0);
        for (var i = 0; i < other.Length; i++)
        {
            all += a.Values[i] > 0.5f ? 1 : 0;
            inside += a.Values[i] > 0.5f && other[i] > 0.5f ? 1 : 0;
        }

        return all == 0 ? 0 : (double)inside / all;
    }

    /// <summary>The map at another resolution, bilinear.</summary>
    public static Heatmap Resize(Heatmap map, int width, int height)
    {
        if (map.Width == width && map.Height == height)
        {
            return map;
        }

        var values = new float[width * height];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                values[(y * width) + x] = At(map, (x + 0.5f) / width, (y + 0.5f) / height);
            }
        }

        return new(width, height, values);
    }

    /// <summary>The value at a point, bilinear.</summary>
    /// <param name="x">0 at the picture's left border, 1 at the right.</param>
    /// <param name="y">0 at the top, 1 at the bottom.</param>
    public static float At(Heatmap map, float x, float y)
    {
        var (u, v) = (Math.Clamp((x * map.Width) - 0.5f, 0, map.Width - 1), Math.Clamp((y * map.Height) - 0.5f, 0, map.Height - 1));
        var (x0, y0) = ((int)u, (int)v);
        var (x1, y1) = (Math.Min(x0 + 1, map.Width - 1), Math.Min(y0 + 1, map.Height - 1));
        float Value(int i, int j) => map.Values[(j * map.Width) + i];
        var above = Value(x0, y0) + ((Value(x1, y0) - Value(x0, y0)) * (u - x0));
        var below = Value(x0, y1) + ((Value(x1, y1) - Value(x0, y1)) * (u - x0));
        return above + ((below - above) * (v - y0));
    }

    /// <summary>The connected parts (by sides) of what is above a half, largest first, each as a map of its own with the values kept.</summary>
    /// <param name="leastShare">Of the largest part's area; smaller ones are left out.</param>
    public static IReadOnlyList<Heatmap> Parts(Heatmap map, double leastShare)
    {
        var label = new int[map.Values.Length];
        var sizes = new List<int> { 0 };
        var queue = new Stack<int>();
        for (var start = 0; start < label.Length; start++)
        {
            if (label[start] != 0 || map.Values[start] <= 0.5f)
            {
                continue;
            }

            var size = 0;
            label[start] = sizes.Count;
            queue.Push(start);
            while (queue.TryPop(out var i))
            {
                size++;
                var x = i % map.Width;
                Visit(x > 0, i - 1);
                Visit(x < map.Width - 1, i + 1);
                Visit(i >= map.Width, i - map.Width);
                Visit(i < label.Length - map.Width, i + map.Width);
            }

            sizes.Add(size);
        }

        var largest = sizes.Max();
        return
        [
            .. Enumerable.Range(1, sizes.Count - 1).Where(l => sizes[l] >= leastShare * largest).OrderByDescending(l => sizes[l])
                .Select(l => map with { Values = [.. map.Values.Select((v, i) => label[i] == l ? v : 0)] }),
        ];

        void Visit(bool exists, int i)
        {
            if (exists && label[i] == 0 && map.Values[i] > 0.5f)
            {
                label[i] = sizes.Count;
                queue.Push(i);
            }
        }
    }

    /// <summary>The share of the picture that is above a half.</summary>
    public static double Area(Heatmap map) => (double)map.Values.Count(v => v > 0.5f) / map.Values.Length;

    /// <summary>The box around what is above a half, in pixels of a picture of this size.</summary>
    public static Box BoxOf(Heatmap map, int width, int height)
    {
        var extent = Matting.Extent.Of(map, 0.5f) ?? default;
        return new(extent.Left * width, extent.Top * height, (extent.Right - extent.Left) * width, (extent.Bottom - extent.Top) * height);
    }
}
