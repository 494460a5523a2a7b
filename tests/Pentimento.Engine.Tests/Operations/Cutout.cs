using Pentimento.Engine.Images;
using Pentimento.Engine.Operations;

namespace Pentimento.Engine.Tests.Operations;

/// <summary>A disc with a soft edge laid over a ground, both known, so that every right answer can be computed.</summary>
internal sealed class Cutout
{
    public const int Side = 96;

    private const double Radius = 28;
    private const double Softness = 5;

    /// <summary>How much of each pixel is the disc.</summary>
    public Mask Alpha { get; } = Mask.FromWeights(
        [.. Enumerable.Range(0, Side * Side).Select(i => (byte)Math.Round(255 * Math.Clamp((Radius - Away(i % Side, i / Side)) / Softness, 0, 1)))], Side, Side);

    /// <summary>The disc's own colours: orange, brighter to the right.</summary>
    public static Rgb Front(int x) => new((byte)(170 + (x * 60 / Side)), 110, 40);

    /// <summary>The ground's own colours: blue and green bands.</summary>
    public static Rgb Back(int y) => new(30, (byte)(90 + (60 * ((y / 12) & 1))), 200);

    /// <summary>The disc over something else.</summary>
    public Image Over(Func<int, int, Rgb> ground) => Pictures.Make(Side, Side, (x, y) =>
    {
        var (front, back, alpha) = (Front(x), ground(x, y), Alpha.Row(y)[x] / 255.0);
        byte Mix(byte f, byte b) => (byte)Math.Round((f * alpha) + (b * (1 - alpha)));
        return new(Mix(front.R, back.R), Mix(front.G, back.G), Mix(front.B, back.B));
    });

    public Image Picture() => Over((_, y) => Back(y));

    /// <summary>Largest and mean absolute difference of samples along the soft edge, in levels.</summary>
    public (int Largest, double Mean) EdgeError(Image result, Image ideal)
    {
        var errors = new List<int>();
        for (var i = 0; i < Side * Side; i++)
        {
            if (Alpha.Values[i] is > 0 and < 255)
            {
                var (a, b) = (Pictures.At(result, i % Side, i / Side), Pictures.At(ideal, i % Side, i / Side));
                errors.AddRange([Math.Abs(a.R - b.R), Math.Abs(a.G - b.G), Math.Abs(a.B - b.B)]);
            }
        }

        return (errors.Max(), errors.Average());
    }

    private static double Away(int x, int y) => Math.Sqrt(Math.Pow(x - (Side / 2), 2) + Math.Pow(y - (Side / 2), 2));
}
