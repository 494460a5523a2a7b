using System.Numerics;

namespace Pentimento.Engine.Operations.Kernels;

/// <summary>
/// Gives a thing another paint in OKLab: the hue and chroma become the paint's in the proportion in which the pixel had the thing's
/// own, its lightness follows a <see cref="LightnessMap"/>. What is not of the thing's colour (its highlights, its chrome, the
/// pattern on it) stays.
/// </summary>
internal sealed class Repaint : PointKernel
{
    // Below the first chroma a thing counts as colourless (white, grey, black), above the second as coloured.
    private const float Colourless = 0.035f;
    private const float Coloured = 0.07f;

    // Below the first unity of hue a thing counts as many-coloured: all of it is repainted.
    private const float ManyHues = 0.45f;
    private const float OneHue = 0.6f;
    private const float MostChroma = 1.5f;

    private readonly RegionColour _from;
    private readonly Vector3 _to;
    private readonly CurveTable _lightness;
    private readonly float _byChroma;
    private readonly float _byHue;

    /// <param name="from">The thing as it is.</param>
    /// <param name="to">The paint in OKLab, as it is to look on the thing's middle tone.</param>
    public Repaint(RegionColour from, Vector3 to)
    {
        _from = from;
        _to = to;
        _lightness = LightnessMap.Make(from, to.X);
        _byChroma = Ramp.Rise(from.Chroma, Colourless, Coloured);
        _byHue = _byChroma * Ramp.Rise(from.Unity, ManyHues, OneHue);
    }

    public override LightSpace Space => LightSpace.Linear;

    public override void Apply(Span<float> r, Span<float> g, Span<float> b)
    {
        var count = Vector<float>.Count;
        Span<float> lane = stackalloc float[3 * count];
        var whole = r.Length - (r.Length % count);
        for (var i = 0; i < whole; i += count)
        {
            Change(r[i..], g[i..], b[i..], lane);
        }

        if (whole < r.Length)
        {
            Span<float> rest = stackalloc float[3 * count];
            r[whole..].CopyTo(rest);
            g[whole..].CopyTo(rest[count..]);
            b[whole..].CopyTo(rest[(2 * count)..]);
            Change(rest, rest[count..], rest[(2 * count)..], lane);
            var left = r.Length - whole;
            rest[..left].CopyTo(r[whole..]);
            rest.Slice(count, left).CopyTo(g[whole..]);
            rest.Slice(2 * count, left).CopyTo(b[whole..]);
        }
    }

    private void Change(Span<float> r, Span<float> g, Span<float> b, Span<float> lane)
    {
        var count = Vector<float>.Count;
        var (l, u, v) = OkLab.FromRgb(new(r), new(g), new(b));
        l.CopyTo(lane);
        u.CopyTo(lane[count..]);
        v.CopyTo(lane[(2 * count)..]);
        for (var i = 0; i < count; i++)
        {
            (lane[i], lane[count + i], lane[(2 * count) + i]) = Paint(lane[i], lane[count + i], lane[(2 * count) + i]);
        }

        var one = Vector<float>.One;
        var colour = OkLab.ToRgbInGamut(
            Vector.Min(Vector.Max(new(lane), Vector<float>.Zero), one), new(lane[count..]), new(lane[(2 * count)..]));
        colour.R.CopyTo(r);
        colour.G.CopyTo(g);
        colour.B.CopyTo(b);
    }

    private (float L, float A, float B) Paint(float l, float a, float b)
    {
        var chroma = MathF.Sqrt((a * a) + (b * b));
        var lightness = _lightness.At(l);

        // How much paint shows: by the pixel's share of the thing's own chroma, or, on what has none, by its share of its lightness,
        // which falls to nothing in the highlights.
        var byLight = Math.Min(lightness / _to.X, 1.15f) * (1 - Ramp.Rise(l, _from.High, 1.02f));
        var byChroma = Math.Min(chroma / Math.Max(_from.Chroma, 1e-4f), MostChroma);
        var share = byLight + ((byChroma - byLight) * _byHue);

        // Another hue, or nearly none, is not the thing's paint; on colourless things neither a strong colour nor what is much darker
        // (tyres and windows of a white car).
        var hue = RegionColour.HueDistance(new(l, a, b), _from.Hue);
        var own = (1 - Ramp.Rise(hue, 0.6f, 1.1f)) * Ramp.Rise(byChroma, 0.1f, 0.4f);
        var colourless = (1 - Ramp.Rise(chroma, 0.08f, 0.14f)) * Ramp.Rise(l / _from.Middle, 0.42f, 0.72f);
        var member = 1 + ((own - 1) * _byHue) + ((colourless - 1) * (1 - _byChroma));
        return (
            l + ((lightness - l) * member),
            a + (((_to.Y * share) - a) * member),
            b + (((_to.Z * share) - b) * member));
    }
}
