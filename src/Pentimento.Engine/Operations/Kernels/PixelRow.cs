using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Pentimento.Engine.Images;

namespace Pentimento.Engine.Operations.Kernels;

/// <summary>One row of a picture as planar floats of encoded values, 0..1; made once for a pass and filled row by row.</summary>
internal sealed class PixelRow(int width)
{
    private static readonly CurveTable Encode = new(SrgbTransfer.Encode, LightSpace.Linear);
    private static readonly CurveTable Decode = new(SrgbTransfer.Decode, LightSpace.Encoded);

    private readonly float[] _values = new float[4 * width];

    public Span<float> R => _values.AsSpan(0, width);

    public Span<float> G => _values.AsSpan(width, width);

    public Span<float> B => _values.AsSpan(2 * width, width);

    /// <summary>Encoded BT.709 luma of the row as it was loaded.</summary>
    public Span<float> Luma => _values.AsSpan(3 * width, width);

    /// <summary>Reads row <paramref name="y"/> and its luma.</summary>
    public void Load(Image source, int y)
    {
        var from = source.Row(y);
        var r = R;
        var g = G;
        var b = B;
        var luma = Luma;
        var table = SrgbTransfer.ToUnit;
        if (source.Bands == 3)
        {
            var pixels = MemoryMarshal.Cast<byte, Rgb>(from);
            for (var x = 0; x < pixels.Length; x++)
            {
                (r[x], g[x], b[x]) = (table[pixels[x].R], table[pixels[x].G], table[pixels[x].B]);
            }
        }
        else
        {
            for (int x = 0, p = 0; x < r.Length; x++, p += 4)
            {
                (r[x], g[x], b[x]) = (table[from[p]], table[from[p + 1]], table[from[p + 2]]);
            }
        }

        TensorPrimitives.Multiply(r, 0.2126f, luma);
        TensorPrimitives.MultiplyAdd(g, 0.7152f, luma, luma);
        TensorPrimitives.MultiplyAdd(b, 0.0722f, luma, luma);
    }

    /// <summary>Runs point kernels over the row, in the space that each works in.</summary>
    public void Apply(IReadOnlyList<PointKernel> kernels)
    {
        var space = LightSpace.Encoded;
        foreach (var kernel in kernels)
        {
            Convert(space, kernel.Space);
            space = kernel.Space;
            kernel.Apply(R, G, B);
        }

        Convert(space, LightSpace.Encoded);
    }

    /// <summary>Writes row <paramref name="y"/>, clamped and rounded; alpha comes from the source.</summary>
    public void Store(Image source, Image result, int y)
    {
        var to = result.Row(y);
        var r = R;
        var g = G;
        var b = B;
        if (source.Bands == 3)
        {
            var pixels = MemoryMarshal.Cast<byte, Rgb>(to);
            for (var x = 0; x < pixels.Length; x++)
            {
                pixels[x] = new(SrgbTransfer.UnitToByte(r[x]), SrgbTransfer.UnitToByte(g[x]), SrgbTransfer.UnitToByte(b[x]));
            }

            return;
        }

        var from = source.Row(y);
        for (int x = 0, p = 0; x < r.Length; x++, p += 4)
        {
            to[p] = SrgbTransfer.UnitToByte(r[x]);
            to[p + 1] = SrgbTransfer.UnitToByte(g[x]);
            to[p + 2] = SrgbTransfer.UnitToByte(b[x]);
            to[p + 3] = from[p + 3];
        }
    }

    private void Convert(LightSpace from, LightSpace to)
    {
        if (from != to)
        {
            var table = to == LightSpace.Linear ? Decode : Encode;
            table.Apply(_values.AsSpan(0, 3 * width));
        }
    }
}
