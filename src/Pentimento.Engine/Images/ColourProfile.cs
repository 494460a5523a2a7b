using System.Buffers.Binary;
using System.Text;

namespace Pentimento.Engine.Images;

/// <summary>The colour spaces that a file's samples can be in.</summary>
internal enum ColourSpace
{
    Other,
    Grey,
    Rgb,
    Cmyk,
}

/// <summary>The little of an ICC profile that matters here (ICC.1:2022, section 7.2).</summary>
internal static class ColourProfile
{
    private const int ColourSpaceOffset = 16;
    private const int HeaderLength = 128;

    /// <summary>The space that the profile describes.</summary>
    public static ColourSpace SpaceOf(ReadOnlySpan<byte> profile) => profile.Length < HeaderLength
        ? ColourSpace.Other
        : BinaryPrimitives.ReadUInt32BigEndian(profile[ColourSpaceOffset..]) switch
        {
            0x52474220 => ColourSpace.Rgb, // 'RGB '
            0x47524159 => ColourSpace.Grey, // 'GRAY'
            0x434D594B => ColourSpace.Cmyk, // 'CMYK'
            _ => ColourSpace.Other,
        };

    /// <summary>Whether the profile calls itself sRGB, in either of the encodings that profiles use for text.</summary>
    public static bool IsSrgb(ReadOnlySpan<byte> profile) =>
        profile.IndexOf("sRGB"u8) >= 0 || profile.IndexOf(Encoding.BigEndianUnicode.GetBytes("sRGB")) >= 0;
}
