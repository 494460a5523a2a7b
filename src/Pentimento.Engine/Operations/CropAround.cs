using Pentimento.Engine.Images;

namespace Pentimento.Engine.Operations;

/// <summary>A crop around a thing with the room that a photographer leaves, read: <c>face</c>, <c>person;left</c>, <c>subject 4:5</c>.</summary>
/// <param name="Target">What is kept, in the plan's target grammar.</param>
/// <param name="Aspect">The shape of the crop; null for the thing's own.</param>
internal sealed record CropAround(string Target, Aspect? Aspect)
{
    // Most of a thing lies inside the contour at half weight; soft hair beyond it falls into the room around.
    private const byte Inside = 128;

    // Beside, above and below, in widths and heights of the thing. A face is shown with its shoulders.
    private static readonly (double Beside, double Above, double Below) FaceRoom = (0.75, 0.7, 1.1);
    private static readonly (double Beside, double Above, double Below) Room = (0.12, 0.1, 0.06);

    private static readonly string[] Kinds = ["subject", "face", "person", "object:"];

    /// <summary>Reads a value; null when it is no thing to crop around.</summary>
    public static CropAround? Read(string? value)
    {
        var text = (value ?? "").Trim();
        if (!Kinds.Any(k => k.EndsWith(':') ? text.StartsWith(k, StringComparison.Ordinal) : text == k || text.StartsWith(k + ";", StringComparison.Ordinal) || text.StartsWith(k + " ", StringComparison.Ordinal)))
        {
            return null;
        }

        var last = text.LastIndexOf(' ');
        return last > 0 && Operations.Aspect.TryParse(text[(last + 1)..], out var aspect) ? new(text[..last].Trim(), aspect) : new(text, null);
    }

    /// <summary>The rectangle to keep, inside the picture; null when the thing is nowhere.</summary>
    public (int Left, int Top, int Width, int Height)? In(Mask thing)
    {
        if ((thing.Bounds(Inside) ?? thing.Bounds()) is not { } box)
        {
            return null;
        }

        var room = Target.StartsWith("face", StringComparison.Ordinal) ? FaceRoom : Room;
        double left = box.Left - (room.Beside * box.Width), right = box.Left + ((1 + room.Beside) * box.Width);
        double top = box.Top - (room.Above * box.Height), bottom = box.Top + ((1 + room.Below) * box.Height);
        var (width, height) = (right - left, bottom - top);
        if (Aspect is { } aspect)
        {
            // The missing room is added on both sides, more of it below than above: eyes stay in the upper half.
            var scale = Math.Max(width / aspect.Width, height / aspect.Height);
            var (wide, high) = (aspect.Width * scale, aspect.Height * scale);
            var shrink = Math.Min(1, Math.Min(thing.Width / wide, thing.Height / high));
            left -= ((wide * shrink) - width) / 2;
            top -= ((high * shrink) - height) * 0.4;
            (width, height) = (wide * shrink, high * shrink);
        }
        else
        {
            (left, top) = (Math.Max(0, left), Math.Max(0, top));
            (width, height) = (Math.Min(thing.Width, right) - left, Math.Min(thing.Height, bottom) - top);
        }

        var (w, h) = (Math.Max(1, (int)Math.Round(width)), Math.Max(1, (int)Math.Round(height)));
        return (Math.Clamp((int)Math.Round(left), 0, thing.Width - w), Math.Clamp((int)Math.Round(top), 0, thing.Height - h), w, h);
    }
}
