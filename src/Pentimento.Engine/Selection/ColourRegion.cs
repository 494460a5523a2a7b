namespace Pentimento.Engine.Selection;

/// <summary>The parts of a picture that have a colour people have a word for, by hue, chroma and lightness in OKLab (Ottosson 2020).</summary>
internal sealed class ColourRegion
{
    private const double FullChroma = 0.09;
    private const double LeastChroma = 0.03;

    // Middle and half width in degrees of OKLab hue; the basic colour terms of Berlin & Kay 1969 that are hues.
    private static readonly Dictionary<string, (double Hue, double Width)> Hues = new(StringComparer.Ordinal)
    {
        ["red"] = (27, 22),
        ["orange"] = (58, 18),
        ["yellow"] = (103, 22),
        ["green"] = (145, 34),
        ["cyan"] = (195, 26),
        ["turquoise"] = (190, 28),
        ["teal"] = (190, 28),
        ["blue"] = (255, 36),
        ["purple"] = (308, 26),
        ["violet"] = (300, 26),
        ["magenta"] = (330, 20),
        ["pink"] = (355, 28),
    };

    private readonly (double Hue, double Width)? _hue;
    private readonly (double Low, double High) _lightness;
    private readonly (double Least, double Full) _chroma;

    private ColourRegion((double, double)? hue, (double, double) lightness, (double, double)? chroma = null)
    {
        _hue = hue;
        _lightness = lightness;
        _chroma = chroma ?? (LeastChroma, FullChroma);
    }

    /// <summary>The region of a colour word; null when the word is no colour known here.</summary>
    public static ColourRegion? Read(string word) => word switch
    {
        "black" => new(null, (-0.2, 0.32)),
        "white" => new(null, (0.9, 1.2)),
        "grey" or "gray" or "silver" => new(null, (0.32, 0.9)),
        "brown" => new((58, 32), (0.15, 0.62)),
        "beige" or "tan" or "cream" => new((78, 30), (0.66, 1.2)),
        "gold" or "golden" or "blonde" or "blond" => new((82, 28), (0.5, 1.2)),
        "navy" => new((262, 34), (-0.2, 0.45)),
        "maroon" or "burgundy" => new((22, 24), (-0.2, 0.45)),
        _ => Hues.TryGetValue(word, out var hue) ? new(hue, (0.15, 1.2)) : null,
    };

    /// <summary>The colour word as it is said of things, which are white or black in the shade and in the light too.</summary>
    public static ColourRegion? ReadOfThing(string word) => word switch
    {
        "black" => new(null, (-0.2, 0.42)),
        "white" => new(null, (0.68, 1.2)),
        "grey" or "gray" or "silver" => new(null, (0.38, 0.8)),
        // A dark coat is called brown long before its colour can be seen by itself.
        "brown" => new((58, 40), (0.12, 0.65), (0.01, 0.04)),
        _ => Read(word),
    };

    /// <summary>How much a pixel is of this colour, 0 to 1.</summary>
    /// <param name="r">sRGB-encoded, as are the others.</param>
    public double Weight(byte r, byte g, byte b)
    {
        var (lightness, chroma, hue) = Polar(r, g, b);
        var light = Math.Min(Rise(lightness, _lightness.Low, 0.08), Rise(-lightness, -_lightness.High, 0.08));
        if (_hue is not { } named)
        {
            return light * (1 - Rise(chroma, LeastChroma, 0.03));
        }

        var away = Math.Abs((((hue - named.Hue) % 360) + 540) % 360 - 180);
        return light * Rise(chroma, _chroma.Least, _chroma.Full - _chroma.Least) * (1 - Rise(away, named.Width * 0.75, named.Width * 0.5));
    }

    private static double Rise(double value, double from, double over)
    {
        var t = Math.Clamp((value - from) / over, 0, 1);
        return t * t * (3 - (2 * t));
    }

    private static (double Lightness, double Chroma, double Hue) Polar(byte red, byte green, byte blue)
    {
        var (lightness, a, b) = Lab(red, green, blue);
        return (lightness, Math.Sqrt((a * a) + (b * b)), double.RadiansToDegrees(Math.Atan2(b, a)));
    }

    /// <summary>A colour in OKLab.</summary>
    /// <param name="red">sRGB-encoded, as are the others.</param>
    public static (double Lightness, double A, double B) Lab(byte red, byte green, byte blue)
    {
        var (r, g, b) = (Linear[red], Linear[green], Linear[blue]);
        var l = Math.Cbrt((0.4122214708 * r) + (0.5363325363 * g) + (0.0514459929 * b));
        var m = Math.Cbrt((0.2119034982 * r) + (0.6806995451 * g) + (0.1073969566 * b));
        var s = Math.Cbrt((0.0883024619 * r) + (0.2817188376 * g) + (0.6299787005 * b));
        var lightness = (0.2104542553 * l) + (0.7936177850 * m) - (0.0040720468 * s);
        var a = (1.9779984951 * l) - (2.4285922050 * m) + (0.4505937099 * s);
        var bb = (0.0259040371 * l) + (0.7827717662 * m) - (0.8086757660 * s);
        return (lightness, a, bb);
    }

    private static readonly double[] Linear =
        [.. Enumerable.Range(0, 256).Select(v => v <= 10 ? v / 255.0 / 12.92 : Math.Pow(((v / 255.0) + 0.055) / 1.055, 2.4))];
}
