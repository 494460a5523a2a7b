using Pentimento.Engine.Images;
using Pentimento.Engine.Operations.Kernels;

namespace Pentimento.Engine.Operations;

/// <summary>
/// A faint text across the whole picture, rising at 30°, repeated like bricks so that no crop is free of it: white letters with a
/// dark edge, which show on light and dark ground alike. Alpha stays: what is invisible needs no mark.
/// </summary>
internal sealed class Watermark : Operation
{
    private const double SizeShare = 0.06;
    private const double OutlineShare = 0.04;
    private const double Slope = Math.PI / 6;

    public override string Name => "watermark";

    public override OperationGroup Group => OperationGroup.Finish;

    public override string Summary => "A faint text repeated across the whole picture on a slant, white with a dark edge; the amount is its opacity.";

    public override AmountRange Amount => new(0, 100, 30);

    public override string ValueHelp => "the text (up to 500 characters), in quotes or not; in quotes, a font size may follow: \"draft\" 5%";

    public override bool NeedsValue => true;

    public override IReadOnlyList<string> Examples => ["add a watermark \"draft\"", "put the watermark \"© Anna\" on it"];

    public override string? CheckValue(string? value) =>
        TextValue.TryParse(value, out var text) && text is { Place: null, Colour: null } ? null : $"takes {ValueHelp}";

    public override string Describe(OperationArguments arguments) => $"{Words.Amount(Name, this, arguments)} {arguments.Value}";

    public override Image Apply(Image source, OperationArguments arguments, OperationContext context)
    {
        if (!TextValue.TryParse(arguments.Value, out var value))
        {
            throw new ArgumentException($"watermark {CheckValue(arguments.Value)}", nameof(arguments));
        }

        var result = source.Clone();
        if (arguments.Amount <= 0)
        {
            return result;
        }

        try
        {
            TextMask.CheckFonts(value.Text);
            var shorter = Math.Min(source.Width, source.Height);
            var size = Math.Max(6, value.Size is { } given ? (given.IsPercent ? shorter * given.Number / 100 : given.Number) : SizeShare * shorter);
            size = Math.Min(size, Math.Max(6, TextMask.LargestSize(value.Text, source.Width, source.Height)));
            using var mask = TextMask.Render(value.Text, size, Math.Max(source.Width, source.Height), 0.5);
            using var ring = TextOutline.Around(mask, Math.Max(1, OutlineShare * size), out var room, context.Cancellation);
            using var letters = mask.ToPlane(room);
            var tile = new Tile(letters, ring, (int)(1.2 * size), (int)(2.2 * size));
            for (var y = 0; y < result.Height; y++)
            {
                context.Cancellation.ThrowIfCancellationRequested();
                tile.Stamp(result.Row(y), result.Bands, y - (result.Height / 2), -(result.Width / 2), (float)(arguments.Amount / 100));
            }

            return result;
        }
        catch
        {
            result.Dispose();
            throw;
        }
    }

    /// <summary>The text and the gap after and under it, repeated over the slanted plane.</summary>
    private sealed class Tile(Plane letters, Plane ring, int gapAcross, int gapDown)
    {
        private readonly int _width = letters.Width + gapAcross;
        private readonly int _height = letters.Height + gapDown;

        /// <summary>Marks one row of pixels, its first at x, y from the middle of the picture.</summary>
        public void Stamp(Span<byte> row, int bands, int y, int x, float opacity)
        {
            var (sin, cos) = Math.SinCos(Slope);
            for (var p = 0; p < row.Length; p += bands, x++)
            {
                var down = (y * cos) + (x * sin) + (letters.Height / 2.0);
                var line = Math.Floor(down / _height);
                var v = down - (line * _height);

                // Every second line is moved by half a tile, as bricks are.
                var across = (x * cos) - (y * sin) + (letters.Width / 2.0) + (line % 2 == 0 ? 0 : _width / 2.0);
                var u = across - (Math.Floor(across / _width) * _width);
                if (u < letters.Width - 1 && v < letters.Height - 1)
                {
                    Mark(row.Slice(p, bands), Sample(letters, u, v), Sample(ring, u, v), opacity);
                }
            }
        }

        private static void Mark(Span<byte> pixel, float letter, float edge, float opacity)
        {
            if (edge <= 0 && letter <= 0)
            {
                return;
            }

            // The dark edge is fainter than the letters: it only has to show on white.
            var (white, dark) = (letter, 0.6f * edge);
            for (var band = 0; band < 3; band++)
            {
                var under = (float)pixel[band];
                var full = (under * (1 - dark) * (1 - white)) + (255 * white);
                pixel[band] = (byte)(under + (opacity * (full - under)) + 0.5f);
            }
        }

        private static float Sample(Plane plane, double u, double v)
        {
            var (x, y) = ((int)u, (int)v);
            var (s, t) = ((float)(u - x), (float)(v - y));
            var upper = plane.Row(y);
            var lower = plane.Row(y + 1);
            var above = upper[x] + (s * (upper[x + 1] - upper[x]));
            var below = lower[x] + (s * (lower[x + 1] - lower[x]));
            return above + (t * (below - above));
        }
    }
}
