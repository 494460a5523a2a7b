using Pentimento.Engine.Images;
using Pentimento.Engine.Selection.Matting;
using Pentimento.Engine.Vision;

namespace Pentimento.Engine.Selection.Regions;

/// <summary>
/// Skin and hair of people whose faces are found. Skin has the colours of the face's middle (a Gaussian in OKLab a and b, fitted to the
/// face itself, so it holds for every skin tone); hair is what of the head is a person and not skin.
/// </summary>
internal static class SkinRegion
{
    private const int Side = 320;
    private const float Band = 0.006f;

    // Squared Mahalanobis distance: within the first a pixel is skin, beyond the second it is not.
    private const double Within = 4;
    private const double Beyond = 12;

    // Of lightness, as a share of the face's own: shadows and lights on skin.
    private const double Darkest = 0.55;
    private const double Lightest = 1.35;

    // Darker than this share of the face, what is of the head and of a skin's hue is hair all the same.
    private const double HairAtMost = 0.82;

    /// <summary>The skin of the people whose faces are given.</summary>
    public static SelectedRegion Skin(RegionSession session, IReadOnlyList<DetectedFace> faces, string of, CancellationToken cancellation)
    {
        var people = session.Findings.People(cancellation);
        var models = faces.Select(f => Fit(session.Picture, f)).ToArray();
        var map = Map(session.Picture, (x, y, pixel) =>
            People(people, x, y, session.Picture) * models.Max(m => m.Likeness(pixel)));
        return Refined(session, map, $"the skin of {of}", "skin", cancellation);
    }

    /// <summary>The hair on the heads of the faces given.</summary>
    public static SelectedRegion Hair(RegionSession session, IReadOnlyList<DetectedFace> faces, string of, CancellationToken cancellation)
    {
        var people = session.Findings.People(cancellation);
        var heads = faces.Select(f => (Head: FaceShape.Head(f), Face: FaceShape.Face(f), Mouth: f.Points.Mouth.Y, Skin: Fit(session.Picture, f))).ToArray();
        var map = Map(session.Picture, (x, y, pixel) => People(people, x, y, session.Picture) * heads.Max(h =>
            h.Head.Distance(x, y) > 1 || (y > h.Mouth && Math.Abs(x - h.Face.X) < 0.9f * h.Face.Across) ? 0 : (pixel.L < HairAtMost * h.Skin.L ? 1 : 1 - h.Skin.Likeness(pixel)) * (h.Face.Distance(x, y) < 0.8f ? 0 : 1)));
        return Refined(session, map, $"the hair of {of}, approximately", "hair", cancellation);
    }

    private static SelectedRegion Refined(RegionSession session, Heatmap map, string words, string kind, CancellationToken cancellation) =>
        Maps.Area(map) == 0
            ? throw SelectionFailure.NotFound($"A face is found, but no {kind} that can be told apart from the rest. A mask that marks it makes the edit possible.")
            : new(AlphaMatte.Refine(session.Picture, map, Band, session.Options.MattingSide, cancellation), words);

    private static Heatmap Map(Image picture, Func<float, float, (double L, double A, double B), double> value)
    {
        var window = MattingWindow.Around(picture, new(0, 0, 1, 1), 0, Side);
        var planes = window.Colours(picture);
        var values = new float[planes[0].Length];
        for (var i = 0; i < values.Length; i++)
        {
            static byte Level(float v) => (byte)MathF.Round(255 * v);
            var pixel = ColourRegion.Lab(Level(planes[0][i]), Level(planes[1][i]), Level(planes[2][i]));
            var x = ((i % window.Width) + 0.5f) / window.Width * picture.Width;
            var y = ((i / window.Width) + 0.5f) / window.Height * picture.Height;
            values[i] = (float)value(x, y, pixel);
        }

        return new(window.Width, window.Height, values);
    }

    private static double People(Heatmap people, float x, float y, Image picture) => Maps.At(people, x / picture.Width, y / picture.Height) > 0.5f ? 1 : 0;

    private static SkinModel Fit(Image picture, DetectedFace face)
    {
        // The middle of the face without its borders: brows and lips are few there.
        var inner = FaceShape.Face(face) with { Across = 0.32f * face.Box.Width, Down = 0.34f * face.Box.Height };
        var samples = new List<(double L, double A, double B)>();
        var step = Math.Max(1, face.Box.Width / 60);
        for (var y = inner.Y - inner.Down; y < inner.Y + inner.Down; y += step)
        {
            for (var x = inner.X - inner.Across; x < inner.X + inner.Across; x += step)
            {
                if (inner.Distance(x, y) < 1 && x >= 0 && y >= 0 && x < picture.Width && y < picture.Height)
                {
                    var pixel = picture.Row((int)y).Slice((int)x * picture.Bands, 3);
                    samples.Add(ColourRegion.Lab(pixel[0], pixel[1], pixel[2]));
                }
            }
        }

        return SkinModel.Of(samples);
    }

    /// <summary>A face's own colours.</summary>
    private sealed record SkinModel(double L, double A, double B, double SpreadA, double SpreadB)
    {
        public static SkinModel Of(List<(double L, double A, double B)> samples)
        {
            // Medians, and spreads by quartiles: glasses and beards must not widen the model.
            double Quantile(Func<(double L, double A, double B), double> of, double q) =>
                samples.Count == 0 ? 0 : samples.Select(of).Order().ElementAt((int)(q * (samples.Count - 1)));
            double Spread(Func<(double L, double A, double B), double> of) => Math.Max(0.008, (Quantile(of, 0.75) - Quantile(of, 0.25)) / 1.35);
            return new(Quantile(c => c.L, 0.5), Quantile(c => c.A, 0.5), Quantile(c => c.B, 0.5), Spread(c => c.A), Spread(c => c.B));
        }

        public double Likeness((double L, double A, double B) c)
        {
            if (c.L < Darkest * L || c.L > Lightest * L)
            {
                return 0;
            }

            var (a, b) = ((c.A - A) / SpreadA, (c.B - B) / SpreadB);
            return 1 - Math.Clamp(((a * a) + (b * b) - Within) / (Beyond - Within), 0, 1);
        }
    }
}
