using Pentimento.Engine.Vision;

namespace Pentimento.Engine.Selection.Regions;

/// <summary>Where things are in a face, from its box and key points. Shares are of the distance between the eyes unless said otherwise.</summary>
internal static class FaceShape
{
    /// <summary>The whole face from the hairline to the chin; the detector's box leaves out a part of the forehead.</summary>
    public static Ellipse Face(DetectedFace face)
    {
        var (angle, sin, cos) = Tilt(face);
        var (x, y) = (face.Box.X + (face.Box.Width / 2), face.Box.Y + (face.Box.Height / 2));
        var up = 0.1f * face.Box.Height;
        return new(x + (up * sin), y - (up * cos), 0.52f * face.Box.Width, 0.66f * face.Box.Height, angle);
    }

    /// <summary>Both eyes with their lids.</summary>
    public static IEnumerable<Ellipse> Eyes(DetectedFace face)
    {
        var distance = Apart(face);
        var angle = Tilt(face).Angle;
        return [Around(face.Points.RightEye), Around(face.Points.LeftEye)];

        Ellipse Around(PicturePoint eye) => new(eye.X, eye.Y, 0.3f * distance, 0.2f * distance, angle);
    }

    /// <summary>The mouth with its lips, open as in a laugh.</summary>
    public static Ellipse Mouth(DetectedFace face)
    {
        var distance = Apart(face);
        return new(face.Points.Mouth.X, face.Points.Mouth.Y, 0.48f * distance, 0.26f * distance, Tilt(face).Angle);
    }

    /// <summary>The head with its hair.</summary>
    public static Ellipse Head(DetectedFace face)
    {
        var (angle, sin, cos) = Tilt(face);
        var (x, y) = (face.Box.X + (face.Box.Width / 2), face.Box.Y + (face.Box.Height / 2));
        var up = 0.25f * face.Box.Height;
        return new(x + (up * sin), y - (up * cos), 1.05f * face.Box.Width, 1.15f * face.Box.Height, angle);
    }

    /// <summary>How much a pixel of a mouth is tooth, 0 to 1: lighter and less red than lips, gums and tongue.</summary>
    public static double ToothWeight(byte r, byte g, byte b)
    {
        var (lightness, a, _) = ColourRegion.Lab(r, g, b);
        return Math.Clamp((lightness - 0.58) / 0.12, 0, 1) * Math.Clamp((0.055 - a) / 0.025, 0, 1);
    }

    private static float Apart(DetectedFace face)
    {
        var (right, left) = (face.Points.RightEye, face.Points.LeftEye);
        return Math.Max(MathF.Sqrt(((left.X - right.X) * (left.X - right.X)) + ((left.Y - right.Y) * (left.Y - right.Y))), 0.2f * face.Box.Width);
    }

    // The right eye of the person is the left one in the picture.
    private static (float Angle, float Sin, float Cos) Tilt(DetectedFace face)
    {
        var angle = MathF.Atan2(face.Points.LeftEye.Y - face.Points.RightEye.Y, face.Points.LeftEye.X - face.Points.RightEye.X);
        var (sin, cos) = MathF.SinCos(angle);
        return (angle, sin, cos);
    }
}
