using Microsoft.AspNetCore.Http.Features;
using Pentimento.Server.Editing;

namespace Pentimento.Server.Api.Requests;

/// <summary>
/// A request's body that refuses to be longer than its limit. Kestrel's own limit would cut the connection before the client has read
/// why; after ours Kestrel takes in the rest for some seconds, so that the answer arrives.
/// </summary>
internal sealed class LimitedBody : Stream
{
    private readonly Stream _body;
    private readonly long _limit;
    private long _read;

    /// <exception cref="EditException">The announced length is over the limit.</exception>
    public LimitedBody(HttpRequest request, long limit)
    {
        if (request.ContentLength > limit)
        {
            throw TooLarge(limit);
        }

        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature)
        {
            feature.MaxRequestBodySize = null;
        }

        _body = request.Body;
        _limit = limit;
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await _body.ReadAsync(buffer, cancellationToken);
        _read += read;
        return _read <= _limit ? read : throw TooLarge(_limit);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    private static EditException TooLarge(long limit) =>
        new(EditFailure.TooLarge, $"The request body is larger than {limit} bytes, the most that this server reads (Api:MaxBodyBytes).");
}
