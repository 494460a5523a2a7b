using Pentimento.Engine.Vision;

namespace Pentimento.Engine.Selection.Regions;

/// <summary>Detects boxes that cut through their thing: the outline lies along a side of the box instead of touching it at a point.</summary>
internal static class TightBox
{
    // Of a side's length, what an outline may touch of it; and how far a side is moved then, as a share of the box.
    private const float Touched = 0.25f;
    private const float Step = 0.15f;

    // Inside the box, as a share of it, where the touching is looked for.
    private const float Near = 0.02f;
    private const int Samples = 100;

    /// <summary>The box with the sides moved out that cut through the thing; null when none does.</summary>
    /// <param name="map">The thing, as it was cut out by the box.</param>
    /// <param name="width">Of the picture; as <paramref name="height"/>.</param>
    public static Box? Widen(Heatmap map, Box box, int width, int height)
    {
        var (left, top, right, bottom) = (box.X, box.Y, box.Right, box.Bottom);
        float Share(Func<float, (float X, float Y)> along) =>
            Enumerable.Range(0, Samples).Count(i => along((i + 0.5f) / Samples) is var p && Maps.At(map, p.X / width, p.Y / height) > 0.5f) / (float)Samples;
        var (x, y) = (Near * box.Width, Near * box.Height);
        var cutsLeft = left > 1 && Share(t => (left + x, top + (t * box.Height))) > Touched;
        var cutsRight = right < width - 1 && Share(t => (right - x, top + (t * box.Height))) > Touched;
        var cutsTop = top > 1 && Share(t => (left + (t * box.Width), top + y)) > Touched;
        var cutsBottom = bottom < height - 1 && Share(t => (left + (t * box.Width), bottom - y)) > Touched;
        if (!cutsLeft && !cutsRight && !cutsTop && !cutsBottom)
        {
            return null;
        }

        left -= cutsLeft ? Step * box.Width : 0;
        right += cutsRight ? Step * box.Width : 0;
        top -= cutsTop ? Step * box.Height : 0;
        bottom += cutsBottom ? Step * box.Height : 0;
        return new Box(left, top, right - left, bottom - top).Clip(width, height);
    }
}
