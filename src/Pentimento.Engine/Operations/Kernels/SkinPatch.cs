using System.Numerics;
using System.Numerics.Tensors;
using Pentimento.Engine.Images;

namespace Pentimento.Engine.Operations.Kernels;

/// <summary>The part of a picture in which a face is retouched: encoded channels as planes, and how much each pixel is skin of the region.</summary>
internal sealed class SkinPatch : IDisposable
{
    private readonly Plane[] _bands;

    private SkinPatch(Image part, Mask region, int left, int top, double scale)
    {
        _bands = [.. Enumerable.Range(0, 3).Select(b => EncodedPlanes.Load(part, b))];
        (Left, Top, Scale) = (left, top, scale);
        Weights = new(part.Width, part.Height);
        for (var y = 0; y < part.Height; y++)
        {
            var from = region.Row(top + y).Slice(left, part.Width);
            var to = Weights.Row(y);
            var pixels = part.Row(y);
            for (var x = 0; x < to.Length; x++)
            {
                to[x] = from[x] * (part.HasAlpha ? pixels[(4 * x) + 3] / 255f : 1) / 255f;
            }
        }
    }

    public int Left { get; }

    public int Top { get; }

    /// <summary>The side of a square as large as the region, in pixels: the measure of everything in a face.</summary>
    public double Scale { get; }

    /// <summary>0..1: the region as far as it is visible, and after <see cref="KeepSkin"/> only what looks like its skin.</summary>
    public Plane Weights { get; }

    public int Width => Weights.Width;

    public int Height => Weights.Height;

    /// <summary>Encoded red, green or blue, 0..1.</summary>
    public Plane Band(int band) => _bands[band];

    /// <summary>Takes the region's bounds with a margin; null when the region is empty.</summary>
    public static SkinPatch? Of(Image source, Mask region)
    {
        if (region.Bounds() is not { } box)
        {
            return null;
        }

        var scale = Math.Sqrt(Math.Max(1, region.Weights.Sum(w => (long)w) / 255.0));
        var margin = (int)Math.Ceiling(0.15 * scale) + 2;
        var (left, top) = (Math.Max(0, box.Left - margin), Math.Max(0, box.Top - margin));
        var width = Math.Min(source.Width, box.Left + box.Width + margin) - left;
        var height = Math.Min(source.Height, box.Top + box.Height + margin) - top;
        using var part = Resampling.Crop(source, left, top, width, height);
        return new(part, region, left, top, scale);
    }

    /// <summary>Takes out of the weights what does not look like the region's skin: eyes, brows, hair, lips, teeth, glasses.</summary>
    public void KeepSkin(RegionColour skin, CancellationToken cancellation)
    {
        using var before = new Plane(Width, Height);
        Weights.Values.CopyTo(before.Values);
        for (var y = 0; y < Height; y++)
        {
            cancellation.ThrowIfCancellationRequested();
            var weights = Weights.Row(y);
            for (var x = 0; x < weights.Length; x++)
            {
                if (weights[x] > 0)
                {
                    var lab = Lab(x, y);
                    var chroma = MathF.Sqrt((lab.Y * lab.Y) + (lab.Z * lab.Z));
                    weights[x] *= (1 - Ramp.Rise(RegionColour.HueDistance(lab, skin.Hue), 0.45f, 0.8f))
                        * Ramp.Rise(chroma, 0.25f * skin.Chroma, 0.5f * skin.Chroma) * (1 - Ramp.Rise(chroma, 1.7f * skin.Chroma, 2.2f * skin.Chroma))
                        * Ramp.Rise(lab.X, 0.5f * skin.Middle, 0.75f * skin.Middle);
                }
            }
        }

        // Without single pixels that were judged otherwise than all around them.
        GaussianBlur.Run(Weights, Math.Max(0.7, 0.006 * Scale), cancellation);

        // What is not of the region, or cannot be seen, must not come in by that.
        var was = before.Values;
        var now = Weights.Values;
        for (var i = 0; i < now.Length; i++)
        {
            now[i] = was[i] > 0 ? now[i] : 0;
        }
    }

    /// <summary>A pixel in OKLab.</summary>
    public Vector3 Lab(int x, int y) => OkLab.FromRgb(new Vector3(
        (float)SrgbTransfer.Decode(_bands[0].Row(y)[x]), (float)SrgbTransfer.Decode(_bands[1].Row(y)[x]), (float)SrgbTransfer.Decode(_bands[2].Row(y)[x])));

    /// <summary>Sets a pixel from OKLab, held inside the gamut.</summary>
    public void Set(int x, int y, Vector3 lab)
    {
        var (r, g, b) = OkLab.ToRgbInGamut(new(Math.Clamp(lab.X, 0, 1)), new(lab.Y), new(lab.Z));
        _bands[0].Row(y)[x] = (float)SrgbTransfer.Encode(r[0]);
        _bands[1].Row(y)[x] = (float)SrgbTransfer.Encode(g[0]);
        _bands[2].Row(y)[x] = (float)SrgbTransfer.Encode(b[0]);
    }

    /// <summary>BT.709 luma of the encoded channels; the caller owns the plane.</summary>
    public Plane Luma()
    {
        var luma = new Plane(Width, Height);
        TensorPrimitives.Multiply(_bands[0].Values, 0.2126f, luma.Values);
        TensorPrimitives.MultiplyAdd(_bands[1].Values, 0.7152f, luma.Values, luma.Values);
        TensorPrimitives.MultiplyAdd(_bands[2].Values, 0.0722f, luma.Values, luma.Values);
        return luma;
    }

    /// <summary>A copy of a plane, smoothed by a Gaussian that sees the skin only (normalised convolution); the caller owns it.</summary>
    public Plane Smooth(Plane plane, double sigma, CancellationToken cancellation)
    {
        var smooth = new Plane(Width, Height);
        using var density = new Plane(Width, Height);
        Weights.Values.CopyTo(density.Values);
        TensorPrimitives.Multiply(plane.Values, Weights.Values, smooth.Values);
        GaussianBlur.Run(smooth, sigma, cancellation);
        GaussianBlur.Run(density, sigma, cancellation);
        var to = smooth.Values;
        var count = density.Values;
        var from = plane.Values;
        for (var i = 0; i < to.Length; i++)
        {
            to[i] = count[i] > 1e-3f ? to[i] / count[i] : from[i];
        }

        return smooth;
    }

    /// <summary>A copy of the picture with the planes' pixels where the weights are above 0.</summary>
    public Image Store(Image source)
    {
        var result = source.Clone();
        for (var y = 0; y < Height; y++)
        {
            var weights = Weights.Row(y);
            var row = result.Row(Top + y)[(Left * result.Bands)..];
            for (var x = 0; x < weights.Length; x++)
            {
                if (weights[x] > 0)
                {
                    for (var band = 0; band < 3; band++)
                    {
                        row[(x * result.Bands) + band] = SrgbTransfer.UnitToByte(_bands[band].Row(y)[x]);
                    }
                }
            }
        }

        return result;
    }

    public void Dispose()
    {
        Array.ForEach(_bands, b => b.Dispose());
        Weights.Dispose();
    }
}
