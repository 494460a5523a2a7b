namespace Pentimento.Engine.Operations.Kernels;

/// <summary>How far a measured photograph is to be corrected; all 0 changes nothing.</summary>
/// <param name="BlackShift">Encoded value that becomes black.</param>
/// <param name="WhiteShift">1 minus the encoded value that becomes white.</param>
/// <param name="Exposure">Slope of the exposure curve at black; 1 keeps the middle tones.</param>
/// <param name="Contrast">Slope above 1 of an S-curve around its pivot.</param>
/// <param name="Pivot">The tone that the S-curve keeps.</param>
/// <param name="ShadowLift">Gain above 1 of black regions.</param>
/// <param name="LocalContrast">Share of the detail that is added.</param>
/// <param name="Vibrance">As <see cref="VibranceKernel"/> takes it.</param>
internal sealed record EnhancePlan(
    double BlackShift, double WhiteShift, double Exposure, double Contrast, double Pivot, double ShadowLift, double LocalContrast, double Vibrance)
{
    // Medians between these need no correction; outside, most of the way to the nearer one is gone.
    private const double DarkMedian = 0.38;
    private const double BrightMedian = 0.6;
    private const double MedianCorrected = 0.7;
    private const double MostExposure = 2.6;

    // Levels and exposure together, at black: beyond this, noise and the steps of 8 bits come out.
    private const double MostGain = 3;

    // A dark picture whose lit parts are bright is meant to be dark: it gets a part of the correction.
    private const double WellLit = 0.85;
    private const double BadlyLit = 0.5;
    private const double LeastCorrected = 0.35;
    private const double MostLocalContrast = 0.5;
    private const double GoodSpread = 0.22;
    private const double GoodChroma = 0.1;
    private const double GreyChroma = 0.008;

    /// <summary>The plan for a measured picture.</summary>
    /// <param name="strength">1 is what a careful editor would do; 2 is twice that.</param>
    public static EnhancePlan For(PhotoMeasure measure, double strength)
    {
        var black = Math.Clamp(measure.Black - 0.01, 0, 0.25) * Math.Min(1, 0.9 * strength);
        var white = Math.Clamp(0.985 - measure.White, 0, 0.5) * Math.Min(1, 0.9 * strength);
        var range = 1 - white - black;
        var median = Math.Clamp((measure.Median - black) / range, 0.02, 0.98);
        var spread = measure.Spread / range;
        var wanted = Math.Clamp(median, DarkMedian, BrightMedian);
        var lit = Math.Clamp((measure.Lit - black) / range, 0, 1);
        var doubt = wanted > median ? Math.Clamp((lit - BadlyLit) / (WellLit - BadlyLit), 0, 1) : 0;
        var sure = 1 - ((1 - LeastCorrected) * doubt);
        var target = median + ((wanted - median) * MedianCorrected * sure);
        var exposure = Math.Clamp(target * (1 - median) / (median * (1 - target)), 0.6, Math.Max(1, MostGain * range));
        var flatness = Math.Clamp((GoodSpread - spread) / 0.12, 0, 1);
        var dullness = Math.Clamp((GoodChroma - measure.Chroma) / GoodChroma, 0, 1) * Math.Min(1, measure.Chroma / GreyChroma);
        return new(
            black, white, Math.Clamp(Math.Pow(exposure, strength), 1 / MostExposure, MostExposure), 0.25 * flatness * strength, Math.Clamp(target, 0.25, 0.75),
            Math.Clamp((DarkMedian - measure.Median) * 1.6, 0, 0.5) * sure * strength,
            Math.Min(MostLocalContrast, (0.12 + (0.25 * flatness)) * strength), (0.05 + (0.28 * dullness)) * strength);
    }

    /// <summary>Levels, exposure and contrast as one curve of encoded values.</summary>
    public double Curve(double x)
    {
        x = Math.Clamp((x - BlackShift) / (1 - WhiteShift - BlackShift), 0, 1);
        x = Exposure * x / (1 + ((Exposure - 1) * x));
        var slope = 1 + Contrast;
        return x < Pivot ? Pivot * Math.Pow(x / Pivot, slope) : 1 - ((1 - Pivot) * Math.Pow((1 - x) / (1 - Pivot), slope));
    }
}
