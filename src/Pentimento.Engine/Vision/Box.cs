namespace Pentimento.Engine.Vision;

/// <summary>A rectangle in pixels of the picture, the origin at its top left corner.</summary>
/// <param name="X">Left edge.</param>
/// <param name="Y">Top edge.</param>
/// <param name="Width">Extent to the right; 0 or more.</param>
/// <param name="Height">Extent downwards; 0 or more.</param>
public readonly record struct Box(float X, float Y, float Width, float Height)
{
    /// <summary>The edge to the right, exclusive.</summary>
    public float Right => X + Width;

    /// <summary>The edge at the bottom, exclusive.</summary>
    public float Bottom => Y + Height;

    /// <summary>Square pixels.</summary>
    public float Area => Width * Height;

    /// <summary>Square pixels that lie in both.</summary>
    public float Overlap(Box other)
    {
        var width = Math.Min(Right, other.Right) - Math.Max(X, other.X);
        var height = Math.Min(Bottom, other.Bottom) - Math.Max(Y, other.Y);
        return width > 0 && height > 0 ? width * height : 0;
    }

    /// <summary>Intersection over union: 1 for the same box, 0 for boxes that do not meet.</summary>
    public float IoU(Box other) => Overlap(other) is var both and > 0 ? both / (Area + other.Area - both) : 0;

    /// <summary>The part that lies in a picture of that size.</summary>
    public Box Clip(int width, int height)
    {
        var (x, y) = (Math.Clamp(X, 0, width), Math.Clamp(Y, 0, height));
        return new(x, y, Math.Clamp(Right, 0, width) - x, Math.Clamp(Bottom, 0, height) - y);
    }
}
