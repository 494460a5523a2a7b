namespace Pentimento.Server.Api.Requests;

/// <summary>The bytes of one part in lent memory, and their owner.</summary>
internal sealed class PartBuffer(BodyMemory memory) : IDisposable
{
    private const int FirstSize = 16 * 1024;

    // From here on an announced length is believed: whoever sent this much has paid for some memory.
    private const int Trusted = 1024 * 1024;

    private byte[] _array = [];
    private int _length;

    public Memory<byte> Bytes => _array.AsMemory(0, _length);

    /// <summary>Reads a stream to its end.</summary>
    /// <param name="expected">Bytes that may come, if that is known: with it a large part is not moved from buffer to buffer as it grows.</param>
    /// <returns>Whether the stream had at most <paramref name="limit"/> bytes; the rest of a longer one is left unread.</returns>
    public async Task<bool> FillAsync(Stream source, int limit, long? expected, CancellationToken cancellation)
    {
        while (true)
        {
            if (_length == _array.Length)
            {
                Grow(_length >= Trusted ? Math.Min(expected ?? 0, limit + 1L) : 0);
            }

            var read = await source.ReadAsync(_array.AsMemory(_length), cancellation);
            if (read == 0)
            {
                return true;
            }

            _length += read;
            if (_length > limit)
            {
                return false;
            }
        }
    }

    /// <summary>Memory of a size, in which the caller writes.</summary>
    public Memory<byte> Reserve(int size)
    {
        Grow(size);
        _length = size;
        return Bytes;
    }

    public void Dispose()
    {
        if (_array.Length > 0)
        {
            memory.Return(_array);
            _array = [];
            _length = 0;
        }
    }

    private void Grow(long wanted)
    {
        var doubled = Math.Max(FirstSize, _array.Length * 2L);
        var larger = memory.Rent((int)Math.Min(Array.MaxLength, wanted > _length ? wanted : doubled));
        var old = _array;
        old.AsSpan(0, _length).CopyTo(larger);
        _array = larger;
        if (old.Length > 0)
        {
            memory.Return(old);
        }
    }
}
