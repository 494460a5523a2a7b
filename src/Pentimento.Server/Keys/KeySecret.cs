using System.Security.Cryptography;
using System.Text;

namespace Pentimento.Server.Keys;

/// <summary>The text of a key, and the form in which it is kept.</summary>
internal static class KeySecret
{
    /// <summary>Characters of the longest key that is looked at.</summary>
    public const int MaxLength = 512;

    private const string Base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /// <summary><c>sk-</c> and 43 random characters of 62: 256 bits.</summary>
    public static string Create() => "sk-" + RandomNumberGenerator.GetString(Base62, 43);

    /// <summary>
    /// SHA-256 of the UTF-8 text, without salt or stretching on purpose: those slow down guessing at words that people
    /// choose, and nobody guesses 256 random bits; a request must not pay for them.
    /// </summary>
    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    /// <summary>Whether two hashes are equal, in a time that does not tell where they differ.</summary>
    public static bool Same(ReadOnlySpan<byte> hash, ReadOnlySpan<byte> other) => CryptographicOperations.FixedTimeEquals(hash, other);
}
