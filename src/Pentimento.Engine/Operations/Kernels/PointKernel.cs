namespace Pentimento.Engine.Operations.Kernels;

/// <summary>Which numbers a kernel works on.</summary>
internal enum LightSpace
{
    /// <summary>sRGB-encoded, 0..1: roughly even steps to the eye.</summary>
    Encoded,

    /// <summary>Linear light, 0..1: sums and products are those of light.</summary>
    Linear,
}

/// <summary>A colour change that looks at one pixel at a time, on planar blocks, so that several fuse into one pass over the picture.</summary>
internal abstract class PointKernel
{
    public abstract LightSpace Space { get; }

    /// <summary>Changes a block of pixels in place. Values may leave 0..1; they are clamped once, at the very end.</summary>
    /// <param name="r">Red in <see cref="Space"/>.</param>
    /// <param name="g">Green, of the same length.</param>
    /// <param name="b">Blue, of the same length.</param>
    public abstract void Apply(Span<float> r, Span<float> g, Span<float> b);

    /// <summary>Whether red, green and blue are always equal afterwards, so that one of them need be made into bytes.</summary>
    public virtual bool MakesGrey => false;

    /// <summary>The kernel as a curve of each channel by itself; null when channels mix. Curves run as 256-entry tables.</summary>
    public virtual Func<double, double>? Curve => null;
}

/// <summary>A kernel that is one curve, the same for each channel.</summary>
/// <param name="space">The space that the curve's argument and value are in.</param>
/// <param name="curve">0..1 to 0..1, monotone.</param>
internal sealed class CurveKernel(LightSpace space, Func<double, double> curve) : PointKernel
{
    private CurveTable? _table;

    public override LightSpace Space { get; } = space;

    public override Func<double, double> Curve { get; } = curve;

    public override void Apply(Span<float> r, Span<float> g, Span<float> b)
    {
        var table = _table ??= new(Curve, Space);
        table.Apply(r);
        table.Apply(g);
        table.Apply(b);
    }
}
