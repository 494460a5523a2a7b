using System.Text;
using Pentimento.Engine.Images;
using Pentimento.Engine.Native;
using Pentimento.Engine.Native.Vips;

namespace Pentimento.Engine.Operations.Kernels;

/// <summary>Text as coverage, 0..255 a pixel, cut to its ink: laid out by Pango through libvips, with the fonts of the system.</summary>
internal sealed class TextMask : IDisposable
{
    // libvips takes the font's size in points: at 72 points the resolution is the size in pixels.
    private const string Bold = "sans bold 72";
    private const string Regular = "sans 72";

    private readonly PixelMemory _memory;

    private TextMask(PixelMemory memory, int width, int height)
    {
        _memory = memory;
        Width = width;
        Height = height;
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Coverage of row <paramref name="y"/>.</summary>
    public Span<byte> Row(int y) => _memory.GetSpan().Slice(y * Width, Width);

    /// <summary>Coverage, 0..1, with room around it, for outlines.</summary>
    public Plane ToPlane(int room)
    {
        var plane = new Plane(Width + (2 * room), Height + (2 * room));
        plane.Values.Clear();
        for (var y = 0; y < Height; y++)
        {
            var from = Row(y);
            var to = plane.Row(y + room)[room..];
            for (var x = 0; x < Width; x++)
            {
                to[x] = from[x] / 255f;
            }
        }

        return plane;
    }

    /// <summary>The largest font size that is worth trying: beyond it the letters' own area is larger than the picture's.</summary>
    public static double LargestSize(string text, int width, int height) => Math.Sqrt(2.0 * width * height / Math.Max(1, text.Length));

    /// <summary>Lays a text out. Markup characters are plain text here.</summary>
    /// <param name="size">Size of the font in pixels.</param>
    /// <param name="width">Lines wrap at this many pixels; 0 is one line.</param>
    /// <param name="align">0 left, 0.5 centre, 1 right.</param>
    /// <exception cref="ImageEditException">There is no font for it.</exception>
    public static TextMask Render(string text, double size, int width, double align, bool bold = true)
    {
        using var operation = new VipsOperation("text");
        operation.Set("text", Escape(text)).Set("font", bold ? Bold : Regular).Set("dpi", Math.Max(1, (int)Math.Round(size)))
            .Set("wrap", "word-char").Set("align", align < 0.5 ? "low" : align > 0.5 ? "high" : "centre");
        if (width > 0)
        {
            operation.Set("width", width);
        }

        try
        {
            using var image = operation.Image();
            return new(image.ToMemory(), image.Width, image.Height);
        }
        catch (VipsException error)
        {
            throw new ImageEditException(ImageEditFailure.UnsupportedInstruction, "The text cannot be drawn: it has no visible characters, or this server has no font for them.", "prompt", error);
        }
    }

    /// <summary>
    /// Refuses a text that would come out as boxes with numbers, which is how Pango draws what no font of the system has. It does
    /// not say so; but such boxes all look alike, so each character is compared with one that no font has (private use).
    /// </summary>
    /// <exception cref="ImageEditException">Characters without a font; the message names them and says how to mend it.</exception>
    public static void CheckFonts(string text)
    {
        var missing = new StringBuilder();
        foreach (var rune in text.EnumerateRunes().Distinct().Where(r => !Rune.IsWhiteSpace(r) && !Rune.IsControl(r)).Take(200))
        {
            if (IsBox(rune))
            {
                missing.Append(rune);
            }
        }

        if (missing.Length > 0)
        {
            throw new ImageEditException(
                ImageEditFailure.UnsupportedInstruction,
                $"This server has no font for \"{missing}\", so the text cannot be written. Its operator can install one (Debian: apt-get install fonts-dejavu-core, and fonts-noto-cjk for Chinese, Japanese and Korean).",
                "prompt");
        }
    }

    public void Dispose() => ((IDisposable)_memory).Dispose();

    private static bool IsBox(Rune rune)
    {
        const int probe = 48;
        try
        {
            using var drawn = Render(rune.ToString(), probe, 0, 0);
            using var box = Render(rune.IsBmp ? "\uE9C7" : "\U0010FFC7", probe, 0, 0);
            return drawn.Width == box.Width && drawn.Height == box.Height && drawn.Row(0).SequenceEqual(box.Row(0));
        }
        catch (ImageEditException)
        {
            // Draws nothing by itself, such as a joiner or a variation selector.
            return false;
        }
    }

    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            _ = c switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '\n' => escaped.Append('\n'),
                _ when char.IsControl(c) => escaped.Append(' '),
                _ => escaped.Append(c),
            };
        }

        return escaped.ToString();
    }
}
