namespace Pentimento.Engine.Operations.Kernels;

/// <summary>
/// The sRGB transfer function (IEC 61966-2-1) as tables: 8-bit encoded to linear light, and linear light in 16 bits back to 8.
/// </summary>
internal static class SrgbTransfer
{
    private const int LinearSteps = 65536;

    /// <summary>Encoded 0..255 to linear 0..1.</summary>
    public static ReadOnlySpan<float> ToLinear => Linear;

    /// <summary>Encoded 0..255 to 0..1.</summary>
    public static ReadOnlySpan<float> ToUnit => Unit;

    private static readonly float[] Linear = Table(256, v => (float)Decode(v / 255.0));
    private static readonly float[] Unit = Table(256, v => v / 255f);
    private static readonly byte[] Encoded = Table(LinearSteps, v => (byte)Math.Round(255 * Encode(v / (LinearSteps - 1.0))));

    /// <summary>Encoded 0..1 to linear 0..1.</summary>
    public static double Decode(double encoded) =>
        encoded <= 0.04045 ? encoded / 12.92 : Math.Pow((encoded + 0.055) / 1.055, 2.4);

    /// <summary>Linear 0..1 to encoded 0..1.</summary>
    public static double Encode(double linear) =>
        linear <= 0.0031308 ? linear * 12.92 : (1.055 * Math.Pow(linear, 1 / 2.4)) - 0.055;

    /// <summary>Linear light, clamped to 0..1, to the nearest encoded byte (within 0.1 of a level). NaN becomes 0.</summary>
    public static byte ToByte(float linear) =>
        Encoded[(int)(float.ClampNative(linear, 0, 1) * (LinearSteps - 1) + 0.5f)];

    /// <summary>Encoded 0..1, clamped, to the nearest byte.</summary>
    public static byte UnitToByte(float encoded) => (byte)(float.ClampNative(encoded, 0, 1) * 255 + 0.5f);

    private static T[] Table<T>(int length, Func<int, T> value)
    {
        var table = new T[length];
        for (var i = 0; i < length; i++)
        {
            table[i] = value(i);
        }

        return table;
    }
}
