using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Pentimento.Engine.Vision.Conversion;

/// <summary>
/// Writes the protobuf wire format (protobuf.dev, "Encoding") into one growing buffer. A nested message is opened and closed; its
/// length is a varint of always five bytes, which readers accept, so that nothing is copied when the length becomes known.
/// </summary>
internal sealed class ProtobufWriter
{
    private const int Varint = 0;
    private const int Delimited = 2;
    private const int Fixed32 = 5;
    private const int LengthBytes = 5;

    private byte[] _bytes = new byte[1 << 16];
    private int _length;

    /// <summary>What has been written; valid until the next write.</summary>
    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, _length);

    public void Write(int field, long value)
    {
        Tag(field, Varint);
        WriteVarint((ulong)value);
    }

    public void Write(int field, float value)
    {
        Tag(field, Fixed32);
        BinaryPrimitives.WriteSingleLittleEndian(Take(sizeof(float)), value);
    }

    public void Write(int field, string value)
    {
        var bytes = Encoding.UTF8.GetByteCount(value);
        Tag(field, Delimited);
        WriteVarint((ulong)bytes);
        Encoding.UTF8.GetBytes(value, Take(bytes));
    }

    /// <summary>A repeated integer, packed.</summary>
    public void Write(int field, ReadOnlySpan<long> values)
    {
        var message = Open(field);
        foreach (var value in values)
        {
            WriteVarint((ulong)value);
        }

        Close(message);
    }

    /// <summary>A bytes field with the little-endian form of numbers.</summary>
    public void WriteBytes(int field, ReadOnlySpan<float> values)
    {
        Tag(field, Delimited);
        WriteVarint((ulong)values.Length * sizeof(float));
        var to = MemoryMarshal.Cast<byte, int>(Take(values.Length * sizeof(float)));
        MemoryMarshal.Cast<float, int>(values).CopyTo(to);
        if (!BitConverter.IsLittleEndian)
        {
            BinaryPrimitives.ReverseEndianness(to, to);
        }
    }

    /// <inheritdoc cref="WriteBytes(int, ReadOnlySpan{float})"/>
    public void WriteBytes(int field, ReadOnlySpan<long> values)
    {
        Tag(field, Delimited);
        WriteVarint((ulong)values.Length * sizeof(long));
        var to = MemoryMarshal.Cast<byte, long>(Take(values.Length * sizeof(long)));
        values.CopyTo(to);
        if (!BitConverter.IsLittleEndian)
        {
            BinaryPrimitives.ReverseEndianness(to, to);
        }
    }

    /// <summary>Opens a nested message.</summary>
    /// <returns>What <see cref="Close"/> wants.</returns>
    public int Open(int field)
    {
        Tag(field, Delimited);
        Take(LengthBytes);
        return _length;
    }

    /// <summary>Closes the message that <see cref="Open"/> opened.</summary>
    public void Close(int message)
    {
        var rest = (uint)(_length - message);
        for (var i = 0; i < LengthBytes; i++, rest >>= 7)
        {
            _bytes[message - LengthBytes + i] = (byte)((rest & 0x7f) | (i < LengthBytes - 1 ? 0x80u : 0));
        }
    }

    private void Tag(int field, int wireType) => WriteVarint(((ulong)field << 3) | (uint)wireType);

    private void WriteVarint(ulong value)
    {
        while (value >= 0x80)
        {
            Take(1)[0] = (byte)(value | 0x80);
            value >>= 7;
        }

        Take(1)[0] = (byte)value;
    }

    private Span<byte> Take(int count)
    {
        var length = checked(_length + count);
        if (length > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(length, checked(_bytes.Length * 2)));
        }

        _length = length;
        return _bytes.AsSpan(length - count, count);
    }
}
