using Pentimento.Engine.Images;

namespace Pentimento.Engine.Operations.Kernels;

/// <summary>Puts pictures onto larger ones without touching their pixels.</summary>
internal static class Canvas
{
    /// <summary>A larger picture with the source at a place and a colour around it.</summary>
    /// <param name="room">The colour around; null is transparent (the result then has alpha).</param>
    public static Image Place(Image source, int width, int height, int left, int top, Rgb? room)
    {
        var bands = source.HasAlpha || room is null ? 4 : 3;
        var canvas = Image.Create(width, height, bands, source.Profile, clear: room is null);
        if (room is { } colour)
        {
            Fill(canvas, colour);
        }

        for (var y = 0; y < source.Height; y++)
        {
            Copy(source.Row(y), source.Bands, canvas.Row(y + top).Slice(left * bands, source.Width * bands), bands);
        }

        return canvas;
    }

    /// <summary>The same picture with an alpha channel, opaque where it had none.</summary>
    public static Image WithAlpha(Image source) =>
        source.HasAlpha ? source.Clone() : Place(source, source.Width, source.Height, 0, 0, room: null);

    private static void Fill(Image canvas, Rgb colour)
    {
        var first = canvas.Row(0);
        for (var p = 0; p < first.Length; p += canvas.Bands)
        {
            (first[p], first[p + 1], first[p + 2]) = (colour.R, colour.G, colour.B);
            if (canvas.HasAlpha)
            {
                first[p + 3] = 255;
            }
        }

        for (var y = 1; y < canvas.Height; y++)
        {
            first.CopyTo(canvas.Row(y));
        }
    }

    private static void Copy(ReadOnlySpan<byte> from, int fromBands, Span<byte> to, int toBands)
    {
        if (fromBands == toBands)
        {
            from.CopyTo(to);
            return;
        }

        for (int p = 0, q = 0; p < from.Length; p += 3, q += 4)
        {
            from.Slice(p, 3).CopyTo(to[q..]);
            to[q + 3] = 255;
        }
    }
}
