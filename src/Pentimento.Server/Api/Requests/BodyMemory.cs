using System.Buffers;
using Microsoft.Extensions.Options;
using Pentimento.Server.Editing;

namespace Pentimento.Server.Api.Requests;

/// <summary>Pooled memory for request bodies, and the count of what all requests together hold.</summary>
internal sealed class BodyMemory(IOptions<ApiOptions> options)
{
    private readonly long _limit = options.Value.MaxBytesInFlight;
    private long _held;

    /// <summary>Bytes that are lent out now.</summary>
    public long Held => Interlocked.Read(ref _held);

    /// <summary>Lends at least <paramref name="size"/> bytes; give them back with <see cref="Return"/>.</summary>
    /// <exception cref="EditException">Other requests hold too much.</exception>
    public byte[] Rent(int size)
    {
        var array = ArrayPool<byte>.Shared.Rent(size);
        if (Interlocked.Add(ref _held, array.Length) > _limit)
        {
            Return(array);
            throw new EditException(EditFailure.Overloaded, "The server is receiving as much as it can hold. Please try again shortly.");
        }

        return array;
    }

    public void Return(byte[] array)
    {
        Interlocked.Add(ref _held, -array.Length);
        ArrayPool<byte>.Shared.Return(array);
    }
}
