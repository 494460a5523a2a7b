namespace Pentimento.Engine.Fill;

/// <summary>
/// The fourth channel of the patches: how strong the picture's gradients are around each pixel (Newson et al. 2017, section 3.3).
/// Coarse levels and flat matches would otherwise not tell grass from a wall of the same colour.
/// </summary>
internal static class TextureChannel
{
    private const int Finer = 16;

    // By its logarithm: twice the texture is as far everywhere, and a smooth source does not pass for a faintly textured one.
    private static readonly byte[] Values = [.. Enumerable.Range(0, (255 * Finer) + 1).Select(i => (byte)Math.Min(255, PerOctave * Math.Log2(1 + (i / (double)Finer))))];

    private const double PerOctave = 45;
    private const int WidestWindow = 33;

    /// <summary>Writes the highest byte of each pixel; gradients that touch the hole do not count.</summary>
    /// <param name="levels">How often the level will be halved, and one more: the mean is taken over about a coarsest pixel.</param>
    public static void Write(PyramidLevel level, int levels, CancellationToken cancellation)
    {
        var radius = Math.Min(WidestWindow, Math.Max(3, (1 << (levels - 1)) | 1)) / 2;
        var strengths = new int[level.Width];
        var sums = new int[level.Width];
        var counts = new int[level.Width];
        for (var y = -radius; y < level.Height; y++)
        {
            cancellation.ThrowIfCancellationRequested();
            AddRow(y + radius, 1);
            AddRow(y - radius - 1, -1);
            if (y >= 0)
            {
                WriteRow(y);
            }
        }

        void AddRow(int y, int sign)
        {
            if (y < 0 || y >= level.Height)
            {
                return;
            }

            Gradients(level, y, strengths);
            for (var x = 0; x < level.Width; x++)
            {
                sums[x] += strengths[x] < 0 ? 0 : sign * strengths[x];
                counts[x] += strengths[x] < 0 ? 0 : sign;
            }
        }

        void WriteRow(int y)
        {
            long sum = 0;
            var count = 0;
            for (var x = -radius; x < level.Width; x++)
            {
                if (x + radius < level.Width)
                {
                    sum += sums[x + radius];
                    count += counts[x + radius];
                }

                if (x - radius - 1 >= 0)
                {
                    sum -= sums[x - radius - 1];
                    count -= counts[x - radius - 1];
                }

                if (x >= 0)
                {
                    var mean = Values[count == 0 ? 0 : (int)(sum / (count * Finer))];
                    level.Pixels[(y * level.Width) + x] = (level.Pixels[(y * level.Width) + x] & 0x00FFFFFF) | ((uint)mean << 24);
                }
            }
        }
    }

    // Central differences of luma, across and down, in 1/256 levels; -1 where a neighbour is unknown.
    private static void Gradients(PyramidLevel level, int y, int[] strengths)
    {
        var above = Math.Max(0, y - 1) * level.Width;
        var below = Math.Min(level.Height - 1, y + 1) * level.Width;
        var here = y * level.Width;
        for (var x = 0; x < level.Width; x++)
        {
            var (left, right) = (Math.Max(0, x - 1), Math.Min(level.Width - 1, x + 1));
            strengths[x] = level.IsHole(here + x) || level.IsHole(here + left) || level.IsHole(here + right) || level.IsHole(above + x) || level.IsHole(below + x)
                ? -1
                : (Math.Abs(Luma(here + right) - Luma(here + left)) + Math.Abs(Luma(below + x) - Luma(above + x))) / 2;
        }

        int Luma(int index)
        {
            var pixel = level.Pixels[index];
            return (int)((77 * (pixel & 255)) + (150 * ((pixel >> 8) & 255)) + (29 * ((pixel >> 16) & 255)));
        }
    }
}
