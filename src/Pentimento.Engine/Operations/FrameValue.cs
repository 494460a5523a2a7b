using Pentimento.Engine.Images;
using Pentimento.Engine.Operations.Kernels;

namespace Pentimento.Engine.Operations;

/// <summary>The value of a border or padding, read: a width or an aspect, and a colour.</summary>
internal readonly record struct FrameValue(Length? Width, Aspect? Aspect, Rgb? Colour, bool IsTransparent)
{
    public static bool TryParse(string? text, out FrameValue frame)
    {
        frame = default;
        foreach (var word in (text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (Length.TryParse(word, out var width) && frame is { Width: null, Aspect: null })
            {
                frame = frame with { Width = width };
            }
            else if (Operations.Aspect.TryParse(word, out var aspect) && frame is { Width: null, Aspect: null })
            {
                frame = frame with { Aspect = aspect };
            }
            else if (Rgb.TryParse(word, out var colour))
            {
                frame = frame with { Colour = colour };
            }
            else if (word == "transparent")
            {
                frame = frame with { IsTransparent = true };
            }
            else
            {
                return false;
            }
        }

        return frame != default;
    }

    /// <summary>The picture with this frame around it.</summary>
    /// <param name="room">The colour; null is transparent.</param>
    public Image Around(Image source, Rgb? room, DecodeLimits limits)
    {
        var shorter = Math.Min(source.Width, source.Height);
        var edge = Width is { } width ? width.Of(shorter) : 0;
        var (w, h) = Aspect is { } aspect ? aspect.Around(source.Width, source.Height) : (source.Width + (2L * edge), source.Height + (2L * edge));
        limits.CheckSize(w, h, "The framed image", "prompt");
        return Canvas.Place(source, (int)w, (int)h, (int)(w - source.Width) / 2, (int)(h - source.Height) / 2, IsTransparent ? null : room);
    }
}
