namespace Pentimento.Server.Api.Requests;

/// <summary>The bytes of one part in lent memory, and their owner.</summary>
internal sealed class PartBuffer(BodyMemory memory) : IDisposable
{
    private const int FirstSize = 16 * 1024;

    private byte[] _array = [];
    private int _length;

    public ReadOnlyMemory<byte> Bytes => _array.AsMemory(0, _length);

    /// <summary>Reads a stream to its end.</summary>
    /// <returns>Whether the stream had at most <paramref name="limit"/> bytes; the rest of a longer one is left unread.</returns>
    public async Task<bool> FillAsync(Stream source, int limit, CancellationToken cancellation)
    {
        while (true)
        {
            if (_length == _array.Length)
            {
                Grow();
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

    public void Dispose()
    {
        if (_array.Length > 0)
        {
            memory.Return(_array);
            _array = [];
            _length = 0;
        }
    }

    private void Grow()
    {
        var larger = memory.Rent(Math.Max(FirstSize, (int)Math.Min(Array.MaxLength, _array.Length * 2L)));
        var old = _array;
        old.AsSpan(0, _length).CopyTo(larger);
        _array = larger;
        if (old.Length > 0)
        {
            memory.Return(old);
        }
    }
}
