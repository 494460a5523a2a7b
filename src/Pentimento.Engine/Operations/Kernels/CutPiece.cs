using Pentimento.Engine.Images;

namespace Pentimento.Engine.Operations.Kernels;

/// <summary>A thing cut out of a picture with a soft alpha and its own colours, cut to its bounds.</summary>
internal sealed class CutPiece : IDisposable
{
    private const int EdgeContext = 12;

    private CutPiece(Image piece, int left, int top)
    {
        Picture = piece;
        Left = left;
        Top = top;
    }

    /// <summary>RGBA.</summary>
    public Image Picture { get; }

    public int Left { get; }

    public int Top { get; }

    /// <summary>Cuts out what a region marks.</summary>
    /// <returns>The piece, which the caller owns; null when the region is empty.</returns>
    public static CutPiece? Of(Image source, Mask region, CancellationToken cancellation)
    {
        if (region.Bounds() is not { } box)
        {
            return null;
        }

        // A little of the surroundings tells the thing's colours from theirs.
        var (left, top) = (Math.Max(0, box.Left - EdgeContext), Math.Max(0, box.Top - EdgeContext));
        var width = Math.Min(source.Width, box.Left + box.Width + EdgeContext) - left;
        var height = Math.Min(source.Height, box.Top + box.Height + EdgeContext) - top;
        using var part = Resampling.Crop(source, left, top, width, height);
        var weights = new byte[width * height];
        for (var y = 0; y < height; y++)
        {
            region.Row(top + y).Slice(left, width).CopyTo(weights.AsSpan(y * width));
        }

        using var layers = LayerColours.Estimate(part, Mask.FromWeights(weights, width, height), cancellation);
        var piece = Canvas.WithAlpha(layers.Foreground);
        var pixels = piece.Pixels;
        for (var i = 0; i < weights.Length; i++)
        {
            pixels[(4 * i) + 3] = (byte)(((pixels[(4 * i) + 3] * weights[i]) + 127) / 255);
        }

        return new(piece, left, top);
    }

    public void Dispose() => Picture.Dispose();
}
