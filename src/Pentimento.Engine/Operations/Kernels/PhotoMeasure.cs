namespace Pentimento.Engine.Operations.Kernels;

/// <summary>What a photograph's own histogram says about its light and colour; encoded values, 0..1.</summary>
/// <param name="Black">0.3 % of pixels have no channel below this.</param>
/// <param name="White">0.3 % of pixels have a channel above this.</param>
/// <param name="Median">Of luma.</param>
/// <param name="Lit">Luma that 5 % of pixels exceed: how bright the lit parts are.</param>
/// <param name="Spread">Standard deviation of luma.</param>
/// <param name="Chroma">Mean chroma in OKLab.</param>
internal sealed record PhotoMeasure(double Black, double White, double Median, double Lit, double Spread, double Chroma)
{
    private const double Tail = 0.003;

    /// <summary>Measures a sample; a picture that shows nothing measures as a well-lit grey one.</summary>
    public static PhotoMeasure Of(ColourSample sample)
    {
        var pixels = sample.Pixels;
        if (pixels.Count == 0)
        {
            return new(0, 1, 0.5, 0.9, 0.25, 0);
        }

        var (least, most, lumas) = (new int[256], new int[256], new int[256]);
        double sum = 0, squares = 0, chroma = 0;
        foreach (var pixel in pixels)
        {
            var luma = ((0.2126 * pixel.R) + (0.7152 * pixel.G) + (0.0722 * pixel.B)) / 255;
            var lab = OkLab.FromRgb(ColourSample.Linear(pixel));
            least[Math.Min(pixel.R, Math.Min(pixel.G, pixel.B))]++;
            most[Math.Max(pixel.R, Math.Max(pixel.G, pixel.B))]++;
            lumas[(int)Math.Round(luma * 255)]++;
            sum += luma;
            squares += luma * luma;
            chroma += Math.Sqrt((lab.Y * lab.Y) + (lab.Z * lab.Z));
        }

        var n = pixels.Count;
        var mean = sum / n;
        return new(
            Percentile(least, n, Tail), Percentile(most, n, 1 - Tail), Percentile(lumas, n, 0.5), Percentile(lumas, n, 0.95),
            Math.Sqrt(Math.Max(0, (squares / n) - (mean * mean))), chroma / n);
    }

    private static double Percentile(int[] histogram, int count, double share)
    {
        long below = 0;
        for (var level = 0; level < histogram.Length; level++)
        {
            below += histogram[level];
            if (below > share * count)
            {
                return level / 255.0;
            }
        }

        return 1;
    }
}
