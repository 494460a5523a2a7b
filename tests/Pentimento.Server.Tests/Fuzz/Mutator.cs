namespace Pentimento.Server.Tests.Fuzz;

/// <summary>Breaks bytes, the same way for the same seed.</summary>
/// <param name="words">What is put in besides random bytes: pieces that mean something to the reader of these bytes.</param>
internal sealed class Mutator(int seed, IReadOnlyList<byte[]> words)
{
    private const int MaxMutations = 8;
    private const int MaxPiece = 64;

    private static readonly byte[] Notable = [0, 1, 0x0A, 0x0D, 0x20, 0x22, 0x2D, 0x5C, 0x7B, 0x7F, 0x80, 0xFE, 0xFF];

    private readonly Random _random = new(seed);

    public T Pick<T>(IReadOnlyList<T> from) => from[_random.Next(from.Count)];

    public int Below(int limit) => _random.Next(limit);

    public bool OneIn(int chances) => _random.Next(chances) == 0;

    /// <summary>One to eight changes, of which one may take a piece of another sample.</summary>
    public byte[] Mutate(byte[] sample, IReadOnlyList<byte[]> others)
    {
        var bytes = new List<byte>(sample);
        for (var i = _random.Next(1, MaxMutations + 1); i > 0; i--)
        {
            Change(bytes, others);
        }

        return [.. bytes];
    }

    private void Change(List<byte> bytes, IReadOnlyList<byte[]> others)
    {
        var at = _random.Next(bytes.Count + 1);
        var (start, length) = (Math.Min(at, Math.Max(0, bytes.Count - 1)), Math.Min(_random.Next(MaxPiece), bytes.Count - Math.Min(at, Math.Max(0, bytes.Count - 1))));
        switch (_random.Next(9))
        {
            case 0 when bytes.Count > 0:
                bytes[start] ^= (byte)(1 << _random.Next(8));
                break;
            case 1 when bytes.Count > 0:
                bytes[start] = Pick(Notable);
                break;
            case 2:
                bytes.RemoveRange(start, length);
                break;
            case 3:
                bytes.InsertRange(at, Enumerable.Repeat(Pick(Notable), _random.Next(MaxPiece)));
                break;
            case 4:
                bytes.InsertRange(at, bytes.GetRange(start, length));
                break;
            case 5 when OneIn(4):
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 6:
                var other = Pick(others);
                var from = _random.Next(other.Length + 1);
                bytes.InsertRange(at, other.AsSpan(from, Math.Min(other.Length - from, _random.Next(4 * MaxPiece))).ToArray());
                break;
            default:
                bytes.InsertRange(at, Pick(words));
                break;
        }
    }
}
