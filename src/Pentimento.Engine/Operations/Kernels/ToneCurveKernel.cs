namespace Pentimento.Engine.Operations.Kernels;

/// <summary>
/// A tone curve that holds colour back. A steep curve of each channel by itself (as levels and contrast are usually done) drives weak
/// colours apart: a greyish blue becomes teal. One factor for the three channels, taken at the largest so that none clips, keeps hue and
/// saturation but looks flat; the result lies between the two.
/// </summary>
/// <param name="curve">0..1 to 0..1, of encoded values, monotone, 0 at 0 or above.</param>
/// <param name="perChannel">Share of the curve of each channel by itself, 0..1.</param>
internal sealed class ToneCurveKernel(Func<double, double> curve, float perChannel) : PointKernel
{
    private const float Darkest = 1f / 4096;

    private readonly CurveTable _table = new(curve, LightSpace.Encoded);

    public override LightSpace Space => LightSpace.Encoded;

    public override void Apply(Span<float> r, Span<float> g, Span<float> b)
    {
        for (var i = 0; i < r.Length; i++)
        {
            var most = Math.Max(Math.Max(r[i], Math.Max(g[i], b[i])), Darkest);
            var together = (1 - perChannel) * _table.At(most) / most;
            r[i] = (perChannel * _table.At(r[i])) + (together * r[i]);
            g[i] = (perChannel * _table.At(g[i])) + (together * g[i]);
            b[i] = (perChannel * _table.At(b[i])) + (together * b[i]);
        }
    }
}
