using Pentimento.Engine.Images;
using Pentimento.Engine.Vision;

[assembly: AssemblyFixture(typeof(Pentimento.Engine.Tests.Vision.Models))]

namespace Pentimento.Engine.Tests.Vision;

/// <summary>The models that the build brought, shared by all tests: each is loaded once.</summary>
public sealed class Models : IDisposable
{
    public VisionModels All { get; } = new(new VisionOptions());

    public void Dispose() => All.Dispose();

    /// <summary>Intersection over union of what lies above 0.5 in two maps of one picture, at the first one's resolution.</summary>
    public static double IoU(Heatmap one, Heatmap other)
    {
        var (both, either) = (0, 0);
        for (var y = 0; y < one.Height; y++)
        {
            for (var x = 0; x < one.Width; x++)
            {
                var a = one.Values[(y * one.Width) + x] > 0.5f;
                var b = other.Values[(y * other.Height / one.Height * other.Width) + (x * other.Width / one.Width)] > 0.5f;
                both += a && b ? 1 : 0;
                either += a || b ? 1 : 0;
            }
        }

        return (double)both / Math.Max(1, either);
    }

    /// <summary>Share of a picture's area that lies above 0.5.</summary>
    public static double Share(Heatmap map) => (double)map.Values.Count(v => v > 0.5f) / map.Values.Length;

    /// <summary>The value at a place given in shares of the picture's width and height.</summary>
    public static float At(Heatmap map, double x, double y) => map.Values[((int)(y * map.Height) * map.Width) + (int)(x * map.Width)];
}
