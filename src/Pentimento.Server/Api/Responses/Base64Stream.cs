using System.Buffers;
using System.Buffers.Text;
using System.IO.Pipelines;

namespace Pentimento.Server.Api.Responses;

/// <summary>Writes bytes as padded standard base64, piece by piece.</summary>
internal static class Base64Stream
{
    private const int BytesPerPiece = 3 * 16 * 1024;

    /// <summary>Characters that <paramref name="length"/> bytes become.</summary>
    public static long LengthOf(long length) => (length + 2) / 3 * 4;

    public static async Task WriteAsync(PipeWriter output, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        while (bytes.Length > 0)
        {
            var piece = bytes[..Math.Min(BytesPerPiece, bytes.Length)];
            var place = output.GetSpan((int)LengthOf(piece.Length));
            Base64.EncodeToUtf8(piece.Span, place, out _, out var written);
            output.Advance(written);
            bytes = bytes[piece.Length..];

            // Waits for a slow reader, and ends when it has gone.
            var flushed = await output.FlushAsync(cancellation);
            if (flushed.IsCompleted)
            {
                throw new OperationCanceledException("The client stopped reading.");
            }
        }
    }
}
