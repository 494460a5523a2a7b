using System.Buffers.Binary;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Pentimento.Engine.Vision.Conversion;

/// <summary>Values known when the graph is converted: floats or integers, row-major.</summary>
internal sealed record TfjsConstant(int[] Shape, float[]? Floats, long[]? Integers)
{
    /// <summary>The integers, or an error when the values are floats.</summary>
    public long[] WholeNumbers => Integers ?? throw new InvalidDataException("A shape, axis or padding is given in floats");

    /// <summary>The floats, or an error when the values are integers.</summary>
    public float[] Numbers => Floats ?? throw new InvalidDataException("A weight is given in integers");

    /// <summary>Reads one entry of the manifest and moves <paramref name="bytes"/> past its values.</summary>
    /// <exception cref="InvalidDataException">A type that is not read, or too few bytes.</exception>
    public static TfjsConstant Read(JsonElement entry, ref ReadOnlyMemory<byte> bytes)
    {
        var shape = entry.GetProperty("shape").EnumerateArray().Select(s => s.GetInt32()).ToArray();
        var type = entry.GetProperty("dtype").GetString();
        var stored = entry.TryGetProperty("quantization", out var quantization) ? quantization.GetProperty("dtype").GetString() : type;
        var count = shape.Aggregate(1, (a, b) => checked(a * b));
        var size = (type, stored) switch
        {
            ("float32", "float32") or ("int32", "int32") => 4,
            ("float32", "float16") => 2,
            _ => throw new InvalidDataException($"Weights of {type} stored as {stored} are not read: {entry.GetProperty("name").GetString()}"),
        };
        if (bytes.Length < (long)count * size)
        {
            throw new InvalidDataException($"The weights end before {entry.GetProperty("name").GetString()}");
        }

        var span = bytes.Span[..(count * size)];
        bytes = bytes[(count * size)..];
        return type == "int32" ? new(shape, null, [.. Int32s(span, count)]) : new(shape, size == 2 ? Halves(span, count) : Singles(span, count), null);
    }

    /// <summary>The same values in another order of the axes.</summary>
    /// <param name="axes">Which axis of this comes at each place of the result.</param>
    public TfjsConstant Transpose(ReadOnlySpan<int> axes)
    {
        var strides = new int[Shape.Length];
        for (int i = Shape.Length - 1, stride = 1; i >= 0; stride *= Shape[i--])
        {
            strides[i] = stride;
        }

        var (shape, steps) = (new int[axes.Length], new int[axes.Length]);
        for (var i = 0; i < axes.Length; i++)
        {
            (shape[i], steps[i]) = (Shape[axes[i]], strides[axes[i]]);
        }

        var (from, values) = (Numbers, new float[Numbers.Length]);
        var at = new int[shape.Length];
        for (int row = 0, start = 0, last = shape.Length - 1; row < values.Length; row += shape[last])
        {
            for (var i = 0; i < shape[last]; i++)
            {
                values[row + i] = from[start + (i * steps[last])];
            }

            for (var axis = last - 1; axis >= 0; axis--)
            {
                start += steps[axis];
                if (++at[axis] < shape[axis])
                {
                    break;
                }

                start -= steps[axis] * shape[axis];
                at[axis] = 0;
            }
        }

        return new(shape, values, null);
    }

    private static float[] Halves(ReadOnlySpan<byte> from, int count)
    {
        var halves = new short[count];
        MemoryMarshal.Cast<byte, short>(from).CopyTo(halves);
        if (!BitConverter.IsLittleEndian)
        {
            BinaryPrimitives.ReverseEndianness(halves, halves);
        }

        var values = new float[count];
        TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<short, Half>(halves), values);
        return values;
    }

    private static float[] Singles(ReadOnlySpan<byte> from, int count) => MemoryMarshal.Cast<int, float>(Int32s(from, count)).ToArray();

    private static int[] Int32s(ReadOnlySpan<byte> from, int count)
    {
        var values = new int[count];
        MemoryMarshal.Cast<byte, int>(from).CopyTo(values);
        if (!BitConverter.IsLittleEndian)
        {
            BinaryPrimitives.ReverseEndianness(values, values);
        }

        return values;
    }
}
