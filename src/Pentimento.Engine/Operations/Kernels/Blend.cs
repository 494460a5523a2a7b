using Pentimento.Engine.Images;

namespace Pentimento.Engine.Operations.Kernels;

/// <summary>Looks at less than full strength.</summary>
internal static class Blend
{
    /// <summary>Moves a result's colours back towards the source's, in encoded values; alpha stays as it is.</summary>
    /// <param name="strength">1 keeps the result, 0 gives the source.</param>
    public static void Towards(Image source, Image result, double strength)
    {
        if (strength >= 1)
        {
            return;
        }

        var share = (int)Math.Round(65536 * strength);
        var bands = source.Bands;
        for (var y = 0; y < source.Height; y++)
        {
            var from = source.Row(y);
            var to = result.Row(y);
            for (var p = 0; p < from.Length; p++)
            {
                if (bands == 3 || (p & 3) != 3)
                {
                    to[p] = (byte)(from[p] + ((((to[p] - from[p]) * share) + 32768) >> 16));
                }
            }
        }
    }
}
