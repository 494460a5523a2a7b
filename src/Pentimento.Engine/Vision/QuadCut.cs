using Pentimento.Engine.Images;

namespace Pentimento.Engine.Vision;

/// <summary>Cuts a rectangle of any angle out of a picture and sets it upright.</summary>
internal static class QuadCut
{
    private const int LongestSide = 4096;

    /// <summary>Samples a parallelogram bilinearly, one pixel for each of the picture's; outside the picture its edge goes on.</summary>
    /// <param name="quad">Corners from the upper left, clockwise; the fourth completes the first three.</param>
    /// <returns>A picture of the quad's size, with the source's bands; the caller disposes it.</returns>
    public static Image Straighten(Image picture, IReadOnlyList<PicturePoint> quad)
    {
        var (origin, right, bottom) = (quad[0], quad[1], quad[3]);
        var width = Math.Clamp((int)MathF.Round(origin.To(right)), 1, LongestSide);
        var height = Math.Clamp((int)MathF.Round(origin.To(bottom)), 1, LongestSide);
        var along = (X: (right.X - origin.X) / width, Y: (right.Y - origin.Y) / width);
        var down = (X: (bottom.X - origin.X) / height, Y: (bottom.Y - origin.Y) / height);
        var cut = Image.Create(width, height, picture.Bands);
        for (var y = 0; y < height; y++)
        {
            var row = cut.Row(y);
            for (var x = 0; x < width; x++)
            {
                Sample(
                    picture,
                    origin.X + ((x + 0.5f) * along.X) + ((y + 0.5f) * down.X) - 0.5f,
                    origin.Y + ((x + 0.5f) * along.Y) + ((y + 0.5f) * down.Y) - 0.5f,
                    row.Slice(x * picture.Bands, picture.Bands));
            }
        }

        return cut;
    }

    private static void Sample(Image picture, float x, float y, Span<byte> to)
    {
        x = Math.Clamp(x, 0, picture.Width - 1);
        y = Math.Clamp(y, 0, picture.Height - 1);
        var (left, top) = ((int)x, (int)y);
        var (fx, fy) = (x - left, y - top);
        var next = Math.Min(left + 1, picture.Width - 1) * picture.Bands;
        var upper = picture.Row(top);
        var lower = picture.Row(Math.Min(top + 1, picture.Height - 1));
        left *= picture.Bands;
        for (var band = 0; band < to.Length; band++)
        {
            var above = upper[left + band] + ((upper[next + band] - upper[left + band]) * fx);
            var below = lower[left + band] + ((lower[next + band] - lower[left + band]) * fx);
            to[band] = (byte)(above + ((below - above) * fy) + 0.5f);
        }
    }
}
