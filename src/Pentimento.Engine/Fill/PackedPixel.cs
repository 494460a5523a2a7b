using System.Runtime.Intrinsics;

namespace Pentimento.Engine.Fill;

/// <summary>Four 8-bit channels in 32 bits, as numbers: red in the lowest byte, then green, blue and a fourth (texture, or alpha).</summary>
internal static class PackedPixel
{
    public static Vector128<float> Unpack(uint pixel) =>
        Vector128.ConvertToSingle(Vector128.WidenLower(Vector128.WidenLower(Vector128.CreateScalar(pixel).AsByte())).AsInt32());

    /// <summary>Rounded and held to 0 to 255.</summary>
    public static uint Pack(Vector128<float> colour)
    {
        var whole = Vector128.ConvertToInt32(Vector128.Clamp(colour, Vector128<float>.Zero, Vector128.Create(255f)) + Vector128.Create(0.5f));
        return (uint)(whole[0] | (whole[1] << 8) | (whole[2] << 16) | (whole[3] << 24));
    }
}
