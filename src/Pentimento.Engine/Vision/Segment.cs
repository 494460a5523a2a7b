namespace Pentimento.Engine.Vision;

/// <summary>One thing cut out of a picture.</summary>
/// <param name="Map">Near 1 on the thing; 0.5 is its outline.</param>
/// <param name="PredictedIoU">How well the network thinks it did: intersection over union with the true outline, 0 to about 1.</param>
public sealed record Segment(Heatmap Map, float PredictedIoU);

/// <summary>A place in a picture, in pixels from its top left corner; the middle of the first pixel is at 0.5, 0.5.</summary>
public readonly record struct PicturePoint(float X, float Y)
{
    /// <summary>The distance to another point.</summary>
    public float To(PicturePoint other) => MathF.Sqrt(((other.X - X) * (other.X - X)) + ((other.Y - Y) * (other.Y - Y)));
}

/// <summary>A point that says what is meant.</summary>
/// <param name="IsInside">On the thing, rather than on what is not meant.</param>
public readonly record struct PointPrompt(PicturePoint Point, bool IsInside = true);
