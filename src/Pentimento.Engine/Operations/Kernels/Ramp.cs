namespace Pentimento.Engine.Operations.Kernels;

/// <summary>Soft decisions.</summary>
internal static class Ramp
{
    /// <summary>0 up to <paramref name="from"/>, 1 from <paramref name="to"/> on, smooth between.</summary>
    public static float Rise(float value, float from, float to)
    {
        var t = float.ClampNative((value - from) / (to - from), 0, 1);
        return t * t * (3 - (2 * t));
    }
}
